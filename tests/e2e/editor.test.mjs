// The editor of a request body, as those meet it who type: a text field of the page whose text the canvas draws.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, painted, served, stage } from './support/browser.mjs';
import { inkOf, show } from './support/ink.mjs';

const kDescription = {
  openapi: '3.1.0',
  info: { title: 'Bodies', version: '1' },
  paths: {
    '/pictures': {
      post: {
        operationId: 'add',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Picture' } },
          },
        },
        responses: { 204: { description: 'Added' } },
      },
    },
    '/notes': {
      post: {
        operationId: 'note',
        requestBody: {
          content: {
            'application/xml': { example: '<note>\n  <to id="1">Ada</to>\n</note>' },
          },
        },
        responses: { 204: { description: 'Noted' } },
      },
    },
  },
  components: {
    schemas: {
      Picture: {
        type: 'object',
        required: ['title', 'public'],
        properties: {
          title: { type: 'string', minLength: 2, description: 'What it is called' },
          public: { type: 'boolean' },
          medium: { type: 'string', enum: ['photograph', 'painting'] },
          origin: {
            type: 'object',
            properties: { place: { type: 'string' }, year: { type: 'integer' } },
          },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
};

const [browser, server] = await stage(served(kDescription));

const editorOf = (page) => page.getByRole('textbox', { name: 'Request body' });
const offers = (page) =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').allTextContents();
const caretOf = (editor) => editor.evaluate((element) => element.selectionStart);

/** The editor of an operation, once its keys are moved; without text. */
async function edited(operation = 'add', options = {}) {
  const { page, done } = await open(
    browser,
    `${server.url}/docs#/operations/${operation}`,
    options,
  );
  if (operation === 'add') await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = editorOf(page);
  await becomes(() => editor.getAttribute('data-look'), 'code');
  return { page, done, editor };
}

test('TheCanvasDrawsTheTextWhereTheFieldHasIt', async () => {
  const { page, done, editor } = await edited();
  const lines = ['{', '  "title": "Dawn 겨울 京都",', '  "public": true', '}'];
  for (const top of [0, 150]) {
    const before = '\n'.repeat(top ? 20 : 0);
    await editor.fill(before + lines.join('\n') + '\n'.repeat(6));
    await editor.evaluate((element, y) => (element.scrollTop = y), top);
    await painted(page);
    const box = await editor.boundingBox();
    const clip = { x: box.x + 3, y: box.y + 3, width: box.width - 20, height: box.height - 6 };
    await editor.blur();
    // What is hidden has no role.
    const field = await editor.elementHandle();
    await show(page, 'canvas');
    const canvas = await inkOf(page, await page.screenshot({ clip }));
    await field.evaluate((element) => element.classList.add('composing'));
    await show(page, 'layer');
    const layer = await inkOf(page, await page.screenshot({ clip }));
    await show(page, '');
    await field.evaluate((element) => element.classList.remove('composing'));
    for (const edge of ['x0', 'y0', 'x1', 'y1'])
      assert.ok(Math.abs(canvas[edge] - layer[edge]) <= 1, `${top} ${edge}`);
  }
  await done();
});

test('KeysIndentAndPairAndEscapeThenTabLeaves', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('');
  await editor.press('{');
  await editor.press('Enter');
  assert.equal(await editor.inputValue(), '{\n  \n}');
  assert.equal(await caretOf(editor), 4);
  await page.keyboard.type('"x": [1');
  assert.equal(await editor.inputValue(), '{\n  "x": [1]\n}');
  await page.keyboard.type(']');
  assert.equal(await editor.inputValue(), '{\n  "x": [1]\n}');
  await page.keyboard.press('Tab');
  assert.equal(await editor.inputValue(), '{\n  "x": [1]  \n}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await editor.evaluate((element) => element.matches(':focus')), false);
  await done();
});

test('UndoGoesThroughFormAndText', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('{"title": "Dusk"}');
  await page.getByRole('tab', { name: 'Form' }).click();
  const title = page.getByRole('textbox', { name: 'title', exact: true });
  await title.fill('');
  await title.pressSequentially('Dawn');
  await title.press('Control+z');
  await becomes(() => title.inputValue(), '');
  await title.press('Control+z');
  await becomes(() => title.inputValue(), 'Dusk');
  await title.press('Control+Shift+z');
  await becomes(() => title.inputValue(), '');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await becomes(() => editor.getAttribute('data-look'), 'code');
  await editor.press('Control+z');
  await becomes(() => editor.inputValue(), '{"title": "Dusk"}');
  await editor.press('Control+y');
  await editor.press('Control+y');
  await becomes(async () => (await editor.inputValue()).includes('Dawn'), true);
  await done();
});

test('NamesAndValuesAreOffered', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('');
  await editor.press('{');
  await editor.press('"');
  await becomes(() => offers(page), ['title', 'public', 'medium', 'origin', 'tags']);
  await page.keyboard.type('me');
  await becomes(() => offers(page), ['medium']);
  const active = await editor.getAttribute('aria-activedescendant');
  assert.equal(await page.getByRole('option', { name: 'medium' }).getAttribute('id'), active);
  await page.keyboard.press('Enter');
  await becomes(() => offers(page), ['"photograph"', '"painting"']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  assert.equal(await editor.inputValue(), '{"medium": "painting"}');
  await page.keyboard.type(', "or');
  await page.getByRole('option', { name: 'origin' }).click();
  await becomes(() => editor.inputValue(), '{"medium": "painting", "origin": {}}');
  assert.equal(await editor.evaluate((element) => element.matches(':focus')), true);
  await page.keyboard.press('Control+Space');
  await becomes(() => offers(page), ['place', 'year']);
  await page.keyboard.press('Escape');
  await becomes(() => offers(page), []);
  await done();
});

test('WhatIsWrongIsSaidAtItsLine', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('{\n  "title": "x",\n  "public": 1\n}');
  await editor.press('F8');
  const said = page.getByRole('status').filter({ hasText: 'Line' });
  await becomes(() => said.textContent(), 'Line 2: must be at least 2 characters (is 1)');
  assert.equal(
    await editor.evaluate(({ value, selectionStart, selectionEnd }) =>
      value.slice(selectionStart, selectionEnd),
    ),
    '"x"',
  );
  await editor.press('F8');
  await becomes(async () => (await said.textContent()).slice(0, 7), 'Line 3:');
  await editor.press('Shift+F8');
  await becomes(async () => (await said.textContent()).slice(0, 7), 'Line 2:');
  await done();
});

test('FormatKeepsDigitsAndUndoGivesTheTextBack', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('{"title":"ab","public":true,"n":1.50e3}');
  await page.getByRole('button', { name: 'Format' }).click();
  await becomes(
    () => editor.inputValue(),
    '{\n  "title": "ab",\n  "public": true,\n  "n": 1.50e3\n}',
  );
  await editor.press('Control+z');
  await becomes(() => editor.inputValue(), '{"title":"ab","public":true,"n":1.50e3}');
  await done();
});

test('LinesFoldUntilTheEditorHasTheFocus', async () => {
  const { page, done, editor } = await edited();
  await editor.fill('{\n  "tags": [\n    "a",\n    "b",\n    "c"\n  ]\n}');
  const { height } = await editor.boundingBox();
  const fold = page.getByRole('button', { name: 'Line 2', exact: true });
  await fold.click();
  await becomes(() => fold.getAttribute('aria-expanded'), 'false');
  assert.ok((await editor.boundingBox()).height < height);
  await editor.focus();
  await becomes(async () => (await editor.boundingBox()).height, height);
  await done();
});

test('XmlIsEditedAsXml', async () => {
  const { page, done, editor } = await edited('note');
  await editor.press('Control+End');
  await editor.press('Enter');
  await page.keyboard.type('<a>');
  assert.match(await editor.inputValue(), /<a><\/a>$/);
  await done();
});

test('AMegabyteIsTypedIn', async () => {
  const { page, done, editor } = await edited();
  const line = '    "a picture of the sea at dawn",\n';
  const text = `{\n  "title": "ab",\n  "public": true,\n  "tags": [\n${line.repeat(30000)}    "z"\n  ]\n}`;
  // At once, as from the clipboard: what Playwright fills in comes line by line.
  await editor.evaluate((element, pasted) => {
    element.value = pasted;
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, text);
  await editor.focus();
  await editor.evaluate((element) => {
    element.setSelectionRange(16, 16);
    element.scrollTop = 0;
  });
  const begin = Date.now();
  await page.keyboard.type('cde');
  assert.equal((await editor.inputValue()).slice(2, 20), '  "title": "abcde"');
  assert.ok(Date.now() - begin < 15_000, 'three letters are not a minute of work');
  await editor.evaluate((element) => (element.scrollTop = 300_000));
  await painted(page);
  await done();
});
