// The form of a body: groups, optional fields, maps, unions, null, constants, dates, files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, served, stage } from './support/browser.mjs';

const kString = { type: 'string' };
const optional = Object.fromEntries(
  [...Array(12).keys()].map((index) => [`option${index}`, { type: 'integer' }]),
);
/** A variant of a union, which needs that property. */
const branch = (title, name, schema) => ({
  title,
  type: 'object',
  required: [name],
  properties: { [name]: schema },
});

const description = {
  openapi: '3.1.0',
  info: { title: 'Forms', version: '1' },
  servers: [{ url: 'http://api.invalid' }],
  paths: {
    '/orders': {
      post: {
        operationId: 'order',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['buyer', 'kind'],
                properties: {
                  ...optional,
                  kind: { const: 'order' },
                  buyer: {
                    type: 'object',
                    required: ['name'],
                    properties: { name: { ...kString, description: 'Who *pays*.' } },
                  },
                  labels: { type: 'object', additionalProperties: kString },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'Fine' } },
      },
    },
    '/days': {
      post: {
        operationId: 'day',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  day: { ...kString, format: 'date' },
                  at: { ...kString, format: 'date-time' },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'Fine' } },
      },
    },
    '/payments': {
      post: {
        operationId: 'pay',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  pay: {
                    oneOf: [
                      branch('Cash', 'coins', { type: 'integer' }),
                      {
                        title: 'Card',
                        oneOf: [branch('Visa', 'v', kString), branch('Amex', 'x', kString)],
                      },
                    ],
                  },
                  any: {},
                  count: { type: ['number', 'null'] },
                  place: { type: ['object', 'null'], properties: { street: kString } },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'Fine' } },
      },
    },
    '/files': {
      post: {
        operationId: 'file',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { title: kString, image: { ...kString, format: 'binary' } },
              },
            },
          },
        },
        responses: { 200: { description: 'Fine' } },
      },
    },
  },
};

const [browser, server] = await stage(served(description));
const show = (id) => open(browser, `${server.url}/docs#/operations/${id}`);
const textOf = async (page) => {
  await page.getByRole('tab', { name: 'JSON' }).click();
  const text = await page.getByRole('textbox', { name: 'Request body' }).inputValue();
  await page.getByRole('tab', { name: 'Form' }).click();
  return JSON.parse(text);
};

test('ALargeFormOpensWithWhatIsRequired', async () => {
  const { page, done } = await show('order');
  const body = page.getByRole('group', { name: 'Body' });
  const buyer = body.getByRole('group', { name: 'buyer' });
  await buyer.getByRole('textbox', { name: 'buyer.name' }).fill('Mina');
  assert.equal(await body.getByRole('spinbutton').count(), 0);
  const fold = body.getByRole('button', { name: '13 optional fields' });
  assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  await fold.click();
  await body.getByRole('spinbutton', { name: 'option7' }).fill('7');
  await fold.click();
  assert.equal(await body.getByRole('spinbutton').count(), 1);
  const head = body.getByRole('button', { name: 'buyer', exact: true });
  await head.click();
  assert.equal(await head.getAttribute('aria-expanded'), 'false');
  assert.equal(await body.getByRole('textbox', { name: 'buyer.name' }).count(), 0);
  assert.deepEqual(await textOf(page), { buyer: { name: 'Mina' }, kind: 'order', option7: 7 });
  await done();
});

test('TheWordsOfAFieldAreBesideItOnDemand', async () => {
  const { page, done } = await show('order');
  const details = page.getByRole('button', { name: 'Details of buyer.name' });
  await details.click();
  assert.equal(await details.getAttribute('aria-expanded'), 'true');
  await page.getByRole('group', { name: 'buyer' }).getByText('Who pays.').waitFor();
  await done();
});

test('AKeyOfAMapIsTypedWithoutLosingTheFocus', async () => {
  const { page, done } = await show('order');
  const body = page.getByRole('group', { name: 'Body' });
  await body.getByRole('button', { name: '13 optional fields' }).click();
  await body.getByRole('button', { name: 'Add labels' }).click();
  await page.keyboard.type('color');
  await page.keyboard.press('Tab');
  await page.keyboard.type('red');
  assert.deepEqual((await textOf(page)).labels, { color: 'red' });
  await done();
});

test('TheBrowsersPickerWritesTheTextOfADate', async () => {
  const { page, done } = await show('day');
  await page.evaluate(() => {
    HTMLInputElement.prototype.showPicker = function () {
      this.value = '2026-02-01';
      this.dispatchEvent(new Event('change', { bubbles: true }));
    };
  });
  await page.getByRole('button', { name: 'Choose day' }).click();
  const field = page.getByRole('textbox', { name: 'day', exact: true });
  await page.waitForFunction(
    (element) => element.value === '2026-02-01',
    await field.elementHandle(),
  );
  assert.deepEqual(await textOf(page), { day: '2026-02-01' });
  await field.fill('some day');
  assert.deepEqual(await textOf(page), { day: 'some day' });
  await done();
});

test('TheBrowsersPickerWritesATimeWithItsOffset', async () => {
  const { page, done } = await show('day');
  await page.evaluate(() => {
    HTMLInputElement.prototype.showPicker = function () {
      this.value = '2026-02-01T10:30';
      this.dispatchEvent(new Event('change', { bubbles: true }));
    };
  });
  await page.getByRole('button', { name: 'Choose at', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'at', exact: true });
  const written = /^2026-02-01T10:30:00(Z|[+-]\d\d:\d\d)$/;
  await becomes(async () => written.test(await field.inputValue()), true);
  assert.match((await textOf(page)).at, written);
  await done();
});

test('AUnionWithinAUnionIsChosen', async () => {
  const { page, done } = await show('pay');
  const choices = page.getByRole('combobox', { name: 'Type of pay', exact: true });
  await choices.selectOption('Card');
  await becomes(() => choices.count(), 2);
  await choices.nth(1).selectOption('Amex');
  await page.getByRole('textbox', { name: 'pay.x', exact: true }).fill('371');
  assert.deepEqual(await textOf(page), { pay: { x: '371' } });
  await choices.first().selectOption('Cash');
  await page.getByRole('spinbutton', { name: 'pay.coins', exact: true }).fill('4');
  assert.equal(await choices.count(), 1);
  assert.deepEqual(await textOf(page), { pay: { coins: 4 } });
  await page.getByRole('button', { name: 'Remove pay', exact: true }).click();
  assert.deepEqual(await textOf(page), {});
  await done();
});

test('AFreeValueHasTheTypeThatIsChosen', async () => {
  const { page, done } = await show('pay');
  const type = page.getByRole('combobox', { name: 'Type of any', exact: true });
  await type.selectOption('number');
  await page.getByRole('spinbutton', { name: 'any', exact: true }).fill('12');
  assert.deepEqual(await textOf(page), { any: 12 });
  await type.selectOption('string');
  await page.getByRole('textbox', { name: 'any', exact: true }).fill('34');
  assert.deepEqual(await textOf(page), { any: '34' });
  await type.selectOption('null');
  await becomes(() => textOf(page), { any: null });
  await done();
});

test('NullAndResetHaveButtons', async () => {
  const { page, done } = await show('pay');
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  await press('Set count to null');
  await becomes(() => textOf(page), { count: null });
  await press('Reset');
  await becomes(() => textOf(page), {});
  await press('Set place to null');
  await becomes(() => textOf(page), { place: null });
  assert.equal(await page.getByRole('textbox', { name: 'place.street' }).count(), 0);
  await press('Reset');
  await page.getByRole('textbox', { name: 'place.street' }).fill('Main Street');
  assert.deepEqual(await textOf(page), { place: { street: 'Main Street' } });
  await done();
});

test('AFileThatIsPastedIsChosen', async () => {
  const { page, done } = await show('file');
  const button = page.getByRole('button', { name: 'Choose file for image' });
  await button.evaluate(async (element) => {
    const paste = () => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['hello'], 'pasted.png', { type: 'image/png' }));
      const options = { clipboardData, bubbles: true, composed: true, cancelable: true };
      const event = new ClipboardEvent('paste', options);
      element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    // What takes files comes in idle time.
    while (!paste()) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.getByText('pasted.png').first().waitFor();
  await done();
});

test('AFileThatIsDroppedIsChosen', async () => {
  const { page, done } = await show('file');
  const button = page.getByRole('button', { name: 'Choose file for image' });
  await button.evaluate(async (element) => {
    const drag = (type) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['hello'], 'dropped.png', { type: 'image/png' }));
      const clientY = element.getBoundingClientRect().top + 5;
      const event = new DragEvent(type, {
        dataTransfer,
        clientY,
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    // What takes files comes in idle time.
    while (!drag('dragover')) await new Promise((resolve) => setTimeout(resolve, 50));
    drag('drop');
  });
  await page.getByText('dropped.png').first().waitFor();
  await done();
});
