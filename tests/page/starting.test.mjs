// An element that is connected: what it asks for, before anything has come.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

Object.assign(globalThis, {
  VITRINE_MODULE: './vitrine.wasm',
  VITRINE_LATER: './later.wasm',
  VITRINE_WARM: './warm.js',
  VITRINE_PACKAGE: '',
  VITRINE_REDIRECT: '',
  // What jsdom lacks.
  CSSStyleSheet: class {
    replaceSync() {}
  },
});

const { configure, define } = await load('exported');
define();
configure({ wasm: '/vitrine.wasm', later: '/later.wasm' });

let asked = [];
globalThis.fetch = (address) => {
  const { pathname, search } = new URL(address);
  asked.push(pathname + search);
  return new Promise(() => {});
};
document.documentElement.lang = 'en';

/** What is asked for in the task in which that is put into the page. */
async function askedBy(html) {
  document.body.innerHTML = html;
  for (let turn = 0; turn < 10; ++turn) await Promise.resolve();
  return asked.sort();
}

beforeEach(() => {
  asked = [];
});

// The first element asks for the module; later ones wait with it.
test('module and description are asked for at once, side by side', async () => {
  const html = '<vitrine-playground spec="/api.json"></vitrine-playground>';
  assert.deepEqual(await askedBy(html), ['/api.json', '/vitrine.wasm']);
});

test('an element of another description asks for that alone', async () => {
  const html = '<vitrine-playground spec="/other.json"></vitrine-playground>';
  assert.deepEqual(await askedBy(html), ['/other.json']);
});

test('of several descriptions the one that is shown is asked for', async () => {
  const links = ['one', 'two'].map((name) => `<a rel="service-desc" href="/${name}.json"></a>`);
  const html = `<vitrine-playground spec="/two.json">${links}</vitrine-playground>`;
  assert.deepEqual(await askedBy(html), ['/two.json']);
});

test('a description that is set after the element is put into the page is asked for at once', async () => {
  document.body.innerHTML = '<vitrine-playground></vitrine-playground>';
  await Promise.resolve();
  document.body.firstElementChild.spec = '/set.json';
  await Promise.resolve();
  assert.deepEqual(asked, ['/set.json']);
});

test('an element that is removed leaves it to another one', async () => {
  const element = '<vitrine-playground spec="/shared.json"></vitrine-playground>';
  assert.deepEqual(await askedBy(element + element), ['/shared.json']);
  document.body.firstElementChild.remove();
  await Promise.resolve();
  document.body.append(document.createElement('vitrine-playground'));
  document.body.lastElementChild.spec = '/shared.json';
  await Promise.resolve();
  assert.deepEqual(asked, ['/shared.json'], 'it is still on its way');
  document.body.innerHTML = '';
  for (let turn = 0; turn < 10; ++turn) await Promise.resolve();
  assert.deepEqual(await askedBy(element), ['/shared.json', '/shared.json']);
});

test('a description inside the element is not asked for', async () => {
  const script = '<script type="application/json">{"openapi":"3.1.0"}</script>';
  assert.deepEqual(await askedBy(`<vitrine-playground>${script}</vitrine-playground>`), []);
});

test('of a description with an outline that alone is asked for', async () => {
  document.head.innerHTML = '<link href="/large.json?outline" data-outline="/large.json">';
  const html = '<vitrine-playground spec="/large.json"></vitrine-playground>';
  assert.deepEqual(await askedBy(html), ['/large.json?outline']);
  document.head.innerHTML = '';
});

test('words in another language have the later part asked for beside the description', async () => {
  const html = '<vitrine-playground spec="/ko.json" language="ko"></vitrine-playground>';
  assert.deepEqual(await askedBy(html), ['/ko.json', '/later.wasm']);
});
