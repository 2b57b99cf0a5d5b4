// A large description: the list and the overview are there with its outline, forms come with the whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  becomes,
  exported,
  open,
  painted,
  served,
  settled,
  site,
  stage,
  usable,
} from './support/browser.mjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const kCount = 400;

/** Larger than what has an outline. */
const kLarge = {
  openapi: '3.1.0',
  info: { title: 'Warehouse', version: '1', description: 'All that is stored.\n\n'.repeat(60) },
  tags: [
    { name: 'things', description: 'What is stored' },
    { name: 'places', description: 'Where it is' },
  ],
  paths: Object.fromEntries(
    Array.from({ length: kCount }, (_, index) => [
      `/${index % 2 ? 'places' : 'things'}/${index}`,
      {
        get: {
          operationId: `read${index}`,
          summary: `Read number ${index}`,
          description: 'Words that only the whole has. '.repeat(30),
          tags: [index % 2 ? 'places' : 'things'],
          parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
          responses: { 200: { description: 'Found' } },
        },
      },
    ]),
  ),
};

const [browser, server] = await stage(served(kLarge));

/** The page with the whole description held back; `release` lets it come. */
async function held(place = '', { address = `${server.url}/docs`, ready = place === '' } = {}) {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  // The outline has a query, or a name that goes on.
  await page.route(/\/spec\/[^?]*api\.json$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${address}${place}`);
  // Of another page than the overview there is a heading only.
  if (ready) await settled(page);
  const outlines = () => asked.filter((url) => /outline/.test(url)).length;
  return { page, done, release, outlines };
}

const marks = (page, name) =>
  page.evaluate((mark) => performance.getEntriesByName(`vitrine:${mark}`).length, name);

const link = (page, name) => page.getByRole('link', { name, exact: true }).first();

test('TheListIsThereBeforeTheWholeAndAnOperationGetsItsForm', async () => {
  const { page, done, release, outlines } = await held();
  assert.equal(await marks(page, 'interactive'), 1);
  assert.equal(outlines(), 1, 'the preloaded one is the one that is used');
  await page.getByRole('heading', { name: 'Warehouse', level: 1 }).waitFor();
  await link(page, 'GET /things/4 Read number 4').click();
  await page.getByRole('heading', { name: 'Read number 4', level: 1 }).waitFor();
  await page.getByRole('status').getByText('Loading…').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Send', exact: true }).count(), 0);
  assert.equal(await marks(page, 'usable'), 0);
  const heading = page.getByRole('heading', { name: 'Read number 4', level: 1 });
  const before = await heading.boundingBox();
  release();
  await page.getByRole('spinbutton', { name: 'page' }).fill('3');
  await page.getByRole('button', { name: 'Send', exact: true }).first().waitFor();
  assert.deepEqual(await heading.boundingBox(), before);
  await usable(page);
  assert.equal(await marks(page, 'interactive'), 1, 'it was interactive once');
  assert.equal(await page.getByText('Loading…').count(), 0);
  await done();
});

test('WhatIsTypedFocusedAndScrolledStaysWhenTheWholeComes', async () => {
  const { page, done, release } = await held();
  const search = page.getByRole('searchbox', { name: 'Search operations' });
  await search.fill('number 17');
  await link(page, 'GET /places/17 Read number 17').waitFor();
  const main = page.getByRole('main');
  // What scrolls is the pane: the element whose contents are higher than it is.
  const scrolled = () =>
    page.evaluate(() => {
      const { shadowRoot } = document.querySelector('vitrine-playground');
      return [...shadowRoot.querySelectorAll('*')]
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 100)
        .map(({ scrollTop }) => scrollTop);
    });
  await main.hover();
  await page.mouse.wheel(0, 200);
  await becomes(async () => (await scrolled()).includes(200), true);
  await search.focus();
  await painted(page);
  release();
  await usable(page);
  await painted(page);
  assert.equal(await search.inputValue(), 'number 17');
  assert.equal(await search.evaluate((field) => field === field.getRootNode().activeElement), true);
  assert.ok((await scrolled()).includes(200), 'the page stays where it is');
  await link(page, 'GET /places/17 Read number 17').waitFor();
  await done();
});

test('ACallOfThePageWaitsForTheForm', async () => {
  const { page, done, release } = await held();
  const filled = page.evaluate(() =>
    document
      .querySelector('vitrine-playground')
      .fill({ operation: 'read8', parameters: { page: 5 } }),
  );
  release();
  await filled;
  assert.equal(await page.getByRole('spinbutton', { name: 'page' }).inputValue(), '5');
  await done();
});

test('ALinkToAnOperationIsItsHeadingFirst', async () => {
  const { page, done, release } = await held('#/operations/read6');
  await page.getByRole('heading', { name: 'Read number 6', level: 1 }).waitFor();
  await page.getByRole('status').getByText('Loading…').waitFor();
  assert.equal(await marks(page, 'interactive'), 0, 'what was asked for is not there');
  release();
  await page.getByRole('spinbutton', { name: 'page' }).waitFor();
  await settled(page);
  await page.getByText('Words that only the whole has.').first().waitFor();
  await done();
});

test('AUserWhoSavesDataGetsTheWholeOnceThereIsASign', async () => {
  const { page, done } = await open(browser, 'about:blank', {
    ready: false,
    init: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });`,
  });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const whole = () => asked.some((url) => url.endsWith('/spec/api.json'));
  await page.goto(`${server.url}/docs`);
  await settled(page);
  await page.waitForFunction(() => performance.getEntriesByName('vitrine:picture').length > 0);
  assert.equal(whole(), false);
  await page.mouse.move(700, 400);
  await usable(page);
  assert.equal(whole(), true);
  await done();
});

test('AWholeThatCannotBeHadIsSaid', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.route(/\/spec\/api\.json$/, (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto(`${server.url}/docs`);
  await page.getByText('The rest of the description could not be read').waitFor();
  await link(page, 'GET /things/4 Read number 4').waitFor();
  await page.unroute(/\/spec\/api\.json$/);
  await page.getByRole('button', { name: 'Retry' }).click();
  await link(page, 'GET /things/4 Read number 4').click();
  await page.getByRole('spinbutton', { name: 'page' }).waitFor();
  await done();
});

test('APageWithoutTheHintReadsTheWhole', async () => {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.route('**/foreign', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><script type="module" src="/vitrine.js"></script>
<vitrine-playground spec="/spec/api.json"></vitrine-playground>`,
    }),
  );
  await page.goto(`${server.url}/foreign`);
  await settled(page);
  await usable(page);
  assert.deepEqual(
    asked.filter((url) => /outline/.test(url)),
    [],
  );
  await done();
});

test('AnExportHasItsOutlineBesideIt', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-outline-'));
  writeFileSync(path.join(folder, 'api.json'), JSON.stringify(kLarge));
  const made = exported(path.join(folder, 'api.json'));
  const host = await site(made.folder, '/api/');
  for (const place of ['index.html', 'operations/read4.html']) {
    const ready = place === 'index.html';
    const address = `${host.url}/api/${place}`;
    const { page, done, release, outlines } = await held('', { address, ready });
    if (ready) await link(page, 'GET /things/4 Read number 4').waitFor();
    // What the page says itself is not taken away for a heading.
    else await page.getByText('Words that only the whole has.').first().waitFor();
    await becomes(outlines, 1);
    release();
    await usable(page);
    await done();
  }
  await host.stop();
  made.remove();
  rmSync(folder, { recursive: true });
});
