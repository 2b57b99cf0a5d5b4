// Requests through the proxy of the page's own server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Transport } = await load('transport');

/** Sends a request with the proxy; what was fetched, and the events. */
async function sent(url, ...replies) {
  const events = [];
  const fetched = [];
  const host = { dispatch: () => true, credentials: 'include', proxy: 'proxy' };
  const transport = new Transport(
    (event) => events.push(event),
    host,
    async () => ({}),
  );
  globalThis.fetch = async (address, init) => {
    fetched.push([String(address), new Headers(init.headers).get('vitrine-target'), init]);
    const reply = replies.shift();
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const request = { method: 'PUT', url, headers: [['X-Own', '1']], body: null };
  await transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  return { events, fetched };
}

const head = (value) => ({
  headers: { 'Vitrine-Head': encodeURIComponent(JSON.stringify(value)) },
});

test('a response is the one that the server gave to the proxy', async () => {
  const { events, fetched } = await sent(
    'https://api.test/a#b',
    new Response(
      'moved',
      head({ status: 302, statusText: 'Found', headers: [['location', '/c']] }),
    ),
  );
  const [address, target, init] = fetched[0];
  assert.deepEqual([address, target], ['proxy', 'https://api.test/a']);
  assert.deepEqual([init.method, init.credentials], ['PUT', 'omit']);
  const [first, last] = events;
  assert.deepEqual([first.status, first.statusText, first.url], [302, 'Found', undefined]);
  assert.deepEqual(first.headers, [['location', '/c']]);
  assert.deepEqual([last.type, last.size], ['responseEnd', 5]);
});

test('a server that is none of the description is asked directly', async () => {
  const direct = { status: 403, headers: { 'Vitrine-Proxy': 'direct' } };
  const { events, fetched } = await sent(
    'https://other.test/',
    new Response('{}', direct),
    new Response('fine'),
  );
  assert.deepEqual(
    fetched.map(([address]) => address),
    ['proxy', 'https://other.test/'],
  );
  assert.equal(events[0].status, 200);
});

test('the proxy says why there is no response', async () => {
  const problem = new Response('{"detail": "No response from there"}', { status: 502 });
  const { events } = await sent('https://api.test/', problem);
  assert.deepEqual(events, [
    { type: 'failed', id: 1, kind: 'other', message: 'No response from there' },
  ]);
  const { events: gone } = await sent('https://api.test/', new TypeError('Failed to fetch'));
  assert.match(gone[0].message, /The proxy proxy does not respond/);
});

test('the own server needs no proxy', async () => {
  const { fetched } = await sent(new URL('/mock/a', document.baseURI).href, new Response('fine'));
  assert.equal(fetched[0][1], null);
});
