// The later part of the module: when it comes, and what happens to what was done before.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  becomes,
  exported,
  open,
  painted,
  served,
  settled,
  site,
  stage,
  texts,
  usable,
  vitrine,
} from './support/browser.mjs';
import { count, inkOfCanvases, playgrounds } from './support/looks.mjs';

const [browser, server] = await stage(vitrine('demo'));

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
  assert.match(entry, /later-\w+\.wasm/);
  assert.doesNotMatch(entry, /XMLHttpRequest|Atomics\.wait|importScripts|ActiveX/);
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
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
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

test('AnOperationIsReadBeforeItCanBeTried', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const later = await held(page);
  await page.goto(`${server.url}/docs#/operations/listPictures`);
  await settled(page);
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: 'Query parameters' }).waitFor();
  const responses = main.getByRole('heading', { name: 'Responses' });
  const before = await responses.boundingBox();
  const send = page.getByRole('button', { name: 'Send', exact: true });
  assert.equal(await send.count(), 0);
  await later.release();
  await send.waitFor();
  await page.getByRole('spinbutton', { name: 'limit' }).waitFor();
  assert.deepEqual(await responses.boundingBox(), before, 'what is read stays where it is');
  await done();
});

test('WhatIsDoneBeforeItIsHereIsKeptInOrder', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(() => {
    window.visited = [];
    const push = history.pushState;
    history.pushState = (state, title, url) => {
      window.visited.push(new URL(url, location).hash);
      push.call(history, state, title, url);
    };
  });
  const later = await held(page);
  await page.goto(`${server.url}/docs`);
  await settled(page);
  const operations = page.getByRole('navigation', { name: 'Operations' });
  await operations.getByRole('link', { name: 'POST /users' }).click();
  await operations.getByRole('link', { name: 'GET /pictures List' }).click();
  await ticks(page);
  assert.deepEqual(await page.evaluate(() => window.visited), []);
  await later.release();
  await page.getByRole('heading', { level: 1, name: 'List pictures' }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.visited), [
    '#/operations/createUser',
    '#/operations/listPictures',
  ]);
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
  // Something else is there now.
  await becomes(async () => (await link.boundingBox()).y !== y, true);
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
  const search = page.getByRole('searchbox', { name: 'Search operations' });
  await search.fill('account');
  await show('createUser');
  await later.release();
  await page.getByRole('textbox', { name: 'Request body' }).waitFor();
  assert.equal(await search.inputValue(), 'account');
  await page.getByRole('link', { name: 'GET /pictures List' }).waitFor({ state: 'detached' });
  await done();
});

/** Footnotes are rare: the first part lacks what makes them. */
const kRare = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/plain': {
      get: {
        operationId: 'plain',
        summary: 'Plain',
        responses: { 200: { description: 'Done' } },
        parameters: [{ name: 'note', in: 'query', schema: { type: 'string' } }],
      },
    },
    '/rare': {
      get: {
        operationId: 'rare',
        summary: 'With a footnote',
        description: 'Words[^1]\n\n[^1]: and a note',
        responses: { 200: { description: 'Done' } },
        parameters: [{ name: 'letters', in: 'query', schema: { type: 'string' } }],
      },
    },
  },
};

/** Counts what `count` does, and what the element reports. */
const countAll = `(${count})(); window.readies = 0; addEventListener('vitrine-ready', () => ++window.readies);`;

test('AModuleThatLacksAFunctionBeginsAnewWithAllOfIt', async (context) => {
  const spec = await served(kRare);
  context.after(spec.stop);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(countAll);
  const later = await held(page);
  await page.goto(`${spec.url}/docs#/operations/rare`);
  await later.wanted;
  await ticks(page);
  await later.release();
  await settled(page);
  await page.getByRole('textbox', { name: 'letters' }).waitFor();
  await usable(page);
  const { contexts, modules, instances } = await page.evaluate(() => window.counts);
  assert.deepEqual({ contexts, modules, instances }, { contexts: 1, modules: 1, instances: 2 });
  await painted(page);
  assert.equal(await page.evaluate(() => window.readies), 1);
  const fetched = await page.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => /api\.json/.test(name)).length,
  );
  assert.equal(fetched, 1, 'the description is not fetched again');
  const [inks] = await playgrounds(page, inkOfCanvases);
  assert.ok(Math.max(...inks) > 500, `${inks}`);
  await done();
});

test('ReadySettlesHoweverTheModuleBeganAnew', async (context) => {
  const spec = await served(kRare);
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
    await page.goto(`${spec.url}/docs#/operations/rare`);
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
  const spec = await served(kRare);
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
  const spec = await served(kRare);
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
    document.querySelector('vitrine-playground').operation = 'rare';
  });
  await ticks(page);
  await page.getByRole('heading', { name: 'Notes' }).waitFor();
  await page
    .getByRole('region', { name: 'Plain' })
    .getByRole('heading', { name: 'Plain' })
    .waitFor();
  const search = page.locator('vitrine-playground').nth(1).getByRole('searchbox');
  await search.click();
  await page.keyboard.type('pla');
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
  await page.keyboard.type('in');
  assert.equal(await search.inputValue(), 'plain');
  await page.getByRole('textbox', { name: 'note' }).fill('kept');
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
  assert.equal(new URL(request.url()).searchParams.get('note'), 'kept');
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
  const search = page.getByRole('searchbox', { name: 'Search operations' });
  await search.fill('account');
  await page.getByRole('alert').getByText('503').waitFor();
  await page.unroute(kLater);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('navigation', { name: 'Operations' }).waitFor();
  await settled(page);
  assert.equal(await search.inputValue(), 'account', 'what was typed is there again');
  await page.getByRole('spinbutton', { name: 'limit' }).waitFor();
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
    await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
    await page.getByRole('dialog', { name: 'Authorize' }).waitFor();
    return done();
  });
}
