// What listeners of the page do with requests, responses, places, and calls of the element.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Calls, Transport, authorizing, filling, tell } = await load(
  'announcing',
  'calls',
  'transport',
);

/** A transport whose `vitrine-request` and `vitrine-response` go to listeners. */
function stage({ onRequest = () => true, onResponse = () => {} }, chunks = ['{"a":', '1}']) {
  const events = [];
  const sent = [];
  const errors = [];
  const transport = new Transport(
    (event) => events.push(event),
    {
      dispatch: (name, detail) => {
        if (name === 'vitrine-request') return onRequest(detail);
        if (name === 'vitrine-response') onResponse(detail);
        else errors.push(detail.message);
        return true;
      },
      credentials: '',
    },
    async () => ({}),
  );
  const left = chunks.map((chunk) =>
    chunk instanceof Error ? chunk : new TextEncoder().encode(chunk),
  );
  globalThis.fetch = async (url, { method, headers, body }) => {
    sent.push({ url, method, headers, body });
    return {
      url,
      status: 200,
      statusText: 'OK',
      headers: new Headers({ 'content-type': 'application/json' }),
      body: {
        getReader: () => ({
          read: async () => {
            const value = left.shift();
            if (value instanceof Error) throw value;
            return { value };
          },
        }),
      },
    };
  };
  const request = { method: 'GET', url: 'https://api.test/', headers: [], body: null };
  const done = transport.request({ id: 1, request, redirects: 'follow' }, new Uint8Array());
  return { done, errors, events, sent, transport };
}

test('a request waits for what a listener awaits, and is sent as that left it', async () => {
  let give;
  const token = new Promise((resolve) => (give = resolve));
  const { done, events, sent } = stage({
    onRequest: (detail) => {
      detail.waitUntil(
        token.then((text) => {
          detail.headers.push(['Authorization', text]);
          detail.url = 'https://other.test/';
        }),
      );
      return true;
    },
  });
  assert.deepEqual(events, [{ type: 'held', id: 1, held: true }]);
  assert.deepEqual(sent, []);
  give('Bearer a');
  await done;
  assert.deepEqual(events[1], { type: 'held', id: 1, held: false });
  assert.deepEqual(sent[0].headers, [['Authorization', 'Bearer a']]);
  assert.equal(sent[0].url, 'https://other.test/');
});

test('what a listener awaits and fails is the failure of the request', async () => {
  const { done, errors, events, sent } = stage({
    onRequest: (detail) => {
      detail.waitUntil(Promise.reject(new Error('No token for you')));
      return true;
    },
  });
  await done;
  const failed = { type: 'failed', id: 1, kind: 'aborted', message: 'No token for you' };
  assert.deepEqual(events.at(-1), failed);
  assert.deepEqual(errors, ['No token for you']);
  assert.deepEqual(sent, []);
});

test('a request that waits can be cancelled', async () => {
  const { done, events, sent, transport } = stage({
    onRequest: (detail) => {
      detail.waitUntil(new Promise(() => {}));
      return true;
    },
  });
  transport.cancel(1);
  await done;
  assert.equal(events.length, 1);
  assert.deepEqual(sent, []);
});

test('a request that was sent waits for nothing more', async () => {
  let late;
  const { done } = stage({
    onRequest: (detail) => {
      late = detail;
      return true;
    },
  });
  await done;
  assert.throws(() => late.waitUntil(Promise.resolve()), { name: 'InvalidStateError' });
});

test('a listener of responses has the body when it asks for it', async () => {
  let response;
  const { done } = stage({ onResponse: (detail) => (response = detail) });
  await done;
  const { url, status, headers, time } = response;
  assert.deepEqual([url, status], ['https://api.test/', 200]);
  assert.deepEqual(headers, [['content-type', 'application/json']]);
  assert.ok(time >= 0);
  assert.equal(await response.text(), '{"a":1}');
  assert.deepEqual(await response.json(), { a: 1 });
  assert.equal((await response.blob()).type, 'application/json');
});

test('a body that breaks off is no body for a listener', async () => {
  let response;
  const { done } = stage({ onResponse: (detail) => (response = detail) }, ['a', new Error('gone')]);
  await done;
  await assert.rejects(response.text(), /gone/);
});

test('a body that was dropped before its end is none', async () => {
  let response;
  let transport = null;
  const staged = stage({
    onResponse: (detail) => {
      response = detail;
      transport.drop(1);
    },
  });
  transport = staged.transport;
  await staged.done;
  await assert.rejects(response.text(), { name: 'AbortError' });
});

/** A host that hears of places, and the events that come of them. */
function places({ refuses = false, told = '' } = {}) {
  const heard = [];
  const sent = [];
  const host = {
    told,
    dispatch: (name, detail, cancelable) => {
      heard.push([name, detail.link, cancelable]);
      return !(refuses && cancelable);
    },
  };
  const navigated = { type: 'navigated', link: '#/schemas/Pet', schema: 'Pet', followed: true };
  const effects = [{ type: 'setLocation', hash: '#/schemas/Pet', replace: false }, navigated];
  return { effects, heard, host, sent, tell: (list) => tell(host, list, (one) => sent.push(one)) };
}

test('the page is told of what is shown first, and cannot refuse it', () => {
  const { effects, heard, tell: take } = places({ refuses: true });
  assert.equal(take(effects), effects);
  assert.deepEqual(heard, [['vitrine-navigate', '#/schemas/Pet', false]]);
});

test('a page that refuses a link keeps what was shown, and its address', () => {
  const { effects, host, sent, tell: take } = places({ refuses: true, told: '#/' });
  assert.deepEqual(
    take(effects).map(({ type }) => type),
    ['navigated'],
  );
  assert.deepEqual(sent, [{ type: 'stay', link: '#/' }]);
  assert.equal(host.told, '#/');
});

test('what is shown already is not told again', () => {
  const { effects, heard, tell: take } = places({ told: '#/schemas/Pet' });
  take(effects);
  assert.deepEqual(heard, []);
});

test('a call settles with what came of it', async () => {
  const calls = new Calls();
  const [one, other, left] = [1, 2, 3].map(() =>
    calls.make(
      (id) => ({ id }),
      () => {},
    ),
  );
  calls.settle({ id: 2, problem: 'No security scheme named a' });
  calls.settle({ id: 1 });
  await one;
  await assert.rejects(other, { message: 'No security scheme named a' });
  calls.close('The element was removed');
  await assert.rejects(left, { message: 'The element was removed' });
});

test('values cross as JSON, a text of a body as it is', () => {
  const { parameters, body, hasBody } = filling(1, {
    parameters: { id: 'a', limit: 3, tags: ['b'], none: undefined },
    body: { a: 1 },
  });
  assert.deepEqual(parameters, [
    ['id', '"a"'],
    ['limit', '3'],
    ['tags', '["b"]'],
    ['none', 'null'],
  ]);
  assert.deepEqual([hasBody, body], [true, '{\n  "a": 1\n}']);
  assert.equal(filling(1, { body: '<a/>' }).body, '<a/>');
  assert.equal('hasBody' in filling(1, {}), false);
});

test('a credential is a text, a name with a password, or none', () => {
  const given = { key: 'a', basic: { username: 'b', password: 'c' }, old: null };
  assert.deepEqual(authorizing(1, given).credentials, [
    { scheme: 'key', user: '', secret: 'a' },
    { scheme: 'basic', user: 'b', secret: 'c' },
    { scheme: 'old', user: '', secret: '' },
  ]);
});
