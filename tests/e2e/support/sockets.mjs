// A server of WebSockets that a test drives, with handshake and frames by hand (RFC 6455), and the description of its
// operations.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const kGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const kText = 1;
const kBytes = 2;
const kClose = 8;
const kPing = 9;
const kPong = 10;

/** A whole frame, as servers send it: not masked. */
function frame(opcode, payload) {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, length])
      : length < 65536
        ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 255])
        : Buffer.from([
            0x80 | opcode,
            127,
            0,
            0,
            0,
            0,
            ...[24, 16, 8, 0].map((by) => (length >>> by) & 255),
          ]);
  return Buffer.concat([head, payload]);
}

/** Takes bytes cut anywhere; `take(opcode, payload)` gets each frame of the client, unmasked. */
function reader(take) {
  let waiting = Buffer.alloc(0);
  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    for (;;) {
      if (waiting.length < 6) return;
      let length = waiting[1] & 127;
      let at = 2;
      if (length >= 126) {
        const size = length === 126 ? 2 : 8;
        if (waiting.length < at + size + 4) return;
        length = waiting.readUIntBE(at + Math.max(0, size - 6), Math.min(size, 6));
        at += size;
      }
      if (waiting.length < at + 4 + length) return;
      const mask = waiting.subarray(at, at + 4);
      const payload = waiting
        .subarray(at + 4, at + 4 + length)
        .map((byte, i) => byte ^ mask[i % 4]);
      take(waiting[0] & 15, Buffer.from(payload));
      waiting = waiting.subarray(at + 4 + length);
    }
  };
}

/** `handshakes`: requests that were accepted; `received`: texts of clients; `closes`: codes of theirs. All else is done
 * with the latest connection. Paths that end with `refused` are. */
export async function sockets() {
  const handshakes = [];
  const received = [];
  const closes = [];
  const open = new Set();
  let latest;
  let closing;
  const server = createServer((request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => {});
    if (/refused/.test(request.url)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const key = request.headers['sec-websocket-key'];
    const [protocol] = (request.headers['sec-websocket-protocol'] ?? '').split(/[\s,]+/);
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${createHash('sha1')
          .update(key + kGuid)
          .digest('base64')}`,
        ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
        '\r\n',
      ].join('\r\n'),
    );
    latest = socket;
    open.add(socket.on('close', () => open.delete(socket)));
    handshakes.push({ url: request.url, headers: request.headers });
    socket.on(
      'data',
      reader((opcode, payload) => {
        if (opcode === kText) received.push(payload.toString());
        if (opcode === kPing) socket.write(frame(kPong, payload));
        if (opcode !== kClose) return;
        closes.push(payload.length < 2 ? 1005 : payload.readUInt16BE());
        // Each side says it once.
        if (socket === closing) socket.end();
        else socket.end(frame(kClose, payload));
      }),
    );
    return undefined;
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    handshakes,
    received,
    closes,
    say: (text) => latest.write(frame(kText, Buffer.from(text))),
    sayBytes: (bytes) => latest.write(frame(kBytes, Buffer.from(bytes))),
    close: (code, reason) => {
      const payload = Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]);
      closing = latest;
      latest.write(frame(kClose, payload));
    },
    /** Breaks the connection off. */
    drop: () => latest.destroy(),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

const kString = { type: 'string' };
const opened = { 101: { description: 'It is open' } };

export const socketsDescription = (url) => ({
  openapi: '3.1.0',
  info: { title: 'Rooms', version: '1' },
  servers: [{ url }],
  paths: {
    '/rooms/{room}': {
      get: {
        operationId: 'chat',
        summary: 'Talk in a room',
        security: [{ key: [] }, {}],
        parameters: [
          { name: 'room', in: 'path', required: true, schema: kString },
          { name: 'X-Trace', in: 'header', schema: kString },
        ],
        responses: opened,
        'x-websocket': {
          subprotocols: ['chat.v2', 'chat.v1'],
          send: { $ref: '#/components/schemas/Say' },
          receive: {
            type: 'object',
            required: ['from'],
            properties: { from: kString, words: kString },
          },
        },
      },
    },
    '/echo': {
      get: {
        operationId: 'echo',
        servers: [{ url: url.replace(/^http/, 'ws') }],
        responses: opened,
      },
    },
    '/nobody': {
      get: {
        operationId: 'nobody',
        servers: [{ url: 'ws://127.0.0.1:1' }],
        responses: opened,
      },
    },
  },
  components: {
    schemas: {
      Say: {
        type: 'object',
        required: ['words'],
        properties: {
          words: { ...kString, examples: ['Good morning'], description: 'What is said' },
        },
      },
    },
    securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } },
  },
});
