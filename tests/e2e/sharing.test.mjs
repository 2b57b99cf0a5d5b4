// Many on a page: one module, one WebGL context, no frame while nothing happens; and other origins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, painted, settled, stage, texts, vitrine } from './support/browser.mjs';
import { count, inkOfCanvases, low, playgrounds } from './support/looks.mjs';

const [browser, server] = await stage(vitrine('demo'));

test('ThreeElementsShareOneModuleAndOneContext', async () => {
  const { page, done } = await open(browser, `${server.url}/embed`, {
    init: count,
    viewport: { width: 1200, height: 2600 },
  });
  await low(page);
  await painted(page);
  await painted(page);
  const { contexts, modules, instances } = await page.evaluate(() => window.counts);
  assert.deepEqual({ contexts, modules, instances }, { contexts: 1, modules: 1, instances: 1 });
  const inks = await playgrounds(page, inkOfCanvases);
  assert.equal(inks.length, 3);
  for (const ink of inks) assert.ok(Math.max(...ink) > 500, `each element has its picture: ${ink}`);
  await done();
});

test('NothingHappensWhileNothingHappens', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createPicture`, {
    init: count,
  });
  await page.getByRole('textbox', { name: 'Request body' }).focus();
  await page.waitForFunction(
    () => document.querySelector('vitrine-playground').waiting.length === 0,
  );
  const look = () =>
    page.evaluate(() => {
      const { frames, pictures } = document.querySelector('vitrine-playground');
      return { ...window.counts, frames, pictures };
    });
  // Animations end; how soon depends on the machine.
  let before;
  let now = await look();
  do {
    before = now;
    await page.waitForTimeout(500);
    now = await look();
  } while (JSON.stringify(now) !== JSON.stringify(before));
  await page.waitForTimeout(1500);
  assert.deepEqual(await look(), before);
  assert.ok(before.frames > 0 && before.pictures > 0);
  await done();
});

test('WhatIsOffScreenDrawsNothing', async () => {
  const { page, done } = await open(browser, `${server.url}/embed`, {
    viewport: { width: 1200, height: 500 },
    ready: false,
  });
  await page.waitForFunction(() => document.querySelector('vitrine-playground').frames > 0);
  await settled(page).catch(() => {});
  await painted(page);
  const [, , last] = await playgrounds(page, '(element) => element.pictures');
  assert.equal(last, 0);
  await page.evaluate(() => document.querySelectorAll('vitrine-playground')[2].scrollIntoView());
  await page.waitForFunction(() => document.querySelectorAll('vitrine-playground')[2].pictures > 0);
  await done();
});

test('ALostContextComesBackWithThePictureAndWhatWasTyped', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createPicture`, {
    init: count,
  });
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await editor.fill('{"title": "typed"}');
  await painted(page);
  const before = await playgrounds(page, inkOfCanvases);
  await page.evaluate(async () => {
    const lost = new Promise((resolve) =>
      window.gl.canvas.addEventListener('webglcontextlost', resolve),
    );
    window.extension = window.gl.getExtension('WEBGL_lose_context');
    window.extension.loseContext();
    await lost;
  });
  await editor.fill('{"title": "typed while lost"}');
  await page.emulateMedia({ colorScheme: 'dark' });
  await painted(page);
  await page.evaluate(async () => {
    const restored = new Promise((resolve) =>
      window.gl.canvas.addEventListener('webglcontextrestored', resolve),
    );
    window.extension.restoreContext();
    await restored;
  });
  await painted(page);
  await painted(page);
  assert.equal(await editor.inputValue(), '{"title": "typed while lost"}');
  const [after] = await playgrounds(page, inkOfCanvases);
  before[0].forEach((ink, index) =>
    assert.ok(after[index] > ink / 2, `canvas ${index}: ${ink}, then ${after[index]}`),
  );
  const dark = await page.evaluate(() => {
    const canvas = document.querySelector('vitrine-playground').shadowRoot.querySelector('canvas');
    return canvas.getContext('2d').getImageData(2, 2, 1, 1).data[0];
  });
  assert.ok(dark < 64, 'the picture is that of the dark theme');
  await done();
});

test('AddingAndRemovingAHundredTimesKeepsMemory', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, { init: count });
  const cycle = (times) =>
    page.evaluate(async (rounds) => {
      for (let index = 0; index < rounds; ++index) {
        const element = document.createElement('vitrine-playground');
        element.setAttribute('spec', '/openapi.json');
        document.body.append(element);
        await element.ready;
        element.remove();
        await Promise.resolve();
      }
      return window.memory.buffer.byteLength;
    }, times);
  const before = await cycle(20);
  assert.equal(await cycle(100), before);
  assert.equal(await page.evaluate(() => window.counts.contexts), 1);
  await done();
});

test('WithoutWebglTheLayerShowsItself', async () => {
  const init = () => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (type, ...rest) {
      return /webgl/.test(type) ? null : original.call(this, type, ...rest);
    };
  };
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`, {
    init,
    ready: false,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const color = await page
    .getByRole('heading', { level: 1 })
    .evaluate((element) => getComputedStyle(element.querySelector('span') ?? element).color);
  assert.notEqual(color, 'rgba(0, 0, 0, 0)');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page
    .getByRole('region', { name: 'Response' })
    .getByRole('status')
    .filter({ hasText: '200' })
    .waitFor();
  await done();
});

test('TwoLinesOfHtmlWorkFromAnotherOrigin', async (context) => {
  const other = await texts({
    '/': `<!doctype html><html lang="en"><title>Elsewhere</title><p>Prose.</p>
<script type="module" src="${server.url}/vitrine.js"></script>
<vitrine-playground spec="${server.url}/openapi.json"></vitrine-playground>`,
  });
  context.after(other.stop);
  const { page, done } = await open(browser, other.url);
  await page
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: 'GET /pictures List' })
    .click();
  await page
    .getByRole('region', { name: 'List pictures' })
    .getByRole('heading', { level: 1 })
    .waitFor();
  assert.equal(await page.evaluate(() => location.hash), '', 'the address belongs to the page');
  await done();
});

test('ImportingRegistersTheElementAndDoesNothingElse', async () => {
  const { page, done } = await open(browser, `${server.url}/openapi.json`, { ready: false });
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const before = await page.evaluate(() => Object.keys(window).length);
  await page.evaluate((url) => import(url), `${server.url}/vitrine.js`);
  assert.ok(
    requests.every((name) => name.endsWith('.js')),
    requests.join(' '),
  );
  assert.equal(await page.evaluate(() => Object.keys(window).length), before);
  assert.equal(
    await page.evaluate(() => typeof customElements.get('vitrine-playground')),
    'function',
  );
  await done();
});

test('AFailedLoadIsToldAndCanBeTriedAgain', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  let refuse = true;
  await page.route('**/*.wasm', (route) =>
    refuse
      ? route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } })
      : route.continue(),
  );
  await page.goto(`${server.url}/docs`);
  const reason = await page.evaluate(async () => {
    await customElements.whenDefined('vitrine-playground');
    return document.querySelector('vitrine-playground').ready.then(
      () => '',
      (error) => error.message,
    );
  });
  assert.match(reason, /503/);
  refuse = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('navigation', { name: 'Operations' }).waitFor();
  await done();
});
