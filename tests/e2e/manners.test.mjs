// The text of the page beyond the screen: copied, found, printed, and shown where there is no picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, painted, served, stage, vitrine } from './support/browser.mjs';

const kWords = `First paragraph.

- one
- two

| Code | Meaning |
| --- | --- |
| 404 | Gone |

See [there](https://pets.test/).

<details><summary>More</summary>

Hidden words

</details>

${Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.`).join('\n\n')}

The end.`;

const [browser, gallery, spec] = await stage(
  vitrine('demo'),
  served({
    openapi: '3.1.0',
    info: { title: 'Manners', version: '1', description: kWords },
    paths: {
      '/a': {
        get: {
          operationId: 'get',
          summary: 'Get it',
          tags: ['things'],
          responses: { 200: { description: 'Fine' }, 404: { description: 'Nobody there' } },
        },
      },
    },
    components: {
      schemas: { Thing: { type: 'object', properties: { size: { type: 'integer' } } } },
    },
  }),
);

const withoutWebgl = () => {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (type, ...rest) {
    return /webgl/.test(type) ? null : original.call(this, type, ...rest);
  };
};

/** The page with what comes in idle time. */
async function read(...args) {
  const opened = await open(...args);
  await opened.page.waitForFunction(() =>
    [...document.querySelectorAll('vitrine-playground')].every(({ shadowRoot }) =>
      shadowRoot.adoptedStyleSheets.some(({ cssRules }) =>
        [...cssRules].some(({ selectorText }) => selectorText?.startsWith('.visible .pane')),
      ),
    ),
  );
  return opened;
}

/** Selects from the beginning of one text to the end of another, as far as they are given. */
const select = (page, from, to) =>
  page.evaluate(
    ([first, last]) => {
      const { shadowRoot } = document.querySelector('vitrine-playground');
      const find = (text) =>
        [...shadowRoot.querySelectorAll('.t')].find(({ textContent }) => textContent === text);
      const range = document.createRange();
      range.setStart(find(first), 0);
      const end = find(last);
      range.setEnd(end, end.childNodes.length);
      const { startContainer, startOffset, endContainer, endOffset } = range;
      getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    },
    [from, to],
  );

test('CopyingSeveralBlocksKeepsLineEndsMarksAndCells', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const copied = async () => {
    await page.keyboard.press('Control+c');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await select(page, 'First paragraph.', 'Gone');
  assert.equal(
    (await copied()).replaceAll('\r', ''),
    'First paragraph.\n\n• one\n• two\n\nCode\tMeaning\n404\tGone',
  );
  await select(page, 'First paragraph.', 'First paragraph.');
  assert.equal(await copied(), 'First paragraph.');
  await done();
});

test('TextInFoldsIsFoundAndUnfolds', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`);
  const fold = page.getByRole('button', { name: 'More', exact: true });
  assert.match(await fold.locator('[hidden=until-found]').textContent(), /Hidden words/);
  await fold
    .locator('[hidden=until-found]')
    .evaluate((element) => element.dispatchEvent(new Event('beforematch', { bubbles: true })));
  await becomes(() => fold.getAttribute('aria-expanded'), 'true');
  await page.getByText('Hidden words').waitFor();
  await done();
});

/** What the browser does before it shows something that it found in hidden text. */
const matched = (hidden) =>
  hidden.evaluate((element) => element.dispatchEvent(new Event('beforematch', { bubbles: true })));

test('TextOfAResponseThatIsNotChosenIsFoundAndChoosesIt', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs#/operations/get`);
  const tab = page.getByRole('tab', { name: '404', exact: true });
  const hidden = tab.locator('[hidden=until-found]');
  await becomes(() => hidden.count(), 1);
  assert.match(await hidden.textContent(), /Nobody there/);
  await matched(hidden);
  await becomes(() => tab.getAttribute('aria-selected'), 'true');
  await page.getByText('Nobody there', { exact: true }).waitFor();
  const other = page.getByRole('tab', { name: '200', exact: true });
  assert.match(await other.locator('[hidden=until-found]').textContent(), /Fine/);
  await done();
});

test('NamesInAFoldedGroupAreFoundAndOpenIt', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`);
  const list = page.getByRole('navigation');
  const schemas = list.getByRole('button', { name: 'Schemas', exact: true });
  assert.match(await schemas.locator('[hidden=until-found]').textContent(), /Thing/);
  const group = list.getByRole('button', { name: 'things', exact: true });
  await group.click();
  await becomes(() => group.getAttribute('aria-expanded'), 'false');
  const hidden = group.locator('[hidden=until-found]');
  assert.match(await hidden.textContent(), /GET \/a Get it/);
  await matched(hidden);
  await becomes(() => group.getAttribute('aria-expanded'), 'true');
  await list.getByRole('link', { name: 'GET /a Get it' }).waitFor();
  await done();
});

test('PaperHasTheWholePageInInk', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`);
  const paper = page.locator('vitrine-playground .paper');
  await page.emulateMedia({ media: 'print' });
  await paper.waitFor();
  const words = await paper.innerText();
  for (const text of ['Manners', 'First paragraph.', 'The end.', 'there (https://pets.test/)'])
    assert.ok(words.includes(text), text);
  assert.equal(await page.locator('vitrine-playground .root').isVisible(), false);
  assert.equal(await paper.locator('button, input, canvas').count(), 0);
  const look = await paper
    .locator('h1')
    .evaluate((element) => [
      getComputedStyle(element).color,
      getComputedStyle(element).position,
      getComputedStyle(element).breakAfter,
    ]);
  assert.deepEqual(look, ['rgb(0, 0, 0)', 'static', 'avoid']);
  const cells = await paper.locator('th, td').allInnerTexts();
  assert.deepEqual(cells, ['Code', 'Meaning', '404', 'Gone']);
  await page.emulateMedia({ media: null });
  await paper.waitFor({ state: 'detached' });
  const pdf = (await page.pdf()).toString('latin1');
  assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length > 1, 'it goes on to another page');
  await done();
});

/** Counts the dialogs of a printer that are asked for, and shows none. */
const countPrints = () => {
  window.prints = 0;
  window.print = () => ++window.prints;
};

test('TheWholeDocumentIsPrintedAlone', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`, { init: countPrints });
  await page.getByRole('button', { name: 'Print the document' }).click();
  await becomes(() => page.evaluate(() => window.prints), 1);
  const paper = page.locator('[data-vitrine-paper] .paper');
  assert.equal(await paper.isVisible(), false, 'nothing of it shows on the screen');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await paper.isVisible(), true);
  assert.equal(await page.locator('vitrine-playground').isVisible(), false);
  assert.equal(await page.locator('vitrine-playground .paper').count(), 0);
  assert.deepEqual(await paper.locator('h1, h2, h3').allInnerTexts(), [
    'Manners',
    'things',
    'Get it',
    'Schemas',
    'Thing',
  ]);
  const words = await paper.innerText();
  for (const text of ['First paragraph.', 'Hidden words', 'The end.', 'GET /a', 'Nobody there'])
    assert.ok(words.includes(text), text);
  assert.deepEqual(await paper.locator('th, td').allInnerTexts(), [
    'Code',
    'Meaning',
    '404',
    'Gone',
  ]);
  const look = await styleOf(paper.locator('h1'), 'color', 'breakAfter');
  assert.deepEqual(look, ['rgb(0, 0, 0)', 'avoid']);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  await becomes(() => page.locator('[data-vitrine-paper]').count(), 0);
  assert.equal(await page.locator('vitrine-playground').isVisible(), true);
  await done();
});

test('TheWholeDocumentIsPrintedWithoutThePageAround', async () => {
  const { page, done } = await read(browser, `${gallery.url}/embed`, { init: countPrints });
  const { paths } = await (await fetch(`${gallery.url}/openapi.json`)).json();
  // One that shows the overview, among those of the page.
  await page.evaluate(async () => {
    const first = document.querySelector('vitrine-playground');
    const another = document.createElement('vitrine-playground');
    another.setAttribute('spec', first.getAttribute('spec'));
    first.before(another);
    await another.ready;
  });
  await page.getByRole('button', { name: 'Print the document' }).click();
  await becomes(() => page.evaluate(() => window.prints), 1);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() =>
    [...document.body.children]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => element.hasAttribute('data-vitrine-paper')),
  );
  assert.deepEqual(seen, [true]);
  const [height, inside] = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('[data-vitrine-paper]');
    return [document.documentElement.scrollHeight, shadowRoot.querySelector('.paper').scrollHeight];
  });
  assert.ok(height >= inside, 'nothing is cut');
  const words = await page.locator('[data-vitrine-paper] .paper').innerText();
  for (const path of Object.keys(paths)) assert.ok(words.includes(path), path);
  await done();
});

test('EveryPlaygroundOfAPageIsPrintedWhole', async () => {
  const { page, done } = await read(browser, `${gallery.url}/embed`);
  await page.emulateMedia({ media: 'print' });
  const papers = page.locator('vitrine-playground .paper');
  await becomes(() => papers.count(), await page.locator('vitrine-playground').count());
  for (const paper of await papers.all()) {
    assert.ok((await paper.getByRole('heading').count()) > 0);
    const [inside, host] = await paper.evaluate((element) => [
      element.scrollHeight,
      element.getRootNode().host.clientHeight,
    ]);
    assert.ok(host >= inside, 'nothing is cut');
  }
  await done();
});

/** Names of the buttons, tabs and links that do not show their whole label. */
const cutLabels = (page) =>
  page.evaluate(() =>
    [...document.querySelector('vitrine-playground').shadowRoot.querySelectorAll('button.n')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ textContent }) => textContent),
  );

const styleOf = (locator, ...names) =>
  locator.evaluate(
    (element, wanted) => wanted.map((name) => getComputedStyle(element)[name]),
    names,
  );

test('WithoutWebglTheLayerLooksDesigned', async () => {
  const url = `${gallery.url}/docs#/operations/createPicture`;
  const { page, done } = await read(browser, url, { init: withoutWebgl });
  await becomes(() => page.locator('vitrine-playground .root.visible').count(), 1);
  await painted(page);
  assert.deepEqual(await cutLabels(page), []);
  const accent = await page
    .locator('vitrine-playground .root')
    .evaluate((element) => getComputedStyle(element).getPropertyValue('--accent'));
  const send = page.getByRole('button', { name: 'Send', exact: true });
  const probe = await send.evaluate((element, color) => {
    const span = document.createElement('span');
    span.style.color = color;
    document.body.append(span);
    return getComputedStyle(span).color;
  }, accent);
  assert.equal((await styleOf(send, 'backgroundColor'))[0], probe);
  const verb = page.getByRole('navigation').locator('.verb.post').first();
  assert.equal((await styleOf(verb, 'color'))[0], probe, 'POST has the colour of its method');
  const card = page.getByRole('region', { name: 'Code' });
  assert.notEqual((await styleOf(card, 'outlineStyle'))[0], 'none');
  assert.equal(await page.locator('vitrine-playground canvas').first().isVisible(), false);
  await done();
});

test('InForcedColoursTheLayerIsShownInThem', async () => {
  const url = `${gallery.url}/docs#/operations/createPicture`;
  const { page, done } = await read(browser, url, { forcedColors: 'active' });
  await becomes(() => page.locator('vitrine-playground .root.visible').count(), 1);
  assert.deepEqual(await cutLabels(page), []);
  const heading = page.getByRole('heading', { level: 1 });
  assert.notEqual((await styleOf(heading, 'color'))[0], 'rgba(0, 0, 0, 0)');
  for (const field of await page.getByRole('main').locator('input, textarea, select').all())
    assert.notEqual((await styleOf(field, 'outlineStyle'))[0], 'none');
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  assert.equal((await styleOf(send, 'outlineWidth'))[0], '3px');
  await page.emulateMedia({ forcedColors: 'none' });
  await becomes(() => page.locator('vitrine-playground .root.visible').count(), 0);
  await done();
});

test('WhoPrefersContrastGetsMoreOfIt', async () => {
  const { page, done } = await read(browser, `${spec.url}/docs`, { contrast: 'more' });
  const muted = () =>
    page
      .locator('vitrine-playground .root')
      .evaluate((element) => getComputedStyle(element).getPropertyValue('--muted'));
  const strong = await muted();
  await page.emulateMedia({ contrast: 'no-preference' });
  await page.waitForFunction((before) => {
    const { shadowRoot } = document.querySelector('vitrine-playground');
    const { style } = shadowRoot.querySelector('.root');
    return style.getPropertyValue('--muted') !== before;
  }, strong);
  assert.ok(parseInt(strong.slice(1, 3), 16) < parseInt((await muted()).slice(1, 3), 16));
  await done();
});
