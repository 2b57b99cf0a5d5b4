// Scrolling, inputs, the pointer, bodies: the joints between the module and the browser.
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
import { compareInk } from './support/ink.mjs';

const [browser, server] = await stage(vitrine('demo'));

const docs = (operation = 'createPicture') => `${server.url}/docs#/operations/${operation}`;
const editorOf = (page) => page.getByRole('textbox', { name: 'Request body' });

test('EveryPaneScrollsNativelyWithItsLayerAndPictureInOneFrame', async () => {
  const { page, done } = await open(browser, docs(), { viewport: { width: 1440, height: 300 } });
  const main = page.getByRole('main').locator('.pane').first();
  const moved = await main.evaluate(
    (pane) =>
      new Promise((resolve) => {
        const element = document.querySelector('vitrine-playground');
        const before = element.pictures;
        pane.scrollTop = 80;
        // The scroll event comes in the next frame, before its animation callbacks; ours is the last of them.
        pane.addEventListener(
          'scroll',
          () =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                resolve({
                  top: pane.scrollTop,
                  transform: pane.querySelector('.layer').style.transform,
                  pictures: element.pictures - before,
                }),
              ),
            ),
          { once: true },
        );
      }),
  );
  assert.deepEqual(moved, { top: 80, transform: 'translateY(-80px)', pictures: 1 });
  const heading = main.getByRole('heading', { level: 2 }).first();
  const { canvas, layer } = await compareInk(page, heading);
  for (const edge of ['x0', 'y0', 'x1', 'y1'])
    assert.ok(Math.abs(canvas[edge] - layer[edge]) <= 1, `${edge} ${canvas[edge]} ${layer[edge]}`);
  await done();
});

/** Whether the page said that it is reading, and whether the operations were painted when it said it is ready. */
const kReport = () => {
  const said = { reading: false, painted: false };
  const look = () => {
    const element = document.querySelector('vitrine-playground');
    if (element?.shadowRoot?.querySelector('[role=status]')?.textContent) said.reading = true;
    if (element?.isConnected && !said.ready) requestAnimationFrame(look);
  };
  document.addEventListener('vitrine-ready', () => {
    said.painted = performance.getEntriesByName('vitrine:interactive').length === 1;
    said.ready = true;
  });
  document.addEventListener('DOMContentLoaded', look);
  window.report = said;
};

test('ReadyMeansTheOperationsArePainted', async () => {
  for (let time = 0; time < 3; ++time) {
    const { page, done } = await open(browser, docs(), { init: kReport });
    assert.equal((await page.evaluate(() => window.report)).painted, true);
    await done();
  }
});

test('OnlyADescriptionThatTakesLongIsSaidToBeRead', async () => {
  const { page, done } = await open(browser, docs(), { init: kReport });
  await page.route('**/openapi.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  const read = async () => {
    await page.reload();
    await settled(page);
    return (await page.evaluate(() => window.report)).reading;
  };
  assert.equal(await read(), true);
  // A wait that does not end in time: what is drawn without it would flash by with every description.
  await page.addInitScript(() => {
    const { setTimeout } = window;
    window.setTimeout = (work, after, ...rest) =>
      after === 400 ? 0 : setTimeout(work, after, ...rest);
  });
  assert.equal(await read(), false);
  await done();
});

test('WheelAndFocusScrollAsInAnyPage', async () => {
  const { page, done } = await open(browser, docs(), { viewport: { width: 1440, height: 420 } });
  const main = page.getByRole('main').locator('.pane').first();
  await main.hover();
  await page.mouse.wheel(0, 120);
  await page.waitForFunction((pane) => pane.scrollTop > 0, await main.elementHandle());
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.focus();
  const inView = async () => {
    const box = await send.boundingBox();
    return box.y >= 0 && box.y + box.height <= 420;
  };
  await becomes(inView, true);
  await done();
});

async function compose(page, client, text) {
  await client.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}

test('ACompositionSurvivesTheThemeTheSpecAndAnAnswer', async () => {
  const { page, done } = await open(browser, docs());
  const client = await page.context().newCDPSession(page);
  const editor = editorOf(page);
  await editor.fill('{"title": ""}');
  await editor.evaluate((element) => {
    window.field = element;
    window.ends = 0;
    element.addEventListener('compositionend', () => ++window.ends);
    element.focus();
    element.setSelectionRange(11, 11);
  });
  let answer;
  await page.route('**/pictures', async (route) => {
    await new Promise((resolve) => (answer = resolve));
    await route.fulfill({ status: 200, contentType: 'application/json', body: '{}' });
  });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Send anyway' }).evaluate((button) => button.click());
  await becomes(() => answer !== undefined, true);
  await editor.evaluate((element) => element.setSelectionRange(11, 11));

  await compose(page, client, 'ㅎ');
  await compose(page, client, '하');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(
    () =>
      document.querySelector('vitrine-playground').shadowRoot.querySelector('.root').style
        .colorScheme === 'dark',
  );
  await page.evaluate(() => document.querySelector('vitrine-playground').reload());
  await settled(page);
  await compose(page, client, '한');
  answer();
  await page
    .getByRole('region', { name: 'Response' })
    .getByRole('status')
    .filter({ hasText: '200' })
    .waitFor();
  await painted(page);
  assert.deepEqual(await editor.evaluate((element) => [element === window.field, window.ends]), [
    true,
    0,
  ]);
  await client.send('Input.insertText', { text: '한' });
  assert.equal(await editor.inputValue(), '{"title": "한"}');
  await done();
});

test('FieldsArePersistentElementsThatPaintTheirOwnText', async () => {
  const { page, done } = await open(browser, docs('listPictures'));
  const field = page
    .getByRole('group', { name: 'Query parameters' })
    .getByRole('spinbutton', { name: 'limit' });
  await field.evaluate((element) => {
    window.field = element;
  });
  await field.pressSequentially('12');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1300, height: 700 });
  await painted(page);
  assert.deepEqual(
    await field.evaluate((element) => [
      element === window.field,
      element.value,
      element.getAttribute('inputmode'),
    ]),
    [true, '12', 'decimal'],
  );
  const [color, ground] = await field.evaluate((element) => [
    getComputedStyle(element).color,
    getComputedStyle(element).backgroundColor,
  ]);
  assert.notEqual(color, 'rgba(0, 0, 0, 0)');
  assert.equal(ground, 'rgba(0, 0, 0, 0)');
  await done();
});

for (const way of ['mouse', 'Enter', 'Space', 'touch', 'script']) {
  test(`OneActivationByOne${way[0].toUpperCase()}${way.slice(1)}`, async () => {
    const { page, done } = await open(browser, docs('listPictures'), { hasTouch: way === 'touch' });
    let requests = 0;
    await page.route('**/pictures*', (route) => {
      ++requests;
      return route.fulfill({ status: 200, contentType: 'application/json', body: '[]' });
    });
    const send = page.getByRole('button', { name: 'Send', exact: true });
    if (way === 'mouse') await send.click();
    else if (way === 'touch') await send.tap();
    else if (way === 'script') await send.evaluate((button) => button.click());
    else await send.press(way);
    await page
      .getByRole('region', { name: 'Response' })
      .getByRole('status')
      .filter({ hasText: '200' })
      .waitFor();
    await page.waitForTimeout(200);
    assert.equal(requests, 1);
    await done();
  });
}

test('CopyWritesTheClipboardWithinTheClick', async () => {
  const { page, done } = await open(browser, docs('createUser'), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const code = page.getByRole('region', { name: 'Code' });
  const active = page.evaluate(
    () =>
      new Promise((resolve) => {
        const write = navigator.clipboard.writeText.bind(navigator.clipboard);
        navigator.clipboard.writeText = (text) => {
          resolve(navigator.userActivation.isActive);
          return write(text);
        };
      }),
  );
  await code.getByRole('button', { name: 'Copy' }).click();
  assert.equal(await active, true);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^curl /);
  await done();
});

test('TextIsSelectedAcrossLinesAndCopiedAsOneParagraph', async (context) => {
  const words =
    'Pictures come and go, and what is said of them stays for as long as somebody reads it aloud to somebody else who listens.';
  const spec = await served({
    openapi: '3.1.0',
    info: { title: 'Words', version: '1', description: words },
    paths: {},
  });
  context.after(spec.stop);
  const { page, done } = await open(browser, `${spec.url}/docs`, {
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 800, height: 600 },
  });
  const paragraph = page.getByRole('main').locator('p').filter({ hasText: 'Pictures come' });
  assert.ok((await paragraph.boundingBox()).height > 30, 'the text takes several lines');
  await paragraph.click({ clickCount: 3 });
  await page.keyboard.press('Control+c');
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), words);
  assert.equal(
    await page.evaluate(() => {
      getSelection().removeAllRanges();
      return window.find('said of them stays for as long');
    }),
    true,
  );
  await done();
});

test('ALargeResponseTakesItsTextOnceInTheModulesMemory', async (context) => {
  const big = await texts({
    '/big': (request, response) => {
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' });
      for (let index = 0; index < 48; ++index) response.write('line of an answer\n'.repeat(65536));
      response.end();
    },
  });
  const spec = await served({
    openapi: '3.1.0',
    info: { title: 'Big', version: '1' },
    servers: [{ url: big.url }],
    paths: { '/big': { get: { operationId: 'big', responses: { 200: { description: 'much' } } } } },
  });
  context.after(() => Promise.all([big.stop(), spec.stop()]));
  const init = () => {
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...args) => {
      const instance = await instantiate.apply(WebAssembly, args);
      window.memory = instance.exports.memory;
      return instance;
    };
  };
  const { page, done } = await open(browser, `${spec.url}/docs#/operations/big`, { init });
  const before = await page.evaluate(() => window.memory.buffer.byteLength);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByRole('status').filter({ hasText: '200 OK' }).waitFor();
  await response.getByText('line of an answer').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () =>
      /5\d(\.\d)? MB/.test(
        document.querySelector('vitrine-playground').shadowRoot.querySelector('.root').textContent,
      ),
    null,
    { timeout: 20000 },
  );
  const after = await page.evaluate(() => window.memory.buffer.byteLength);
  // It is folded and searched there: the text once, and its rows.
  assert.ok(after - before < 100 << 20, `grew by ${(after - before) >> 20} MB`);
  await done();
});

test('CancelEndsARequest', async () => {
  const { page, done } = await open(browser, docs('listPictures'));
  await page.route('**/pictures*', () => {});
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await done();
});

test('ThePageMayChangeOrCancelARequest', async () => {
  const { page, done } = await open(browser, docs('listPictures'));
  await page.route('**/pictures*', (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: '[]' }),
  );
  await page.evaluate(() =>
    document.querySelector('vitrine-playground').addEventListener(
      'vitrine-request',
      (event) => {
        event.detail.headers.push(['X-Added', 'yes']);
      },
      { once: true },
    ),
  );
  const request = page.waitForRequest(/\/pictures/);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  assert.equal((await request).headers()['x-added'], 'yes');
  await page
    .getByRole('region', { name: 'Response' })
    .getByRole('status')
    .filter({ hasText: '200' })
    .waitFor();
  let requests = 0;
  page.on('request', () => ++requests);
  await page.evaluate(() =>
    document
      .querySelector('vitrine-playground')
      .addEventListener('vitrine-request', (event) => event.preventDefault()),
  );
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.waitForTimeout(200);
  assert.equal(requests, 0);
  await done();
});
