// Bodies of responses stay in the page; the module reads windows of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Transport } = await load('transport');

/** A transport with one response, whose body comes in the chunks, and a reader of its windows. */
async function stage(...chunks) {
  const events = [];
  const transport = new Transport((event) => events.push(event), {
    dispatch: () => true,
    credentials: '',
  });
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
  globalThis.fetch = async () => ({
    url: 'https://api.test/',
    status: 200,
    statusText: 'OK',
    headers: new Headers({ 'content-type': 'text/plain' }),
    body: { getReader: () => ({ read: async () => ({ value: left.shift() }) }) },
  });
  const request = { method: 'GET', url: 'https://api.test/', headers: [], body: null };
  await transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  const read = (offset, length) => {
    transport.read({ id: 1, offset, length });
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
  const transport = new Transport((event) => events.push(event), {
    dispatch: () => true,
    credentials: '',
  });
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
