// Bodies of responses stay in the page; the module reads windows of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Failures, Transport } = await load('transport', 'failures');

/** A transport with one response, whose body comes in the chunks, and a reader of its windows. */
async function stage(...chunks) {
  const events = [];
  const transport = new Transport(
    (event) => events.push(event),
    {
      dispatch: () => true,
      credentials: '',
    },
    async () => ({}),
  );
  const left = chunks.map((chunk) =>
    chunk instanceof Error ? chunk : new TextEncoder().encode(chunk),
  );
  const next = async () => {
    const value = left.shift();
    if (value instanceof Error) throw value;
    return { value };
  };
  globalThis.fetch = async () => ({
    url: 'https://api.test/',
    status: 200,
    statusText: 'OK',
    headers: new Headers({ 'content-type': 'text/plain' }),
    body: { getReader: () => ({ read: next }) },
  });
  const request = { method: 'GET', url: 'https://api.test/', headers: [], body: null };
  await transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  const read = (offset, length, form) => {
    transport.read({ id: 1, offset, length, form });
    return events.at(-1).text;
  };
  return { events, read, transport };
}

test('a response is reported with its size', async () => {
  const { events } = await stage('abc', 'defg');
  assert.deepEqual(
    events.map(({ type, status, size }) => [type, status ?? size]),
    [
      ['responseHead', 200],
      ['responseEnd', 7],
    ],
  );
});

test('a window may lie anywhere in the chunks', async () => {
  const whole = 'abcdefgh';
  const { read } = await stage('abc', 'd', 'efgh');
  for (let offset = 0; offset <= whole.length + 1; ++offset)
    for (let length = 0; length <= whole.length + 1; ++length)
      assert.equal(read(offset, length), whole.slice(offset, offset + length));
});

test('a code point that a window cuts is left out', async () => {
  const { read } = await stage('a€', 'b');
  assert.equal(read(0, 2), 'a');
  assert.equal(read(2, 3), 'b');
});

test('a code point between windows that follow each other is in the second', async () => {
  const { read } = await stage('a€', 'b');
  assert.equal(read(0, 2, 'text'), 'a');
  assert.equal(read(2, 3, 'moreText'), '€b');
});

test('bytes are given as digits, asked for or because they are no text', async () => {
  const { events, read } = await stage('a\0€');
  assert.equal(read(1, 2, 'digits'), '00e2');
  assert.equal(read(0, 9, 'text'), '6100e282ac');
  assert.equal(events.at(-1).isText, false);
});

test('a body that breaks off keeps what came, and says why it ended', async () => {
  const { events, read } = await stage('abc', new Error('connection lost'));
  const { type, size, error } = events.at(-1);
  assert.deepEqual([type, size, error], ['responseEnd', 3, 'connection lost']);
  assert.equal(read(0, 9), 'abc');
});

/** The kind of the failure of a request to another origin, whose root gives `root`. */
async function failure(root, origin = 'https://api.test', told) {
  const asked = [];
  const events = [];
  const transport = new Transport(
    (event) => events.push(event),
    {
      dispatch: () => true,
      credentials: 'include',
    },
    async () => ({}),
  );
  transport.failures = new Failures(new document.defaultView.AbortController().signal);
  globalThis.fetch = async (url, options) => {
    asked.push([url, options.mode, options.credentials, options.method]);
    if (options.mode === 'no-cors') return root();
    if (told && options.mode === 'cors') return { headers: new Map([['vitrine-origin', told]]) };
    throw new TypeError('Failed to fetch');
  };
  const request = { method: 'DELETE', url: `${origin}/a?key=1`, headers: [], body: null };
  await transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  return { kind: events.at(-1).kind, probe: asked[1], question: asked[2] };
}

test('a server that responds but shows nothing does not allow the page', async () => {
  const { kind, probe } = await failure(() => ({ type: 'opaque' }));
  assert.equal(kind, 'crossOrigin');
  assert.deepEqual(probe, ['https://api.test/', 'no-cors', 'omit', undefined]);
});

test('a server of Vitrine says that it does not allow the page', async () => {
  const opaque = () => ({ type: 'opaque' });
  const { kind, question } = await failure(opaque, 'https://api.test', 'refused');
  assert.equal(kind, 'originRefused');
  assert.deepEqual(question, ['https://api.test/vitrine/origin', 'cors', 'omit', undefined]);
  assert.equal((await failure(opaque, 'https://api.test', 'allowed')).kind, 'crossOrigin');
});

test('where nothing responds there is no server', async () => {
  const { kind } = await failure(() => {
    throw new TypeError('Failed to fetch');
  });
  assert.equal(kind, 'unreachable');
});

test('what the policy of the page refuses is known by its event', async () => {
  const refusal = new Event('securitypolicyviolation');
  Object.assign(refusal, { effectiveDirective: 'connect-src', blockedURI: 'https://api.test/a' });
  const failed = failure(() => ({}));
  document.dispatchEvent(refusal);
  const { kind, probe } = await failed;
  assert.deepEqual([kind, probe], ['policy', undefined]);
});

test('its own server is not asked twice', async () => {
  const { kind, probe } = await failure(() => ({}), 'https://page.test');
  assert.deepEqual([kind, probe], ['network', undefined]);
});

test('an address that no browser can read is a failure like others', async () => {
  const { events, transport } = await stage();
  transport.timing = (url) => new URL(url);
  globalThis.fetch = async (url) => new URL(url);
  const request = { method: 'GET', url: 'https://', headers: [], body: null };
  await transport.request({ id: 2, request, redirects: 'follow' }, new Uint8Array());
  assert.equal(events.at(-1).type, 'failed');
});

test('texts that the module makes are saved as one file', async () => {
  const { transport } = await stage('abc');
  transport.keep({ id: 7, text: 'a€' });
  transport.keep({ id: 7, text: 'b' });
  let blob;
  URL.createObjectURL = (made) => ((blob = made), 'blob:x');
  let clicked;
  globalThis.document = {
    createElement: () => ({
      click() {
        clicked = this;
      },
    }),
  };
  transport.save({ id: 7, name: 'zoo.md', mediaType: 'text/markdown' });
  assert.equal(await blob.text(), 'a€b');
  assert.deepEqual(
    [blob.type, clicked.href, clicked.download],
    ['text/markdown', 'blob:x', 'zoo.md'],
  );
});

test('a request that takes too long is ended and reported as such', async () => {
  const events = [];
  const transport = new Transport(
    (event) => events.push(event),
    {
      dispatch: () => true,
      credentials: '',
    },
    async () => ({}),
  );
  globalThis.fetch = (url, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const request = { method: 'GET', url: 'https://api.test/', headers: [], body: null };
  const effect = { request, redirects: 'follow' };
  await transport.request({ id: 1, ...effect, timeout: 5 }, new Uint8Array());
  assert.deepEqual(
    events.map(({ type, id, kind }) => [type, id, kind]),
    [['failed', 1, 'timeout']],
  );
  const cancelled = transport.request({ id: 2, ...effect, timeout: 5000 }, new Uint8Array());
  transport.cancel(2);
  await cancelled;
  assert.equal(events.length, 1);
});

/** A transport that follows its response, and the text that the module got. */
async function following(...chunks) {
  const { Follower } = await load('following');
  const events = [];
  const transport = new Transport(
    (event) => {
      events.push(event);
      if (event.type === 'responseHead') transport.follow({ id: event.id });
    },
    { dispatch: () => true, credentials: '' },
    async () => ({ Follower }),
  );
  const connect = async (headers, ...left) => {
    globalThis.fetch = async () => ({
      url: 'https://api.test/',
      status: 200,
      statusText: 'OK',
      headers: new Headers({ 'content-type': 'text/event-stream' }),
      body: {
        getReader: () => ({ read: async () => ({ value: left.shift() }) }),
      },
    });
    const request = { method: 'GET', url: 'https://api.test/', headers, body: null };
    await transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  };
  const encoder = new TextEncoder();
  await connect([], ...chunks.map((chunk) => encoder.encode(chunk)));
  const text = () =>
    new TextDecoder().decode(
      Buffer.concat(events.filter(({ type }) => type === 'chunk').map(({ bytes }) => bytes)),
    );
  return { events, text, transport, connect, encoder };
}

test('all bytes of a body that is followed reach the module before its end', async () => {
  const { events, text } = await following('data: a\n', '\nda', 'ta: b\n\n');
  assert.equal(text(), 'data: a\n\ndata: b\n\n');
  const types = events.map(({ type }) => type);
  assert.equal(types.at(-1), 'responseEnd');
  assert.equal(types.lastIndexOf('responseProgress'), types.length - 2);
  const progress = events.findLast(({ type }) => type === 'responseProgress');
  assert.equal(progress.received, 18);
  assert.ok(progress.elapsed >= 0);
});

test('a followed body crosses in parts that are not long, none of it twice', async () => {
  const long = 'x'.repeat(5 << 20);
  const { events, text } = await following(long, 'end');
  assert.equal(text().length, long.length + 3);
  const sizes = events.filter(({ type }) => type === 'chunk').map(({ bytes }) => bytes.length);
  assert.ok(Math.max(...sizes) <= 128 << 10);
});

test('a request with the same id goes on with its body', async () => {
  const { text, transport, connect, encoder } = await following('one ');
  transport.cancel(1);
  await connect([['Last-Event-ID', '1']], encoder.encode('two'));
  assert.equal(text(), 'one two');
  const blobs = [];
  URL.createObjectURL = (blob) => `blob:${blobs.push(blob)}`;
  URL.revokeObjectURL = () => {};
  transport.save({ id: 1, name: 'events.txt', mediaType: 'text/event-stream' });
  assert.equal(await blobs[0].text(), 'one two');
  transport.drop(1);
  assert.equal(transport.url(1, 'text/plain'), '');
});
