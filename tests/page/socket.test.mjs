// A WebSocket's messages become lines of a body that the module follows.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

const { Failures, Follower, Transport, converse } = await load(
  'transport',
  'failures',
  'following',
  'socket',
);

/** What the page opened, as a test drives it. */
class FakeSocket extends document.defaultView.EventTarget {
  static OPEN = 1;
  static latest;
  readyState = 0;
  protocol = '';
  said = [];
  closes = [];
  constructor(url, protocols) {
    super();
    if (url.includes('#')) throw new SyntaxError('a fragment');
    Object.assign(this, { url, protocols });
    FakeSocket.latest = this;
  }
  tell(type, more = {}) {
    this.dispatchEvent(Object.assign(new globalThis.Event(type), more));
  }
  accept(protocol = '') {
    Object.assign(this, { readyState: 1, protocol });
    this.tell('open');
  }
  send(text) {
    this.said.push(text);
  }
  close(code) {
    this.closes.push(code);
    this.readyState = 2;
  }
  finish(code, reason = '') {
    this.readyState = 3;
    this.tell('close', { code, reason });
  }
}

let events;
let dispatched;
let transport;
const turn = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  globalThis.WebSocket = FakeSocket;
  globalThis.requestAnimationFrame = (run) => setTimeout(run);
  globalThis.cancelAnimationFrame = clearTimeout;
  FakeSocket.latest = undefined;
  events = [];
  dispatched = [];
  transport = new Transport(
    (event) => events.push(event),
    {
      dispatch: (type, detail) => {
        dispatched.push([type, detail]);
        return !detail.url?.includes('refused');
      },
      credentials: '',
    },
    async () => ({ Follower, converse }),
  );
});

/** Asks for the WebSocket. */
async function connect({ url = 'wss://api.test/room', headers = [], timeout } = {}) {
  const request = { method: 'GET', url, headers, body: null };
  void transport.request({ id: 1, request, redirects: 'follow', timeout }, new Uint8Array());
  await turn();
  return FakeSocket.latest;
}
const types = () => events.map(({ type }) => type).filter((type) => type !== 'responseProgress');
const lines = () =>
  events
    .filter(({ type }) => type === 'chunk')
    .map(({ bytes }) => new TextDecoder().decode(bytes))
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { at, ...rest } = JSON.parse(line);
      assert.equal(at === undefined, 'skipped' in rest);
      return rest;
    });

test('it is opened with its subprotocols, and its response is the one that the server chose', async () => {
  const socket = await connect({ headers: [['Sec-WebSocket-Protocol', 'v2, v1']] });
  assert.deepEqual([socket.url, socket.protocols], ['wss://api.test/room', ['v2', 'v1']]);
  assert.deepEqual(events, []);
  socket.accept('v1');
  await turn();
  const [{ type, status, headers }] = events;
  assert.deepEqual(
    [type, status, headers],
    ['responseHead', 101, [['Sec-WebSocket-Protocol', 'v1']]],
  );
  assert.deepEqual(
    dispatched.map(([name]) => name),
    ['vitrine-request', 'vitrine-response'],
  );
});

test('messages of both directions are lines in their order, and so is the end', async () => {
  const socket = await connect();
  socket.accept();
  await turn();
  transport.say({ id: 1, text: 'secret\n', shown: '$TOKEN\n' });
  socket.tell('message', { data: 'two' });
  socket.tell('message', { data: new Uint8Array([0, 255]).buffer });
  socket.finish(4001, 'late');
  await turn();
  await turn();
  assert.deepEqual(socket.said, ['secret\n']);
  assert.deepEqual(lines(), [
    { sent: '$TOKEN\n' },
    { received: 'two' },
    { received: { hex: '00ff' } },
    { closed: 4001, reason: 'late' },
  ]);
  const { type, size, error } = events.at(-1);
  assert.deepEqual([type, error], ['responseEnd', '']);
  assert.ok(size > 100);
});

test('what is not open any more sends nothing and notes nothing', async () => {
  const socket = await connect();
  transport.say({ id: 1, text: 'early', shown: 'early' });
  socket.accept();
  await turn();
  transport.cancel(1);
  transport.say({ id: 1, text: 'late', shown: 'late' });
  assert.deepEqual(socket.said, []);
  assert.deepEqual(socket.closes, [1000]);
});

test('it is closed by both sides, or given up the second time', async () => {
  const socket = await connect();
  socket.accept();
  await turn();
  transport.cancel(1);
  socket.tell('message', { data: 'bye' });
  await turn();
  assert.deepEqual(lines(), [{ received: 'bye' }]);
  transport.cancel(1);
  socket.tell('message', { data: 'lost' });
  socket.finish(1006);
  await turn();
  assert.deepEqual(lines(), [{ received: 'bye' }]);
  assert.ok(!types().includes('responseEnd'));
});

test('it is given up while it connects', async () => {
  const socket = await connect();
  transport.cancel(1);
  assert.equal(socket.closes.length, 1);
  socket.tell('error');
  socket.finish(1006);
  await turn();
  assert.deepEqual(events, []);
});

test('it goes on with the same body', async () => {
  const first = await connect();
  first.accept();
  await turn();
  first.tell('message', { data: 'one' });
  first.finish(1000);
  await turn();
  await turn();
  const { size } = events.at(-1);
  const second = await connect();
  assert.notEqual(second, first);
  second.accept();
  await turn();
  second.tell('message', { data: 'two' });
  await turn();
  assert.deepEqual(
    lines().filter(({ received }) => received),
    [{ received: 'one' }, { received: 'two' }],
  );
  assert.ok(events.findLast(({ type }) => type === 'responseProgress').received > size);
});

test('where it cannot be opened the kind of the failure is told', async () => {
  for (const [root, kind] of [
    [() => ({ type: 'opaque', headers: new Map() }), 'crossOrigin'],
    [() => ({ headers: new Map([['vitrine-origin', 'refused']]) }), 'originRefused'],
    [
      () => {
        throw new TypeError('Failed to fetch');
      },
      'unreachable',
    ],
  ]) {
    const asked = [];
    globalThis.fetch = async (url, { mode }) => (mode === 'no-cors' && asked.push(url), root());
    transport.failures = new Failures(new document.defaultView.AbortController().signal);
    const socket = await connect();
    socket.tell('error');
    socket.finish(1006);
    for (let count = 0; count < 9; ++count) await turn();
    assert.deepEqual([events.at(-1).type, events.at(-1).kind], ['failed', kind]);
    assert.deepEqual(asked, ['https://api.test/']);
    assert.ok(!types().includes('responseEnd'));
  }
});

test('what the policy of the page refuses is known by its event', async () => {
  transport.failures = new Failures(new document.defaultView.AbortController().signal);
  const refusal = new globalThis.Event('securitypolicyviolation');
  Object.assign(refusal, { effectiveDirective: 'connect-src', blockedURI: 'wss://api.test/room' });
  const socket = await connect();
  document.dispatchEvent(refusal);
  socket.tell('error');
  socket.finish(1006);
  for (let count = 0; count < 4; ++count) await turn();
  assert.deepEqual([events.at(-1).type, events.at(-1).kind], ['failed', 'policy']);
});

test('it may take too long, and may be refused by the page around', async () => {
  const socket = await connect({ timeout: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([events.at(-1).type, events.at(-1).kind], ['failed', 'timeout']);
  assert.equal(socket.closes.length, 1);
  FakeSocket.latest = undefined;
  assert.equal(await connect({ url: 'wss://refused.test/' }), undefined);
  assert.deepEqual([events.at(-1).type, events.at(-1).kind], ['failed', 'aborted']);
  assert.equal(await connect({ url: 'wss://api.test/#a' }), undefined);
  assert.deepEqual([events.at(-1).kind, events.at(-1).message], ['other', 'a fragment']);
});

test('messages that come faster than the module takes them are kept and counted', async () => {
  const socket = await connect();
  socket.accept();
  await turn();
  globalThis.requestAnimationFrame = () => 0;
  const data = 'x'.repeat(1 << 20);
  const total = 40;
  for (let count = 0; count < total; ++count) socket.tell('message', { data });
  let blob;
  URL.createObjectURL = (made) => ((blob = made), 'blob:x');
  transport.url(1, 'application/jsonl');
  assert.ok(blob.size > total << 20, 'all of it can be saved');
  globalThis.requestAnimationFrame = (run) => setTimeout(run);
  for (let before = -1; before < events.length;) {
    before = events.length;
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  socket.tell('message', { data: 'after' });
  await turn();
  await turn();
  const all = lines();
  assert.deepEqual(all.at(-1), { received: 'after' });
  const { skipped } = all.at(-2); // it was told without another message
  assert.ok(skipped > 0);
  assert.equal(all.filter(({ received }) => received === data).length + skipped, total);
});
