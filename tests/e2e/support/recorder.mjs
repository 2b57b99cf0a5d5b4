// A server of another origin that keeps every request it gets and responds as a test says.
import { becomes, texts } from './browser.mjs';

/** Any page may send anything, with its cookies or without. */
const corsOf = ({ headers }) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-allow-methods': headers['access-control-request-method'] ?? '*',
});

/**
 * `routes`: for each path the value that is sent as JSON, or a function (response, headers of CORS) that responds.
 * `sent(page)` presses Send and gives the request that comes of it.
 */
export async function recorder(routes) {
  const received = [];
  const kept = (respond) => (request, response) => {
    const cors = corsOf(request);
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (typeof respond === 'function') return respond(response, cors);
      response.writeHead(200, { 'content-type': 'application/json', ...cors });
      return response.end(JSON.stringify(respond));
    });
  };
  const server = await texts(
    Object.fromEntries(Object.entries(routes).map(([path, respond]) => [path, kept(respond)])),
  );
  const sent = async (page) => {
    const before = received.length;
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await becomes(async () => received.length, before + 1);
    return received.at(-1);
  };
  return { ...server, received, sent };
}
