// Elements of a page that show one description: they read it once, sign in once, and are far cheaper together than
// each by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, settled, stage, texts, vitrine } from './support/browser.mjs';

const kPath = (index) => ({
  get: {
    operationId: `get${index}`,
    summary: `Get ${index}`,
    security: [{ bearer: [] }],
    parameters: [{ name: 'note', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: 'Fine' } },
  },
});
const kDescription = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Many', version: '1' },
  servers: [{ url: 'https://one.test' }, { url: 'https://two.test' }],
  paths: Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [`/things/${index}`, kPath(index)]),
  ),
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
});

const [browser, server] = await stage(vitrine('demo'));

/** A page with elements of that description; `count` says how often it was asked for. */
async function host(context, elements, between = '') {
  const asked = { count: 0 };
  const element = (attributes) =>
    `<vitrine-playground spec="/api.json" ${attributes}></vitrine-playground>`;
  const site = await texts({
    '/': `<!doctype html><html lang="en"><title>Many</title><script type="module" src="${server.url}/vitrine.js"></script>
${elements.map(element).join(between)}`,
    '/api.json': (request, response) => {
      ++asked.count;
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      // In two pieces, so that elements are opened while it comes.
      response.write(kDescription.slice(0, 1000));
      setTimeout(() => response.end(kDescription.slice(1000)), 200);
    },
  });
  context.after(site.stop);
  return { url: site.url, asked };
}

const nth = (page, index) => page.locator('vitrine-playground').nth(index);

async function signIn(element) {
  await element.getByRole('button', { name: 'Authorize', exact: true }).first().click();
  const dialog = element.getByRole('dialog', { name: 'Authorize' });
  await dialog.getByRole('textbox', { name: 'Token' }).fill('t0ken');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The DOM nodes of the page, those of shadow roots too. */
const nodes = (page) =>
  page.evaluate(() => {
    const count = (root) =>
      [...root.querySelectorAll('*')].reduce(
        (sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0),
        0,
      );
    return count(document);
  });

test('ADescriptionIsFetchedOnceAndSignedInToOnce', async (context) => {
  const { url, asked } = await host(context, [
    'operation="get1"',
    'operation="get2"',
    'operation="get3" group="other"',
  ]);
  const { page, done } = await open(browser, url, { viewport: { width: 1440, height: 2000 } });
  assert.equal(asked.count, 2, 'one request for each group');
  const sent = [];
  await page.route('https://*.test/**', (route) => {
    const request = route.request();
    sent.push([new URL(request.url()).host, request.headers().authorization ?? '']);
    return route.fulfill({
      json: {},
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    });
  });
  await signIn(nth(page, 0));
  await nth(page, 0).getByRole('combobox', { name: 'Server' }).selectOption({ index: 1 });
  await becomes(
    () => nth(page, 1).getByRole('combobox', { name: 'Server' }).inputValue(),
    await nth(page, 0).getByRole('combobox', { name: 'Server' }).inputValue(),
  );
  for (const [index, wanted] of [
    [1, ['two.test', '']],
    [2, ['one.test', '']],
  ]) {
    await nth(page, index).getByRole('button', { name: 'Send', exact: true }).click();
    await becomes(() => sent.at(-1), wanted);
  }
  // A token belongs to its server.
  await nth(page, 1).getByRole('combobox', { name: 'Server' }).selectOption({ index: 0 });
  await nth(page, 1).getByRole('button', { name: 'Send', exact: true }).click();
  await becomes(() => sent.at(-1), ['one.test', 'Bearer t0ken']);
  await done();
});

test('TheReadingGoesOnWhenItsFirstElementIsRemoved', async (context) => {
  const { url, asked } = await host(context, ['operation="get1"', 'operation="get2"']);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await Promise.all([page.waitForResponse('**/api.json'), page.goto(url)]);
  await page.evaluate(() => document.querySelector('vitrine-playground').remove());
  await settled(page);
  await page.getByRole('heading', { name: 'Get 2' }).first().waitFor();
  assert.equal(asked.count, 1);
  await done();
});

test('ElementsWithTheSameOperationKeepFormsOfTheirOwn', async (context) => {
  const { url } = await host(context, ['operation="get1"', 'operation="get1"']);
  const { page, done } = await open(browser, url, { viewport: { width: 1440, height: 1500 } });
  const note = (index) => nth(page, index).getByRole('textbox', { name: 'note' });
  await note(0).fill('first');
  await note(1).fill('second');
  await becomes(
    () =>
      page.evaluate(
        () => Object.keys(sessionStorage).filter((key) => key.startsWith('vitrine:form ')).length,
      ),
    2,
  );
  await page.reload();
  await settled(page);
  await becomes(
    () => Promise.all([0, 1].map((index) => note(index).inputValue())),
    ['first', 'second'],
  );
  await done();
});

test('ElementsFarAwayHaveNoNodesUntilTheyComeNear', async (context) => {
  const one = await host(context, ['operation="get0"']);
  const ten = await host(
    context,
    Array.from({ length: 10 }, (_, index) => `operation="get${index}"`),
    '<div style="height: 3000px"></div>',
  );
  const alone = await open(browser, one.url);
  const single = await nodes(alone.page);
  await alone.done();
  const { page, done } = await open(browser, ten.url);
  assert.equal(ten.asked.count, 1);
  await becomes(async () => (await nodes(page)) < 3 * single, true);
  // Scrolled to, each is there; what is typed stays while it is away.
  const note = (index) => nth(page, index).getByRole('textbox', { name: 'note' });
  await note(0).fill('kept');
  await nth(page, 0).evaluate((element) => element.shadowRoot.activeElement?.blur());
  for (const index of [3, 6, 9]) {
    await nth(page, index).evaluate((element) => element.scrollIntoView());
    await nth(page, index)
      .getByRole('heading', { name: `Get ${index}` })
      .first()
      .waitFor();
    await becomes(
      () =>
        nth(page, index).evaluate(({ shadowRoot }) => {
          const canvas = shadowRoot.querySelector('.page canvas');
          return canvas !== null && canvas.width > 0;
        }),
      true,
    );
  }
  await becomes(
    () => nth(page, 0).evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll('.pane').length),
    0,
  );
  await becomes(async () => (await nodes(page)) < 3 * single, true);
  await nth(page, 0).evaluate((element) => element.scrollIntoView());
  await becomes(() => note(0).inputValue(), 'kept');
  await done();
});

test('AllOfAPageIsPrintedThoughItIsFarAway', async (context) => {
  const { url } = await host(
    context,
    ['operation="get1"', 'operation="get2"'],
    '<div style="height: 9000px"></div>',
  );
  const { page, done } = await open(browser, url);
  await becomes(
    () => nth(page, 1).evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll('.pane').length),
    0,
  );
  // The script that makes the paper comes in idle time.
  await becomes(
    () => nth(page, 1).evaluate(({ shadowRoot }) => shadowRoot.adoptedStyleSheets.length > 2),
    true,
  );
  await page.emulateMedia({ media: 'print' });
  await nth(page, 1).locator('.paper').getByRole('heading', { name: 'Get 2' }).waitFor();
  await done();
});
