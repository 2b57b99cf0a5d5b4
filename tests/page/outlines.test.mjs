// The outline of a large description: where the page says that it is, and in which order both come.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

const { dropOutline, fetchOutlineEarly, outlineOf, Loads, Resources, wanted } = await load(
  'outlines',
  'resources',
  'saving',
);

const kSpec = 'https://page.test/spec/api.json';
const kOutline = `${kSpec}?outline`;
const kText = '{"x-vitrine-outline":"0","openapi":"3.1.0"}';
const kWhole = '{"openapi":"3.1.0","paths":{}}';

let asked = [];
let files = {};

beforeEach(() => {
  asked = [];
  files = { [kSpec]: kWhole, [kOutline]: kText };
  history.replaceState(null, '', '/docs/page.html');
  document.head.innerHTML = '<link href="../spec/api.json?outline" data-outline="/spec/api.json">';
  globalThis.fetch = (address, { priority, credentials, cache } = {}) => {
    asked.push([address, priority, credentials, cache]);
    const text = files[address];
    if (text === null) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(new Response(text, { status: text === undefined ? 404 : 200 }));
  };
});

const addresses = () => asked.map(([address]) => address);

test('a page that names none has none', async () => {
  document.head.innerHTML = '<link href="/x.json" data-outline="/spec/other.json">';
  assert.equal(fetchOutlineEarly(kSpec), false);
  assert.equal(await outlineOf(kSpec), undefined);
  assert.deepEqual(asked, []);
});

test('it is fetched once, first and as the page preloads it', async () => {
  assert.equal(fetchOutlineEarly(kSpec), true);
  assert.equal(fetchOutlineEarly(kSpec), true);
  assert.equal(await (await outlineOf(kSpec)).text(), kText);
  assert.deepEqual(asked, [[kOutline, 'high', undefined, undefined]]);
});

test('of two elements the second has the outline too', async () => {
  fetchOutlineEarly(kSpec);
  const both = await Promise.all([outlineOf(kSpec), outlineOf(kSpec)]);
  for (const response of both) assert.equal(await response.text(), kText);
});

test('what was begun for another description is given up', async () => {
  fetchOutlineEarly(kSpec);
  dropOutline(kSpec);
  await outlineOf(kSpec);
  assert.deepEqual(addresses(), [kOutline, kOutline]);
});

for (const [what, text] of [
  ['is not there', undefined],
  ['cannot be reached', null],
  ['is a page of the site', '<!doctype html>'],
  ['is a description', kWhole],
])
  test(`the whole is read at once where an outline ${what}`, async () => {
    files[kOutline] = text;
    const { resources, events } = loading();
    await resources.load({ id: 1, uri: kSpec });
    assert.deepEqual(addresses(), [kOutline, kSpec]);
    assert.deepEqual(events, [kWhole, 'end']);
  });

/** Resources of an element whose later part comes when it is told to. */
function loading() {
  const events = [];
  let come;
  const here = new Promise((resolve) => {
    come = () => resolve(true);
  });
  let needed = 0;
  const send = ({ type, bytes }) => events.push(bytes ? new TextDecoder().decode(bytes) : type);
  const loads = new Loads(() => true);
  const need = () => (++needed, here);
  const resources = new Resources(loads, send, need, need);
  return { resources, loads, events, come, needed: () => needed };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test('the outline comes in place of the description, and nothing else is asked for', async () => {
  const { resources, events, loads, needed } = loading();
  await resources.load({ id: 1, uri: kSpec });
  assert.deepEqual(events, [kText, 'end']);
  assert.deepEqual(addresses(), [kOutline]);
  assert.equal(needed(), 0);
  assert.equal(loads.kept.size, 0, 'an instance that follows is not given it for the whole');
});

test('the whole is fetched behind all else and read once all of the module is here', async () => {
  const { resources, events, come } = loading();
  const loaded = resources.load({ id: 2, uri: kSpec, whole: true });
  await turn();
  assert.deepEqual(asked, [[kSpec, 'low', undefined, 'default']]);
  assert.deepEqual(events, []);
  come();
  await loaded;
  assert.deepEqual(events, [kWhole, 'end']);
});

test('users who save data have the whole once they do something in any element', async () => {
  Object.defineProperty(navigator, 'connection', {
    configurable: true,
    value: { saveData: true },
  });
  const place = document.body.appendChild(document.createElement('div'));
  const { AbortController } = document.defaultView;
  void wanted(place, new AbortController().signal);
  const { resources, events, come } = loading();
  await resources.load({ id: 5, uri: kSpec });
  const loaded = resources.load({ id: 6, uri: kSpec, whole: true });
  await turn();
  assert.deepEqual(addresses(), [kOutline]);
  place.dispatchEvent(new Event('keydown'));
  come();
  await loaded;
  assert.deepEqual(addresses(), [kOutline, kSpec]);
  assert.deepEqual(events, [kText, 'end', kWhole, 'end']);
  Object.defineProperty(navigator, 'connection', { configurable: true, value: undefined });
});

test('a description that is read again has no outline and waits for nothing', async () => {
  const { resources, events } = loading();
  await resources.load({ id: 3, uri: kSpec, fresh: true, whole: true });
  assert.deepEqual(asked, [[kSpec, 'auto', undefined, 'no-cache']]);
  assert.deepEqual(events, [kWhole, 'end']);
});

test('a whole that is not wanted any more is not read', async () => {
  const { resources, events, come } = loading();
  const loaded = resources.load({ id: 4, uri: kSpec, whole: true });
  await turn();
  resources.close();
  come();
  await loaded;
  assert.deepEqual(events, []);
});
