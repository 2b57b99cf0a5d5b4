// The page as a document: overview, navigation, links, themes, layouts, and descriptions that cannot be read.
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
  vitrine,
} from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));

const navigationOf = (page) => page.getByRole('navigation', { name: 'Operations' });
const searchOf = (page) => page.getByRole('searchbox', { name: 'Search operations' });
const titleOf = (page) => page.getByRole('heading', { level: 1 });
const focusedName = (page) =>
  page.evaluate(() => {
    const { activeElement } = document.querySelector('vitrine-playground').shadowRoot;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
  });

test('TheOverviewComesFirst', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const info = (await (await fetch(`${server.url}/openapi.json`)).json()).info;
  assert.equal(await titleOf(page).textContent(), info.title);
  const main = page.getByRole('main');
  for (const heading of ['Servers', 'Authentication'])
    await main.getByRole('heading', { name: heading }).waitFor();
  assert.ok((await main.textContent()).includes(info.version));
  await done();
});

test('TheNavigationHoldsEveryOperationAndMarksTheCurrentOne', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const { paths } = await (await fetch(`${server.url}/openapi.json`)).json();
  const wanted = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => /^(get|put|post|patch|delete|head|options)$/.test(method))
      .map(
        ([method, { summary }]) => `${method.toUpperCase()} ${path}${summary ? ` ${summary}` : ''}`,
      ),
  );
  const names = await navigationOf(page).locator('a[href^="#/operations/"]').allTextContents();
  assert.deepEqual([...new Set(names)].sort(), wanted.sort());
  const link = navigationOf(page).getByRole('link', { name: 'POST /users' });
  await link.click();
  await becomes(() => link.getAttribute('aria-current'), 'page');
  assert.equal(await navigationOf(page).locator('[aria-current]').count(), 1);
  await done();
});

test('GroupsFoldLeadToTheirPagesAndAreRememberedOverAReload', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const list = navigationOf(page);
  const group = list.getByRole('button', { name: 'Pictures', exact: true });
  const operation = list.getByRole('link', { name: 'GET /pictures List' });
  assert.equal(await group.getAttribute('aria-expanded'), 'true');
  await group.click();
  await becomes(() => group.getAttribute('aria-expanded'), 'false');
  await becomes(() => operation.count(), 0);
  await page.reload();
  await settled(page);
  await becomes(() => group.getAttribute('aria-expanded'), 'false');
  assert.equal(await operation.count(), 0);
  // A search shows what is folded away, and the page of a tag opens its group.
  await searchOf(page).fill('pictures');
  await operation.waitFor();
  await searchOf(page).fill('');
  await becomes(() => operation.count(), 0);
  await list.getByRole('link', { name: 'Pictures', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Pictures' }).waitFor();
  await page.waitForFunction(() => location.hash === '#/tags/Pictures');
  await becomes(() => group.getAttribute('aria-expanded'), 'true');
  const main = page.getByRole('main');
  await main.getByRole('heading', { level: 3 }).first().waitFor();
  await list.getByRole('button', { name: 'Collapse groups' }).click();
  await becomes(() => list.locator('a[href^="#/operations/"]').count(), 0);
  await list.getByRole('button', { name: 'Open all groups' }).click();
  await operation.waitFor();
  assert.match(await operation.getAttribute('title'), /^GET \/pictures /);
  await done();
});

test('TheListIsResizedAndKeepsItsWidth', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const edge = page.getByRole('separator', { name: 'Width of the list' });
  const width = () => navigationOf(page).evaluate((pane) => pane.getBoundingClientRect().width);
  const before = await width();
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await becomes(width, before + 16);
  await becomes(() => edge.getAttribute('aria-valuenow'), String(before + 16));
  const { x, y } = await edge.boundingBox();
  await page.mouse.move(x + 3, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + 53, y + 310, { steps: 4 });
  await page.mouse.move(x + 43, y + 320);
  await page.mouse.up();
  await becomes(width, before + 56);
  await page.reload();
  await settled(page);
  await becomes(width, before + 56);
  await edge.dblclick();
  await becomes(width, before);
  await done();
});

test('TheFirstStopOfTheTabKeySkipsTheList', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await page.keyboard.press('Tab');
  assert.equal(await focusedName(page), 'Skip to content');
  const link = page.getByRole('link', { name: 'Skip to content' });
  await becomes(async () => (await link.boundingBox()).width > 50, true);
  await page.keyboard.press('Enter');
  const inPage = () =>
    page.evaluate(() =>
      Boolean(
        document.querySelector('vitrine-playground').shadowRoot.activeElement?.closest('.page'),
      ),
    );
  await becomes(inPage, true);
  await page.keyboard.press('Tab');
  assert.ok(await inPage(), 'the list is behind');
  await done();
});

test('TheKeyboardSearchesWalksAndOpens', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  await page.keyboard.press('/');
  assert.equal(await focusedName(page), 'Search operations');
  await page.keyboard.type('users');
  await navigationOf(page)
    .getByRole('link', { name: 'GET /pictures List' })
    .waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  assert.match(await focusedName(page), /users/);
  const first = await focusedName(page);
  await page.keyboard.press('End');
  assert.notEqual(await focusedName(page), first);
  await page.keyboard.press('Home');
  assert.equal(await focusedName(page), first);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/operations/'));
  await page.keyboard.press('Escape');
  assert.equal(await searchOf(page).inputValue(), '');
  assert.equal(await focusedName(page), 'Search operations');
  await page.keyboard.type('sessions');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#/operations/createSession');
  await done();
});

test('TheSearchLeadsToTheVeryPlaceThatItFound', async () => {
  const inside = { type: 'string', description: 'A needle in the hay' };
  const schema = { type: 'object', properties: { inside } };
  const spec = await served({
    openapi: '3.1.0',
    info: { title: 'Hay', version: '1' },
    paths: {
      '/x': {
        get: {
          summary: 'Look',
          responses: { 200: { description: 'X', content: { 'application/json': { schema } } } },
        },
      },
    },
  });
  const { page, done } = await open(browser, `${spec.url}/docs`);
  await page.keyboard.press('/');
  await page.keyboard.type('hay nedele');
  await navigationOf(page).getByRole('link', { name: 'inside' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Look' }).waitFor();
  await becomes(() => focusedName(page), 'inside');
  await done();
  await spec.stop();
});

test('ASlashIsTypedIntoFieldsAndControlKLeadsToTheSearch', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createPicture`);
  const editor = page.getByRole('textbox', { name: 'Request body' });
  const tab = page.getByRole('tab', { name: 'JSON', exact: true });
  if (await tab.count()) await tab.click();
  await editor.fill('a');
  await editor.press('End');
  await editor.press('/');
  assert.equal(await editor.inputValue(), 'a/');
  await editor.press('Control+k');
  assert.equal(await focusedName(page), 'Search operations');
  await done();
});

test('NothingFoundSaysSo', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  await searchOf(page).fill('zebra');
  await page.getByText('No operation matches').waitFor();
  await done();
});

test('AnEmbeddedElementLeavesTheKeysOfThePageAlone', async () => {
  const { page, done } = await open(browser, `${server.url}/embed`);
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement('input'));
    field.id = 'own';
    field.focus();
  });
  await page.keyboard.press('/');
  assert.equal(await page.locator('#own').inputValue(), '/');
  await page.evaluate(() => document.activeElement.blur());
  await page.mouse.move(1, 1);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'body');
  await done();
});

test('LinksLeadToOperationsSchemasTagsAndFields', async () => {
  const description = {
    openapi: '3.1.0',
    info: { title: 'Links', version: '1' },
    tags: [{ name: 'a b' }],
    paths: {
      '/x/{id}': {
        get: {
          tags: ['a b'],
          summary: 'Unnamed',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query', schema: { type: 'string' } },
          ],
          responses: { 200: { description: 'X' } },
        },
      },
      '/y': { post: { operationId: 'a/b c', summary: 'Named', tags: ['a b'], responses: {} } },
    },
    webhooks: { gone: { post: { summary: 'It went', responses: {} } } },
    components: {
      schemas: { 'Odd Name': { type: 'object', properties: { inside: { type: 'string' } } } },
    },
  };
  const spec = await served(description);
  const to = {
    '#/operations/a%2Fb%20c': 'Named',
    '#/operations/GET/%2Fx%2F%7Bid%7D': 'Unnamed',
    '#/operations/get/%2Fx%2F%7Bid%7D': 'Unnamed',
    '#/schemas/Odd%20Name': 'Odd Name',
    '#/tags/a%20b': 'a b',
    '#/webhooks/gone/POST': 'It went',
  };
  const { page, done } = await open(browser, `${spec.url}/docs`);
  let requests = 0;
  page.on('request', (request) => {
    requests += !/^\/(docs|spec|vitrine)/.test(new URL(request.url()).pathname);
  });
  for (const [hash, title] of Object.entries(to)) {
    await page.evaluate((value) => {
      location.hash = value;
    }, hash);
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    assert.match(await page.title(), new RegExp(title));
  }
  await page.goto(`${spec.url}/docs#/operations/GET/%2Fx%2F%7Bid%7D?field=%2Fquery%2Fq`);
  await page.reload();
  await settled(page);
  await page.waitForFunction(
    () =>
      document
        .querySelector('vitrine-playground')
        .shadowRoot.activeElement?.getAttribute('aria-label') === 'q',
  );
  await page.evaluate(() => {
    location.hash = '#/operations/nowhere';
  });
  await page.getByText('No operation or schema named').waitFor();
  assert.equal(await titleOf(page).textContent(), 'Links');
  assert.equal(requests, 0, 'a link asks for nothing but the page itself');
  await done();
  await spec.stop();
});

test('BackReturnsToWhereThePageWasLeft', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`, {
    viewport: { width: 1440, height: 400 },
  });
  const main = page.getByRole('main').locator('.pane').first();
  await main.evaluate((pane) => {
    pane.scrollTop = 200;
  });
  await painted(page);
  await navigationOf(page).getByRole('link', { name: 'POST /users' }).click();
  await page.waitForFunction((pane) => pane.scrollTop === 0, await main.elementHandle());
  await page.goBack();
  await page.waitForFunction((pane) => pane.scrollTop === 200, await main.elementHandle());
  await done();
});

test('TheThemeIsChosenAndRemembered', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, { colorScheme: 'light' });
  const scheme = () =>
    page.evaluate(
      () =>
        document.querySelector('vitrine-playground').shadowRoot.querySelector('.root').style
          .colorScheme,
    );
  assert.equal(await scheme(), 'light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await becomes(scheme, 'dark');
  await page.reload();
  await settled(page);
  assert.equal(await scheme(), 'dark');
  await page.getByRole('button', { name: 'Theme' }).click();
  await becomes(scheme, 'light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(
    () =>
      document.querySelector('vitrine-playground').shadowRoot.querySelector('.root').style
        .colorScheme === 'dark',
  );
  await done();
});

for (const [locale, word] of [
  ['ko-KR', '오퍼레이션'],
  ['ja-JP', 'オペレーション'],
  ['en-GB', 'Operations'],
]) {
  test(`TheInterfaceSpeaks${locale.slice(0, 2)}`, async () => {
    const { page, done } = await open(browser, `${server.url}/docs`, { locale });
    await page.getByRole('navigation', { name: word }).waitFor();
    await done();
  });
}

test('OnAPhoneTheOperationsAreBehindAButton', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  assert.equal(await navigationOf(page).count(), 0);
  const button = page.getByRole('button', { name: 'Operations' });
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await button.tap();
  await becomes(() => button.getAttribute('aria-expanded'), 'true');
  await navigationOf(page).getByRole('link', { name: 'POST /users' }).tap();
  assert.equal(await navigationOf(page).count(), 0);
  assert.match(page.url(), /createUser/);
  await button.tap();
  // Beside the drawer: it closes, and what is below it is not pressed.
  await page.touchscreen.tap(370, 600);
  assert.equal(await navigationOf(page).count(), 0);
  assert.match(page.url(), /createUser/);
  await button.focus();
  await page.keyboard.press('Enter');
  await navigationOf(page).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await navigationOf(page).count(), 0);
  await done();
});

test('TheSearchStaysWhereItIsWhileTheListScrolls', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, {
    viewport: { width: 1440, height: 500 },
  });
  const before = await searchOf(page).boundingBox();
  await navigationOf(page).hover();
  await page.mouse.wheel(0, 600);
  await page.waitForFunction(
    () =>
      document.querySelector('vitrine-playground').shadowRoot.querySelector('[role=navigation]')
        .scrollTop > 0,
  );
  assert.deepEqual(await searchOf(page).boundingBox(), before);
  await done();
});

test('OnAPhoneTheFormIsOnePressAwayAndTheAnswerComesIntoView', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await page.getByRole('button', { name: 'Try it' }).tap();
  const inView = (locator) =>
    locator.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    });
  await becomes(() => inView(page.getByRole('combobox', { name: 'Server' })), true);
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  const status = page.getByRole('region', { name: 'Response' }).getByRole('status');
  await status.filter({ hasText: '200 OK' }).waitFor();
  await painted(page);
  assert.ok(await inView(status));
  await done();
});

test('NothingIsWiderThanThePhone', async () => {
  for (const hash of ['', '#/operations/listPictures', '#/operations/createPicture']) {
    const { page, done } = await open(browser, `${server.url}/docs${hash}`, {
      viewport: { width: 390, height: 844 },
    });
    const wide = await page
      .getByRole('main')
      .locator('.pane')
      .first()
      .evaluate((pane) => pane.scrollWidth - pane.clientWidth);
    assert.ok(wide <= 0, `${hash} is ${wide} too wide`);
    await done();
  }
});

const broken = {
  '/cut.json': [
    '{"openapi": "3.1.0", "info": {"title": "Cut", "version": "1"}, "paths": {"/a": {"get": {"summary": "Still there", "responses": {',
    'Problems',
    /line 1/,
  ],
  '/words.json': ['[1, }', 'Problems', /line 1, column 5/],
  '/other.json': ['{"name": "package"}', 'Problems', /openapi/],
  '/empty.json': ['', 'Problems', /empty/],
};

test('WhatCannotBeReadSaysWhereAndWhatToDo', async (context) => {
  const allow =
    (text, status = 200) =>
    (request, response) => {
      response.writeHead(status, {
        'access-control-allow-origin': '*',
        'content-type': 'application/json',
      });
      response.end(text);
    };
  const page = (spec) =>
    `<!doctype html><html lang="en"><title>t</title><script type="module" src="${server.url}/vitrine.js"></script><vitrine-playground spec="${spec}"></vitrine-playground>`;
  let repaired = false;
  const files = Object.fromEntries(
    Object.entries(broken).map(([name, [text]]) => [name, allow(text)]),
  );
  files['/gone.json'] = (request, response) =>
    repaired
      ? allow('{"openapi": "3.1.0", "info": {"title": "Mended", "version": "1"}, "paths": {}}')(
          request,
          response,
        )
      : allow('', 404)(request, response);
  const other = await texts({ '/closed.json': '{}' });
  context.after(other.stop);
  files['/page'] = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(page(new URL(request.url, 'http://x').searchParams.get('spec')));
  };
  const own = await texts(files);
  context.after(own.stop);
  const show = (spec) =>
    open(browser, `${own.url}/page?spec=${encodeURIComponent(spec)}`, { ready: false });
  for (const [name, [, region, words]] of Object.entries(broken)) {
    const { page: shown } = await show(name);
    const problems = shown.getByRole('region', { name: region });
    await problems.waitFor();
    assert.match(await problems.textContent(), words, name);
    if (name === '/cut.json')
      await shown.getByRole('link', { name: 'GET /a Still there' }).waitFor();
    else await shown.getByRole('button', { name: 'Retry' }).waitFor();
    await shown.context().close();
  }
  const { page: refused } = await show(`${other.url}/closed.json`);
  await refused.getByText('(CORS)').first().waitFor();
  assert.ok(
    (await refused.getByRole('region', { name: 'Problems' }).textContent()).includes(own.url),
    'the remedy names this page',
  );
  await refused.context().close();

  const { page: missing } = await show('/gone.json');
  await missing.getByText('404').first().waitFor();
  repaired = true;
  await missing.getByRole('button', { name: 'Retry' }).click();
  await missing.getByRole('heading', { name: 'Mended' }).first().waitFor();
  await missing.context().close();
});

test('ASchemaUnfoldsAndItsKindsAreChosen', async () => {
  const spec = await served({
    openapi: '3.1.0',
    info: { title: 'Kinds', version: '1' },
    paths: {
      '/s': {
        get: {
          operationId: 's',
          responses: {
            200: {
              description: 'One',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Shape' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Shape: {
          oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }],
        },
        Circle: {
          type: 'object',
          properties: {
            radius: { type: 'number' },
            inside: { $ref: '#/components/schemas/Shape' },
          },
        },
        Square: { type: 'object', properties: { side: { type: 'number' } } },
      },
    },
  });
  const { page, done } = await open(browser, `${spec.url}/docs#/operations/s`);
  const main = page.getByRole('main');
  await main.getByText('radius').first().waitFor();
  await main.getByRole('combobox', { name: 'One of' }).first().selectOption('Square');
  await main.getByText('side').first().waitFor();
  await becomes(() => main.getByText('radius', { exact: true }).count(), 0);
  await main.getByRole('link', { name: 'Shape' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Shape' }).waitFor();
  await done();
  await spec.stop();
});
