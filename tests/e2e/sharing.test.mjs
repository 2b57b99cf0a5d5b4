// Many on a page: one module, one WebGL context, no frame while nothing happens; and other origins.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  exported,
  open,
  painted,
  served,
  settled,
  site,
  stage,
  texts,
  vitrine,
} from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));

/** Counts what a page makes and asks for; runs before its scripts. */
function count() {
  window.counts = { contexts: 0, modules: 0, instances: 0, timers: 0, animationFrames: 0 };
  const counted = (object, name, key, when = () => true) => {
    const original = object[name];
    object[name] = function (...args) {
      const counts = when(...args);
      if (counts) ++window.counts[key];
      const result = original.apply(this, args);
      if (counts && key === 'contexts') window.gl = result;
      if (key === 'instances')
        result.then((instance) => {
          window.memory = instance.exports.memory;
        });
      return result;
    };
  };
  counted(HTMLCanvasElement.prototype, 'getContext', 'contexts', (type) => /webgl/.test(type));
  counted(WebAssembly, 'compileStreaming', 'modules');
  counted(WebAssembly, 'instantiate', 'instances');
  counted(window, 'setTimeout', 'timers');
  counted(window, 'setInterval', 'timers');
  counted(window, 'requestAnimationFrame', 'animationFrames');
}

const playgrounds = (page, look) =>
  page.evaluate(`[...document.querySelectorAll('vitrine-playground')].map(${look})`);

/** Opaque pixels that differ from the first, of each canvas of an element. */
const inkOfCanvases = `(element) => [...element.shadowRoot.querySelectorAll('canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255 && data[at + 1] !== data[1]) ++ink;
  return ink;
})`;

test('ThreeElementsShareOneModuleAndOneContext', async () => {
  const { page, done } = await open(browser, `${server.url}/embed`, {
    init: count,
    viewport: { width: 1200, height: 2600 },
  });
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

const kLater = '**/vitrine/later-*.wasm';

/** Keeps the later part back, however often it is asked for; `release` lets it come. */
async function held(page) {
  let [asked, release] = [];
  const wanted = new Promise((resolve) => {
    asked = resolve;
  });
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(kLater, async (route) => {
    asked();
    await released;
    await route.continue();
  });
  return { wanted, release: async () => (await wanted, release()) };
}

/** Lets the page's timer tick some times more: it does so only while the page is free. */
const ticks = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let elapsed = 0;
        const timer = setInterval(() => ++elapsed > 5 && (clearInterval(timer), resolve()), 10);
      }),
  );

test('NoRequestIsSynchronous', async () => {
  const entry = await (await fetch(`${server.url}/vitrine.js`)).text();
  const app = await (await fetch(new URL(/"(.+?)"/.exec(entry)[1], `${server.url}/`))).text();
  assert.match(app, /later-\w+\.wasm/);
  assert.doesNotMatch(app, /XMLHttpRequest|Atomics\.wait|importScripts|ActiveX/);
});

test('TheLaterPartComesOnceThePageIsInteractive', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  for (const place of ['', '#/operations/createUser', '#/operations/listPictures']) {
    await page.goto('about:blank');
    const here = page.waitForResponse(kLater);
    await page.goto(`${server.url}/docs${place}`);
    await settled(page);
    await (await here).finished();
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /later-/.test(name)),
    );
    const [{ began, by }, interactive] = await page.evaluate(() => [
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /later-/.test(name))
        .map(({ startTime, initiatorType }) => ({ began: startTime, by: initiatorType }))[0],
      performance.getEntriesByName('vitrine:interactive')[0].startTime,
    ]);
    assert.equal(by, 'fetch');
    assert.ok(
      began >= interactive,
      `${place}: the later part ${began}, interactive ${interactive}`,
    );
  }
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  await page.getByRole('dialog').waitFor();
  await done();
});

test('WhatIsSeldomNeededIsFetchedBeforeThePageThatNeedsIt', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const fetched = [];
  page.on('request', (request) => {
    if (/later-/.test(request.url())) fetched.push(request.resourceType());
  });
  await page.route('**/openapi.json', (route) =>
    route.fulfill({
      json: {
        swagger: '2.0',
        info: { title: 'Old', version: '1' },
        paths: {
          '/old': {
            get: {
              summary: 'Read',
              parameters: [{ name: 'word', in: 'query', type: 'string' }],
              responses: { 200: { description: 'Done' } },
            },
          },
        },
      },
    }),
  );
  await page.goto(`${server.url}/docs#/operations/GET/%2Fold`);
  await settled(page);
  await page.getByRole('textbox', { name: 'word' }).waitFor();
  assert.deepEqual(fetched, ['fetch'], 'Swagger 2.0');

  await page.unroute('**/openapi.json');
  await page.evaluate(() => localStorage.setItem('vitrine:language', 'ko'));
  fetched.length = 0;
  await page.goto('about:blank');
  await page.goto(`${server.url}/docs#/operations/createUser`);
  await settled(page);
  await page.getByRole('button', { name: '보내기' }).waitFor();
  assert.deepEqual(fetched, ['fetch'], 'words in Korean');
  await done();
});

test('WhatIsDoneBeforeItIsHereIsKeptInOrder', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const later = await held(page);
  const sent = [];
  await page.route(
    '**/pictures?*',
    (route) => (sent.push(route.request().url()), route.fulfill({ json: [] })),
  );
  await page.goto(`${server.url}/docs#/operations/listPictures`);
  await settled(page);
  await page.getByRole('spinbutton', { name: 'limit' }).fill('7');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await ticks(page);
  assert.deepEqual(sent, []);
  await later.release();
  await page
    .getByRole('region', { name: 'Response' })
    .getByRole('status')
    .filter({ hasText: '200' })
    .waitFor();
  assert.equal(sent.length, 1);
  assert.equal(new URL(sent[0]).searchParams.get('limit'), '7');
  await done();
});

test('APressThatWaitsIsForWhatWasThereWhenItCame', async () => {
  const { page, done } = await open(browser, 'about:blank', {
    ready: false,
    viewport: { width: 1440, height: 300 },
  });
  const later = await held(page);
  await page.goto(`${server.url}/docs#/operations/createUser`);
  await settled(page);
  const operations = page.getByRole('navigation', { name: 'Operations' });
  const link = operations.getByRole('link', { name: 'GET /pictures List' });
  await link.click();
  const { y } = await link.boundingBox();
  await operations.evaluate((pane) => {
    pane.scrollTop += 64;
  });
  await ticks(page);
  assert.notEqual((await link.boundingBox()).y, y, 'something else is there now');
  await later.release();
  await page.waitForFunction(() => location.hash !== '#/operations/createUser');
  assert.equal(await page.evaluate(() => location.hash), '#/operations/listPictures');
  await done();
});

test('TheKeyOfTheSearchWorksBeforeItIsHere', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const later = await held(page);
  await page.goto(`${server.url}/docs`);
  await settled(page);
  await page.evaluate(() =>
    addEventListener('keydown', (event) => {
      window.prevented = event.defaultPrevented;
    }),
  );
  await page.keyboard.press('Control+k');
  assert.equal(
    await page.evaluate(() => window.prevented),
    true,
    'the browser opens no search of its own',
  );
  await page.keyboard.type('account');
  assert.equal(
    await page.getByRole('searchbox', { name: 'Search operations' }).inputValue(),
    'account',
  );
  await later.release();
  const operations = page.getByRole('navigation', { name: 'Operations' });
  await operations.getByRole('link', { name: 'GET /pictures List' }).waitFor({ state: 'detached' });
  await operations.getByRole('link', { name: 'POST /users' }).waitFor();
  await done();
});

test('WhatWasTypedComesBeforeAnotherOperation', async (context) => {
  const host = await texts({
    '/': `<!doctype html><html lang="en"><title>One</title><script type="module" src="${server.url}/vitrine.js"></script>
<vitrine-playground spec="${server.url}/openapi.json" operation="listPictures"></vitrine-playground>`,
  });
  context.after(host.stop);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const later = await held(page);
  await page.goto(host.url);
  await settled(page);
  const show = (operation) =>
    page.evaluate((name) => {
      document.querySelector('vitrine-playground').operation = name;
    }, operation);
  await page.getByRole('spinbutton', { name: 'limit' }).fill('7');
  await show('createUser');
  await later.release();
  await page.getByRole('textbox', { name: 'Request body' }).waitFor();
  await show('listPictures');
  assert.equal(await page.getByRole('spinbutton', { name: 'limit' }).inputValue(), '7');
  await done();
});

const kPattern = {
  openapi: '3.1.0',
  info: { title: 'Patterns', version: '1' },
  paths: {
    '/plain': {
      get: {
        operationId: 'plain',
        summary: 'Plain',
        responses: { 200: { description: 'Done' } },
        parameters: [{ name: 'note', in: 'query', schema: { type: 'string' } }],
      },
    },
    '/pattern': {
      get: {
        operationId: 'pattern',
        summary: 'By pattern',
        responses: { 200: { description: 'Done' } },
        parameters: [
          { name: 'letters', in: 'query', schema: { type: 'string', pattern: '^\\p{Lu}+$' } },
        ],
      },
    },
  },
};

/** Counts what `count` does, and what the element reports. */
const countAll = `(${count})(); window.readies = 0; addEventListener('vitrine-ready', () => ++window.readies);`;

test('AModuleThatLacksAFunctionBeginsAnewWithAllOfIt', async (context) => {
  const spec = await served(kPattern);
  context.after(spec.stop);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(countAll);
  const later = await held(page);
  await page.goto(`${spec.url}/docs#/operations/pattern`);
  await later.wanted;
  await ticks(page);
  await later.release();
  await settled(page);
  await page.getByRole('textbox', { name: 'letters' }).waitFor();
  const { contexts, modules, instances } = await page.evaluate(() => window.counts);
  assert.deepEqual({ contexts, modules, instances }, { contexts: 1, modules: 1, instances: 2 });
  await painted(page);
  assert.equal(await page.evaluate(() => window.readies), 1);
  const [inks] = await playgrounds(page, inkOfCanvases);
  assert.ok(Math.max(...inks) > 500, `${inks}`);
  await done();
});

test('ReadySettlesHoweverTheModuleBeganAnew', async (context) => {
  const spec = await served(kPattern);
  context.after(spec.stop);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(countAll);
  const ways = {
    removedAndAdded: async (element) => {
      element.remove();
      await Promise.resolve();
      document.body.append(element);
    },
    reloaded: (element) => element.reload(),
    both: async (element) => {
      element.remove();
      element.reload();
      await Promise.resolve();
      document.body.append(element);
      element.reload();
    },
  };
  for (const [name, way] of Object.entries(ways)) {
    await page.unroute(kLater);
    const later = await held(page);
    await page.goto('about:blank');
    await page.goto(`${spec.url}/docs#/operations/pattern`);
    await later.wanted;
    await ticks(page);
    await page.evaluate(
      `{ const element = document.querySelector('vitrine-playground'); void (${way})(element); }`,
    );
    await ticks(page);
    await later.release();
    await settled(page);
    await page.getByRole('textbox', { name: 'letters' }).waitFor();
    await painted(page);
    assert.equal(await page.evaluate(() => window.readies), 1, name);
  }
  await done();
});

test('ReadySettlesOnceForEachDescription', async (context) => {
  const spec = await served(kPattern);
  context.after(spec.stop);
  const { page, done } = await open(browser, `${spec.url}/docs`, { init: countAll });
  const readies = () => page.evaluate(() => window.readies);
  const set = (name, value) =>
    page.evaluate(
      async ([attribute, text]) => {
        const element = document.querySelector('vitrine-playground');
        element.setAttribute(attribute, text);
        return element.ready.then(
          () => '',
          (error) => error.message,
        );
      },
      [name, value],
    );
  assert.equal(await readies(), 1);
  assert.equal(await set('theme', 'dark'), '');
  assert.equal(await set('operation', 'plain'), '');
  await painted(page);
  assert.equal(await readies(), 1);
  assert.notEqual(await set('spec', '/nothing-here.json'), '');
  assert.equal(await readies(), 1);
  assert.equal(await set('spec', `${server.url}/openapi.json`), '');
  await page.getByRole('link', { name: 'GET /pictures List' }).waitFor();
  assert.equal(await readies(), 2);
  await done();
});

test('APictureStaysWhileTheModuleBeginsAnew', async (context) => {
  const spec = await served(kPattern);
  const host = await texts({
    '/': `<!doctype html><html lang="en"><title>Two</title><script type="module" src="${spec.url}/vitrine.js"></script>
<style>vitrine-playground { display: block; height: 400px }</style>
<vitrine-playground spec="${spec.url}/spec/api.json"></vitrine-playground>
<vitrine-playground spec="${spec.url}/spec/api.json" operation="plain"></vitrine-playground>`,
  });
  context.after(() => Promise.all([spec.stop(), host.stop()]));
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(countAll);
  const later = await held(page);
  await page.goto(host.url);
  await settled(page);
  await later.wanted;
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').operation = 'pattern';
  });
  await ticks(page);
  await page.getByRole('heading', { name: 'Patterns' }).waitFor();
  await page
    .getByRole('region', { name: 'Plain' })
    .getByRole('heading', { name: 'Plain' })
    .waitFor();
  const note = page.getByRole('textbox', { name: 'note' });
  await note.click();
  await page.keyboard.type('kept');
  await later.release();
  await page.getByRole('textbox', { name: 'letters' }).waitFor();
  await page
    .getByRole('region', { name: 'Plain' })
    .getByRole('button', { name: 'Send', exact: true })
    .waitFor();
  assert.equal(
    await page.evaluate(
      () =>
        document.querySelectorAll('vitrine-playground')[1].shadowRoot.querySelectorAll('.root')
          .length,
    ),
    1,
  );
  await page.keyboard.type(' on');
  assert.equal(await note.inputValue(), 'kept on');
  await page.route('**/plain?*', (route) =>
    route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*' } }),
  );
  const [request] = await Promise.all([
    page.waitForRequest('**/plain?*'),
    page
      .getByRole('region', { name: 'Plain' })
      .getByRole('button', { name: 'Send', exact: true })
      .click(),
  ]);
  assert.equal(new URL(request.url()).searchParams.get('note'), 'kept on');
  assert.deepEqual(await page.evaluate(() => [window.counts.contexts, window.readies]), [1, 2]);
  await done();
});

test('APartThatCannotBeHadIsReportedWithItsRemedy', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.route(kLater, (route) => route.fulfill({ status: 503 }));
  const refused = page.waitForResponse(kLater);
  await page.goto(`${server.url}/docs#/operations/listPictures`);
  await settled(page);
  await refused;
  await page.mouse.move(700, 400);
  await ticks(page);
  assert.equal(await page.getByRole('alert').count(), 0, 'nobody needed it');
  await page.getByRole('spinbutton', { name: 'limit' }).fill('7');
  await page.getByRole('alert').getByText('503').waitFor();
  await page.unroute(kLater);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('navigation', { name: 'Operations' }).waitFor();
  await settled(page);
  assert.equal(
    await page.getByRole('spinbutton', { name: 'limit' }).inputValue(),
    '7',
    'what was typed is there again',
  );
  await done();
});

const corpus =
  process.env.VITRINE_CORPUS ??
  path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared/corpus');

for (const name of ['freee', 'slack', 'stripe', 'twilio', 'kubernetes-apps']) {
  test(`APageWithoutSynchronousRequestsShows_${name}`, async (context) => {
    const file = readdirSync(path.join(corpus, 'specs')).find((each) => each.startsWith(name));
    if (!file) return context.skip(`no ${name} in ${corpus}`);
    const site_ = exported(path.join(corpus, 'specs', file));
    const host = await site(site_.folder, '/docs/', {
      headers: { 'permissions-policy': 'sync-xhr=()' },
    });
    context.after(() => (site_.remove(), host.stop()));
    const { page, done } = await open(browser, 'about:blank', { ready: false });
    const later = await held(page);
    await page.goto(`${host.url}/docs/`);
    await later.wanted;
    await ticks(page);
    await later.release();
    await settled(page);
    await page.getByRole('navigation', { name: 'Operations' }).getByRole('link').first().waitFor();
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await page.getByRole('dialog', { name: 'Authorize' }).waitFor();
    return done();
  });
}

test('TheBoundaryIsTheSameOnBothSides', async () => {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  const read = (name) => readFileSync(path.join(root, name), 'utf8');
  const names = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]).sort();
  const listed = names(read('wasm/exports.txt'), /^([a-z_]+)$/gm);
  const boundary = read('wasm/src/boundary.ts');
  assert.deepEqual(names(boundary, /^ {2}(vitrine_\w+)\(/gm), listed);
  const host = boundary.slice(boundary.indexOf('interface Host'));
  assert.deepEqual(
    names(host.slice(0, host.indexOf('}')), /^ {2}(\w+)\(/gm),
    names(read('wasm/host.h'), /VITRINE_HOST\("(\w+)"\)/g),
  );

  const entry = await (await fetch(`${server.url}/vitrine.js`)).text();
  const app = await (await fetch(new URL(/"(.+?)"/.exec(entry)[1], `${server.url}/`))).text();
  const module = new WebAssembly.Module(
    await (await fetch(`${server.url}/vitrine/${/vitrine-\w+\.wasm/.exec(app)[0]}`)).arrayBuffer(),
  );
  const functions = WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .filter((name) => name.startsWith('vitrine_'))
    .sort();
  assert.deepEqual(functions, listed);
});
