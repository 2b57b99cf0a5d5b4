// The element in a page of others: as high as its contents, and what its attributes leave out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  becomes,
  open,
  painted,
  served,
  settled,
  stage,
  texts,
  usable,
  vitrine,
} from './support/browser.mjs';
import { recorder } from './support/recorder.mjs';
import { inkOfCanvases, playgrounds } from './support/looks.mjs';

const [browser, server] = await stage(vitrine('demo'));

/** A page with `element` between a line and as much as a screen of others. */
const pageWith = (element, style = '') => `<!doctype html><html lang="en"><title>Elsewhere</title>
<meta name="viewport" content="width=device-width"><style>body { margin: 0 } ${style}</style>
<p id="above">Before</p>
<script type="module" src="${server.url}/vitrine.js"></script>${element}
<p id="below" style="height: 900px">After</p>`;

const element = (attributes = '', tag = 'playground') =>
  `<vitrine-${tag} spec="${server.url}/openapi.json" ${attributes}></vitrine-${tag}>`;

async function show(context, html, options = {}) {
  const site = await texts({ '/': html });
  context.after(site.stop);
  return open(browser, site.url, options);
}

const box = (page, selector = 'vitrine-playground') => page.locator(selector).boundingBox();

for (const width of [320, 390, 800, 1440])
  test(`AnElementIsAsHighAsItsContents${width}`, async (context) => {
    const { page, done } = await show(context, pageWith(element('operation="createPicture"')), {
      viewport: { width, height: 700 },
    });
    const { height } = await box(page);
    assert.ok(height > 900, `${height}`);
    const below = await box(page, '#below');
    const above = await box(page, '#above');
    assert.ok(below.y >= above.y + height, 'what follows is below it');
    const inside = await page.evaluate(
      () =>
        [
          ...document.querySelector('vitrine-playground').shadowRoot.querySelectorAll('.content'),
        ].filter((pane) => pane.scrollHeight > pane.clientHeight + 1 || pane.scrollTop > 0).length,
    );
    assert.equal(inside, 0, 'its contents do not scroll inside');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide}`);
    await done();
  });

test('TheWheelGoesThroughTheElementToThePage', async (context) => {
  const { page, done } = await show(context, pageWith(element('operation="createPicture"')), {
    viewport: { width: 390, height: 700 },
  });
  await page.mouse.move(200, 400);
  for (let turn = 0; turn < 12; ++turn) {
    const before = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction((y) => scrollY > y, before);
  }
  // What is in view now is drawn, and its nodes are there.
  await painted(page);
  await painted(page);
  const inks = await playgrounds(page, inkOfCanvases);
  assert.ok(Math.max(...inks[0]) > 300, `${inks[0]}`);
  await done();
});

test('AnElementWithAHeightScrollsInside', async (context) => {
  for (const style of ['height: 500px', 'max-height: 500px']) {
    const html = pageWith(element('operation="createPicture"'), `vitrine-playground { ${style} }`);
    const { page, done } = await show(context, html);
    assert.equal((await box(page)).height, 500);
    const scrolls = await page.evaluate(() =>
      [...document.querySelector('vitrine-playground').shadowRoot.querySelectorAll('.pane')].some(
        (pane) => pane.scrollHeight > pane.clientHeight + 1,
      ),
    );
    assert.equal(scrolls, true, style);
    await done();
  }
});

test('TheHeightFollowsAnotherOperationAndTheAuthor', async (context) => {
  const { page, done } = await show(context, pageWith(element('operation="createPicture"')));
  const before = (await box(page)).height;
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').operation = '#/schemas/UserCreate';
  });
  await page.getByRole('heading', { level: 1, name: 'UserCreate' }).waitFor();
  const other = async () => (await box(page)).height !== before;
  await becomes(other, true);
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').style.height = '400px';
  });
  await becomes(async () => (await box(page)).height, 400);
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').style.height = '';
  });
  await becomes(async () => (await box(page)).height > 400, true);
  await done();
});

test('TheListStaysInViewBesideTheContents', async (context) => {
  const html = pageWith(element('operation="createPicture" scroll-offset="60"'));
  const { page, done } = await show(context, html, { viewport: { width: 1000, height: 700 } });
  await page.evaluate(() => scrollTo(0, 600));
  await painted(page);
  const list = await page.getByRole('navigation', { name: 'Operations' }).boundingBox();
  assert.ok(list.y >= 60 && list.y + list.height <= 701, JSON.stringify(list));
  await page.getByRole('link', { name: 'GET /pictures List pictures' }).click();
  const heading = page.getByRole('heading', { level: 1, name: 'List pictures' });
  await heading.waitFor();
  await becomes(async () => (await heading.boundingBox()).y >= 60, true);
  assert.ok((await heading.boundingBox()).y < 700, 'another operation begins in view');
  await done();
});

test('OnNarrowElementsTheListOpensInView', async (context) => {
  const { page, done } = await show(context, pageWith(element('operation="createPicture"')), {
    viewport: { width: 390, height: 700 },
  });
  await page.evaluate(() => scrollTo(0, 900));
  await painted(page);
  await page.getByRole('button', { name: 'Operations' }).click();
  const list = page.getByRole('navigation', { name: 'Operations' });
  await list.waitFor();
  const { y, height } = await list.boundingBox();
  assert.ok(y >= 0 && y + height <= 701, `${y} ${height}`);
  await done();
});

test('WhatIsFarBelowCanBeFilledInAndSent', async (context) => {
  const api = await recorder({ '/orders': { id: 7 } });
  context.after(api.stop);
  const orders = await served({
    openapi: '3.1.0',
    info: { title: 'Kitchen', version: '1' },
    servers: [{ url: api.url }],
    paths: {
      '/orders': {
        get: {
          operationId: 'orders',
          description: 'A line of words.\n\n'.repeat(30),
          responses: { 200: { description: 'Fine' } },
        },
      },
    },
  });
  context.after(orders.stop);
  const far = `<vitrine-playground spec="${orders.url}/spec/api.json" operation="orders"></vitrine-playground>`;
  const { page, done } = await show(context, pageWith(far), {
    viewport: { width: 390, height: 600 },
  });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const status = page.getByRole('region', { name: 'Response' }).getByRole('status');
  await status.filter({ hasText: '200' }).waitFor();
  await becomes(async () => (await status.boundingBox()).y < 600, true);
  await done();
});

test('AnElementThatWasHiddenGetsItsHeightWhenItIsShown', async (context) => {
  const html = pageWith(`<div id="tab" hidden>${element('operation="createUser"')}</div>`);
  const { page, done } = await show(context, html, { ready: false });
  await page.evaluate(() => customElements.whenDefined('vitrine-playground'));
  await page.evaluate(() => {
    document.querySelector('#tab').hidden = false;
  });
  await settled(page);
  await usable(page);
  await becomes(async () => (await box(page)).height > 700, true);
  await done();
});

test('AnOperationAloneIsInTheFlowOfThePage', async (context) => {
  for (const width of [320, 1280]) {
    const html = pageWith(element('operation="createUser" heading-level="3"', 'operation'));
    const { page, done } = await show(context, html, { viewport: { width, height: 700 } });
    await page.getByRole('heading', { level: 3, name: 'Create an account' }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.getByRole('searchbox').count(), 0);
    assert.equal(await page.getByRole('banner').count(), 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide}`);
    await done();
  }
});

test('ASchemaAloneIsItsHeadingAndItsProperties', async (context) => {
  const html = pageWith(element('schema="UserCreate" heading-level="2"', 'schema'));
  const { page, done } = await show(context, html);
  await page.getByRole('heading', { level: 2, name: 'UserCreate' }).waitFor();
  assert.ok((await box(page, 'vitrine-schema')).height > 60);
  assert.equal(await page.getByRole('navigation').count(), 0);
  await done();
});

test('WhatIsHiddenIsNotInTheDom', async (context) => {
  const attributes = 'operation="createUser" hide="navigation theme try-it servers"';
  const { page, done } = await show(context, pageWith(element(attributes)));
  await page.getByRole('heading', { level: 1, name: 'Create an account' }).waitFor();
  await page.getByRole('combobox', { name: 'Language' }).waitFor();
  for (const [role, name] of [
    ['navigation', 'Operations'],
    ['button', 'Theme'],
    ['button', 'Send'],
    ['combobox', 'Server'],
  ])
    assert.equal(await page.getByRole(role, { name, exact: true }).count(), 0, name);
  await done();
});

test('OnlyOperationsOfATagAreListed', async (context) => {
  const { page, done } = await show(context, pageWith(element('tag="Accounts" sort="alpha"')));
  const links = page.getByRole('navigation', { name: 'Operations' }).getByRole('link');
  await links.first().waitFor();
  const names = await links.allTextContents();
  assert.ok(names.some((name) => name.startsWith('POST /users')));
  assert.ok(!names.some((name) => name.includes('/pictures')), names.join('\n'));
  await done();
});

test('AttributesAreProperties', async (context) => {
  const { page, done } = await show(context, pageWith(element('operation="createUser"')));
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').hide = 'try-it code';
  });
  await becomes(() => page.getByRole('button', { name: 'Send', exact: true }).count(), 0);
  assert.equal(await page.locator('vitrine-playground').getAttribute('hide'), 'try-it code');
  await done();
});
