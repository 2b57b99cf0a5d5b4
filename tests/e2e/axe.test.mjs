// axe-core looks at what a reader with a screen reader gets: the DOM over the canvas.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { open, painted, stage, vitrine } from './support/browser.mjs';
import { low } from './support/looks.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// The layer's own text is transparent: the canvas below paints it, in colours that a native test checks.
const off = { 'color-contrast': { enabled: false } };

const [browser, server] = await stage(vitrine('demo'));

async function check(page, rules = off) {
  await painted(page);
  const { violations } = await page.evaluate(
    async ([source, options]) => {
      if (!window.axe) (0, eval)(source);
      return window.axe.run(document, { rules: options });
    },
    [axe, rules],
  );
  assert.deepEqual(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 5)
          .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
          .join('\n')}`,
    ),
    [],
  );
}

// Its source is evaluated, which the page's own policy forbids.
const options = { bypassCSP: true };

for (const [name, viewport] of [
  ['Wide', { width: 1440, height: 900 }],
  ['Phone', { width: 390, height: 844 }],
]) {
  test(`AxeFindsNothingOn${name}Pages`, async () => {
    const { page, done } = await open(browser, `${server.url}/docs`, { ...options, viewport });
    await check(page);
    await page.evaluate(() => {
      location.hash = '#/operations/createPicture';
    });
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    await check(page);
    await page.evaluate(() => {
      location.hash = '#/operations/listPictures';
    });
    await page.getByRole('heading', { level: 1, name: /List/ }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page
      .getByRole('region', { name: 'Response' })
      .getByRole('status')
      .filter({ hasText: '200' })
      .waitFor();
    await check(page);
    for (const hash of ['#/schemas/Picture', '#/tags/pictures', '#/operations/nowhere']) {
      await page.evaluate((value) => {
        location.hash = value;
      }, hash);
      await check(page);
    }
    await done();
  });
}

test('AxeFindsNothingOnTheDialogs', async () => {
  const { page, done } = await open(
    browser,
    `${server.url}/docs#/operations/createPicture`,
    options,
  );
  for (const name of ['Authorize', 'History', 'Environments', 'Import']) {
    await page.getByRole('button', { name, exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    await check(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await done();
});

test('AxeFindsNothingOnTheEditor', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`, options);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await editor.fill('{"name": 3}');
  await page.getByRole('status').filter({ hasText: 'Line 1: ' }).waitFor();
  await check(page);
  await done();
});

test('AxeFindsNothingOnTablesAndStreams', async () => {
  const { page, done } = await open(
    browser,
    `${server.url}/docs#/operations/listPictures`,
    options,
  );
  const response = page.getByRole('region', { name: 'Response', exact: true });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await response.getByRole('button', { name: 'Table', exact: true }).click();
  await response.getByRole('table').waitFor();
  await check(page);
  await page.evaluate(() => {
    location.hash = '#/operations/exportGallery';
  });
  await page.getByRole('heading', { level: 1, name: /xport/ }).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await response.getByRole('button', { name: /^\d+ / }).first().waitFor();
  await check(page);
  await done();
});

test('AxeFindsNothingOnTheDrawer', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, {
    ...options,
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('button', { name: 'Operations' }).click();
  await page.getByRole('navigation', { name: 'Operations' }).waitFor();
  await check(page);
  await done();
});

test('AxeFindsNothingOnEmbeddedElements', async () => {
  const { page, done } = await open(browser, `${server.url}/embed`, {
    ...options,
    viewport: { width: 1200, height: 2600 },
  });
  await low(page);
  // Elements of one page have the same parts, by the same names.
  await check(page, { ...off, 'landmark-unique': { enabled: false } });
  await done();
});
