// What is asked for while the module is on its way: the description, and the rest of the module where the first
// picture will need that.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

Object.assign(globalThis, {
  VITRINE_MODULE: './vitrine.wasm',
  VITRINE_LATER: './later.wasm',
  VITRINE_WARM: './warm.js',
  VITRINE_PACKAGE: '',
});
globalThis.self = { origin: 'https://page.test' };

const kDescription = 'https://page.test/api';
const kLater = 'https://page.test/later.wasm';

/** Each test has a page of its own: a part is compiled once for a page. */
async function page() {
  const loaded = await load('early', 'later', 'parts', 'resources', 'storage');
  loaded.configure({ later: kLater });
  return loaded;
}

let asked = [];
let texts = {};
globalThis.fetch = async (address, init) => {
  asked.push([String(address), init]);
  const text = texts[address];
  if (text instanceof Error) throw text;
  return text === undefined ? new Promise(() => {}) : new Response(text);
};
const addresses = () => asked.map(([address]) => address);
const tasks = () => new Promise((resolve) => setTimeout(resolve, 20));
const host = (html = '<p lang="en"></p>') => {
  document.body.innerHTML = html;
  return document.body.firstElementChild;
};

beforeEach(() => {
  asked = [];
  texts = {};
  sessionStorage.clear();
  localStorage.clear();
});

test('a description is asked for at once, and once, as a preload asks for it', async () => {
  const { fetchEarly, takeEarly } = await page();
  texts[kDescription] = '{"openapi":"3.1.0"}';
  fetchEarly(kDescription);
  assert.deepEqual(asked, [[kDescription, {}]], 'a preload has the same mode and credentials');
  fetchEarly(kDescription);
  const { response, reader, first } = await takeEarly(kDescription);
  assert.equal(response.status, 200);
  assert.equal(new TextDecoder().decode(first), texts[kDescription]);
  assert.equal((await reader.read()).done, true);
  assert.equal(takeEarly(kDescription), undefined);
  await tasks();
  assert.deepEqual(addresses(), [kDescription], 'JSON of OpenAPI 3 is read by the first part');
});

test('the module gets all of a description that was begun early', async () => {
  const { fetchEarly, Loads, Resources } = await page();
  let stream;
  texts[kDescription] = new ReadableStream({ start: (controller) => (stream = controller) });
  fetchEarly(kDescription);
  const heard = [];
  const resources = new Resources(new Loads(() => false), ({ type, bytes }) =>
    heard.push(bytes ? new TextDecoder().decode(bytes) : type),
  );
  const done = resources.load({ id: 1, uri: kDescription, fresh: false });
  const pieces = ['{"openapi":', '"3.1.0",', '"paths":{}}'];
  for (const piece of pieces) {
    stream.enqueue(new TextEncoder().encode(piece));
    await tasks();
  }
  stream.close();
  await done;
  assert.deepEqual(heard, [...pieces, 'end']);
  assert.deepEqual(addresses(), [kDescription]);
});

for (const [name, text] of [
  ['Swagger 2.0 as YAML', 'swagger: "2.0"'],
  ['Swagger 2.0', '{ "swagger": "2.0" }'],
  ['Swagger 2.0 with sorted keys', '{ "basePath": "/api", "definitions": {} }'],
])
  test(`${name} has the later part fetched as soon as it is seen`, async () => {
    const { fetchEarly } = await page();
    texts[kDescription] = text;
    fetchEarly(kDescription);
    assert.deepEqual(addresses(), [kDescription]);
    await tasks();
    assert.deepEqual(addresses(), [kDescription, kLater]);
    assert.equal(asked[1][1].priority, undefined, 'the first picture waits for it');
  });

for (const [name, text] of [
  ['JSON', '{ "openapi": "3.1.0" }'],
  ['YAML', '# Pets\n---\ninfo: {}\nopenapi: 3.1.0\n'],
])
  test(`${name} is read without the later part`, async () => {
    const { fetchEarly } = await page();
    texts[kDescription] = text;
    fetchEarly(kDescription);
    await tasks();
    assert.deepEqual(addresses(), [kDescription]);
  });

for (const [name, prepare] of [
  ['saved input', () => sessionStorage.setItem('vitrine:form', '{}')],
  ['another language', () => '<p lang="ko"></p>'],
])
  test(`${name} needs the later part`, async () => {
    const { needsLater } = await page();
    assert.equal(needsLater(host()), false);
    assert.equal(needsLater(host(prepare() ?? undefined)), true);
  });

test('what was given up is asked for anew', async () => {
  const { dropEarly, fetchEarly, takeEarly } = await page();
  let cancelled = false;
  texts[kDescription] = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
    cancel: () => {
      cancelled = true;
    },
  });
  fetchEarly(kDescription);
  await tasks();
  dropEarly(kDescription);
  await tasks();
  assert.equal(cancelled, true);
  assert.equal(takeEarly(kDescription), undefined);
  fetchEarly(kDescription);
  assert.deepEqual(addresses(), [kDescription, kDescription]);
});

test('a description that cannot be had is reported to who takes it alone', async () => {
  const { fetchEarly, takeEarly } = await page();
  texts[kDescription] = new TypeError('Failed to fetch');
  fetchEarly(kDescription);
  await tasks();
  await assert.rejects(takeEarly(kDescription), { name: 'LoadError', address: kDescription });
});

test('a later part that cannot be had is tried again by who needs it', async () => {
  const { fetchAhead, Later } = await page();
  texts[kLater] = new TypeError('Failed to fetch');
  fetchAhead();
  await tasks();
  const later = new Later([], () => ({}));
  const before = asked.length;
  await assert.rejects(later.fetch(), { name: 'LoadError' });
  assert.ok(asked.length > before);
});
