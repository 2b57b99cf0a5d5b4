// A server whose responses are streams that a test writes, and the description of its operations.
import { texts } from './browser.mjs';

const kCors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};

/** How many of the events at `/flood` each second. */
export const kFloodRate = 10_000;

/** `requests`: the heads of the requests for each path; `write` and `end` go on with the latest response. */
export async function streams() {
  const requests = [];
  let latest;
  const begin = (type) => (request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, kCors).end();
    requests.push(request.headers);
    latest = response;
    response.writeHead(200, { 'content-type': type, ...kCors });
    return response.flushHeaders();
  };
  const server = await texts({
    '/events': begin('text/event-stream'),
    '/readings': begin('application/jsonl'),
    '/records': begin('application/json-seq'),
    '/flood': (request, response) => {
      const { searchParams } = new URL(request.url, 'http://x');
      response.writeHead(200, { 'content-type': 'text/event-stream', ...kCors });
      void flood(response, Number(searchParams.get('seconds')));
    },
  });
  return {
    ...server,
    requests,
    write: (text) => latest.write(text),
    end: () => latest.end(),
  };
}

/** Events at that rate, at most as fast as they are read. */
async function flood(response, seconds) {
  const kTurn = 50;
  const each = (kFloodRate * kTurn) / 1000;
  const total = kFloodRate * seconds;
  const started = Date.now();
  for (let number = 0; number < total && !response.destroyed;) {
    let text = '';
    for (const end = Math.min(number + each, total); number < end; ++number)
      text += `event: tick\nid: ${number}\ndata: {"n":${number},"words":"${'x'.repeat(60)}"}\n\n`;
    if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve));
    const ahead = started + (number / kFloodRate) * 1000 - Date.now();
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  response.end();
}

const kReading = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const streamed = (operationId, content, more = {}) => ({
  get: { operationId, responses: { 200: { description: 'A stream', content } }, ...more },
});

export const streamsDescription = (url) => ({
  openapi: '3.2.0',
  info: { title: 'Streams', version: '1' },
  servers: [{ url }],
  paths: {
    '/events': streamed('events', {
      'text/event-stream': {
        itemSchema: {
          type: 'object',
          properties: {
            event: { type: 'string' },
            data: { contentMediaType: 'application/json', contentSchema: kReading },
          },
        },
      },
    }),
    '/readings': streamed('readings', { 'application/jsonl': { itemSchema: kReading } }),
    '/records': streamed('records', {
      'application/json-seq': { schema: { type: 'array', items: kReading } },
    }),
    '/flood': streamed(
      'flood',
      { 'text/event-stream': { itemSchema: { type: 'object', required: ['data'] } } },
      {
        parameters: [{ name: 'seconds', in: 'query', required: true, schema: { type: 'integer' } }],
      },
    ),
  },
});
