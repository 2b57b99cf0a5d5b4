// What is asked for before the first picture: nothing waits in line for something else.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  becomes,
  exported,
  open,
  settled,
  site,
  stage,
  texts,
  usable,
  vitrine,
} from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));
const files = exported(fileURLToPath(new URL('../fixtures/gallery.json', import.meta.url)));
after(() => files.remove());

/** A page with nothing in it yet, the names of what it asks for, without hashes, and how to keep one of them back. */
async function blank(options) {
  const { page, done } = await open(browser, 'about:blank', { ready: false, ...options });
  const asked = [];
  page.on('request', (request) =>
    asked.push(new URL(request.url()).pathname.replace(/-[0-9a-f]{12}/, '')),
  );
  const hold = async (glob) => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route(glob, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  };
  return { page, done, asked, hold };
}

const has = (asked, ...names) => names.every((name) => asked.some((each) => each.endsWith(name)));

test('OurPagesAskForScriptModuleAndDescriptionAtOnce', async (context) => {
  const host = await site(files.folder);
  context.after(host.stop);
  for (const [url, description] of [
    [`${server.url}/docs`, '/openapi.json'],
    [`${server.url}/embed`, '/openapi.json'],
    [`${host.url}/`, '/spec/gallery.json'],
  ]) {
    const { page, done, asked, hold } = await blank();
    const release = await hold('**/vitrine.js');
    await page.goto(url, { waitUntil: 'commit' });
    await becomes(() => has(asked, '/vitrine.js', '/vitrine.wasm', description), true);
    release();
    await settled(page);
    for (const name of ['/vitrine.js', '/vitrine.wasm', description])
      assert.equal(
        asked.filter((each) => each.endsWith(name)).length,
        1,
        `${url} asks for ${name}`,
      );
    await done();
  }
});

test('WhatWasAskedForAheadIsWhatIsUsed', async (context) => {
  const given = [];
  const host = await site(files.folder, '/', {
    headers: (name) => (given.push(name.replace(/-[0-9a-f]{12}/, '')), {}),
  });
  context.after(host.stop);
  const { done } = await open(browser, `${host.url}/`);
  await done();
  for (const name of [
    'vitrine.js',
    'vitrine/vitrine.wasm',
    'vitrine/later.wasm',
    'spec/gallery.json',
  ])
    assert.equal(given.filter((each) => each === name).length, 1, `${name} is fetched once`);
});

test('AnElementAsksForTheDescriptionWhileTheModuleIsOnItsWay', async (context) => {
  const element = (spec) =>
    `<!doctype html><html lang="en"><title>One</title><script type="module" src="${server.url}/vitrine.js"></script>
<vitrine-playground spec="${spec}"></vitrine-playground>`;
  const legacy = 'swagger: "2.0"\ninfo: {title: Words, version: "1"}\npaths: {}\n';
  const host = await texts({
    '/json': element(`${server.url}/openapi.json`),
    '/legacy': element('/api.yaml'),
    '/api.yaml': legacy,
  });
  context.after(host.stop);
  for (const [name, ...needed] of [
    ['json', '/openapi.json'],
    ['legacy', '/api.yaml', '/later.wasm'],
  ]) {
    const { page, done, asked, hold } = await blank();
    const release = await hold('**/vitrine-*.wasm');
    await page.goto(`${host.url}/${name}`, { waitUntil: 'commit' });
    await becomes(() => has(asked, '/vitrine.wasm', ...needed), true);
    release();
    await settled(page);
    await done();
  }
});

test('AUserWhoSavesDataIsWaitedFor', async () => {
  const { page, done, asked } = await blank({
    init: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });`,
  });
  await page.goto(`${server.url}/docs#/operations/createUser`);
  await settled(page);
  await page.waitForFunction(() => performance.getEntriesByName('vitrine:picture').length > 0);
  assert.ok(!has(asked, '/later.wasm'));
  await page.mouse.move(700, 400);
  await usable(page);
  assert.ok(has(asked, '/later.wasm'));
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await done();
});
