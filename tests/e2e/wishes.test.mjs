// What the users of Swagger UI vote for most, each wish as a scenario of its own.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { becomes, open, served, stage } from './support/browser.mjs';
import { recorder } from './support/recorder.mjs';

/** A list of about 10 MB. */
const kDishes = Array.from({ length: 230_000 }, (_, id) => ({ id, name: `dish ${id}`, hot: true }));
/** The response whose events a test writes. */
let kitchen;

const api = await recorder({
  '/orders': { id: 7 },
  '/orders/7': { id: 7 },
  '/shapes': {},
  '/dishes': kDishes,
  '/kitchen': (response, cors) => {
    kitchen = response.writeHead(200, { 'content-type': 'text/event-stream', ...cors });
    kitchen.flushHeaders();
  },
});
after(() => api.stop());

const kString = { type: 'string' };
const kNumber = { type: 'number' };
const json = (schema) => ({ required: true, content: { 'application/json': { schema } } });
const operation = (operationId, summary, more = {}) => ({
  operationId,
  summary,
  responses: { 200: { description: 'Fine' } },
  ...more,
});
const kOrder = {
  type: 'object',
  required: ['dish'],
  properties: {
    dish: kString,
    portions: { type: 'integer', maximum: 9 },
    hot: { type: 'boolean' },
    note: { anyOf: [kString, { type: 'null' }] },
    address: { anyOf: [{ $ref: '#/components/schemas/Address' }, { type: 'null' }] },
    pay: {
      oneOf: [
        {
          title: 'Cash',
          type: 'object',
          required: ['coins'],
          properties: { coins: { type: 'integer' } },
        },
        {
          title: 'Card',
          type: 'object',
          required: ['number'],
          properties: { number: kString },
        },
      ],
    },
  },
};
const shape = (size) => ({
  type: 'object',
  required: ['kind', size],
  properties: { kind: kString, [size]: kNumber },
});

const [browser, server] = await stage(
  served({
    openapi: '3.2.0',
    info: { title: 'Wishes', version: '1' },
    servers: [{ url: api.url }],
    paths: {
      '/orders': {
        post: operation('order', 'Place an order', {
          requestBody: json(kOrder),
          responses: {
            200: {
              description: 'Placed',
              links: { next: { operationId: 'track', parameters: { id: '$response.body#/id' } } },
            },
          },
        }),
      },
      '/orders/{id}': {
        get: operation('track', 'Follow the courier', {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        }),
      },
      '/shapes': {
        post: operation('draw', 'Draw', {
          requestBody: json({ $ref: '#/components/schemas/Shape' }),
        }),
      },
      '/dishes': { get: operation('list', 'List all') },
      '/kitchen': {
        get: operation('watch', 'Watch live', {
          responses: { 200: { description: 'Events', content: { 'text/event-stream': {} } } },
        }),
      },
    },
    components: {
      schemas: {
        Address: { type: 'object', properties: { street: kString } },
        Circle: shape('radius'),
        Square: shape('side'),
        Shape: {
          oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }],
          discriminator: {
            propertyName: 'kind',
            mapping: {
              round: '#/components/schemas/Circle',
              square: '#/components/schemas/Square',
            },
          },
        },
      },
    },
  }),
);

const show = (id, options) => open(browser, `${server.url}/docs#/operations/${id}`, options);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const textbox = (page, name) => page.getByRole('textbox', { name, exact: true });
const number = (page, name) => page.getByRole('spinbutton', { name, exact: true });
const combobox = (page, name) => page.getByRole('combobox', { name, exact: true });
const responseOf = (page) => page.getByRole('region', { name: 'Response' });
const sentBody = async (page) => JSON.parse((await api.sent(page)).body);

test('AJsonBodyIsAForm', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await number(page, 'portions').fill('2');
  await combobox(page, 'hot').selectOption('true');
  const { method, url, headers, body } = await api.sent(page);
  assert.deepEqual([method, url], ['POST', '/orders']);
  assert.match(headers['content-type'], /^application\/json/);
  assert.deepEqual(JSON.parse(body), { dish: 'Soup', portions: 2, hot: true });
  await done();
});

test('AnAlternativeOfOneOfIsChosen', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await combobox(page, 'Type of pay').selectOption('Card');
  await textbox(page, 'pay.number').fill('4242');
  assert.deepEqual(await sentBody(page), { dish: 'Soup', pay: { number: '4242' } });
  await combobox(page, 'Type of pay').selectOption('Cash');
  await number(page, 'pay.coins').fill('3');
  assert.equal(await textbox(page, 'pay.number').count(), 0);
  assert.deepEqual(await sentBody(page), { dish: 'Soup', pay: { coins: 3 } });
  await done();
});

test('TheDiscriminatorAndTheFormFollowEachOther', async () => {
  const { page, done } = await show('draw');
  await page.getByRole('tab', { name: 'JSON', exact: true }).click();
  await textbox(page, 'Request body').fill('{"kind": "square", "side": 2}');
  await page.getByRole('tab', { name: 'Form', exact: true }).click();
  const choice = combobox(page, 'Type of body');
  await becomes(() => choice.evaluate((each) => each.selectedOptions[0].textContent), 'Square');
  await becomes(() => number(page, 'side').inputValue(), '2');
  await choice.selectOption('Circle');
  await number(page, 'radius').fill('3');
  assert.equal(await number(page, 'side').count(), 0);
  assert.deepEqual(await sentBody(page), { kind: 'round', radius: 3 });
  await done();
});

/** An order that the description forbids, after a press on Send. */
async function refused() {
  const opened = await show('order');
  const { page } = opened;
  await textbox(page, 'dish').fill('Soup');
  await number(page, 'portions').fill('20');
  await button(page, 'Send').click();
  await button(page, 'Send anyway').waitFor();
  return opened;
}

test('ABodyIsJudgedBeforeItIsSent', async () => {
  const before = api.received.length;
  const { page, done } = await refused();
  await page
    .getByText(/at most 9 \(is 20\)/)
    .first()
    .waitFor();
  assert.equal(await number(page, 'portions').getAttribute('aria-invalid'), 'true');
  await page.getByText('1 field needs attention').first().waitFor();
  assert.equal(api.received.length, before);
  await number(page, 'portions').fill('2');
  assert.deepEqual(await sentBody(page), { dish: 'Soup', portions: 2 });
  await done();
});

test('WhatIsWrongIsSentAnyway', async () => {
  const { page, done } = await refused();
  const before = api.received.length;
  await button(page, 'Send anyway').click();
  await becomes(async () => api.received.length, before + 1);
  assert.deepEqual(JSON.parse(api.received.at(-1).body), { dish: 'Soup', portions: 20 });
  await responseOf(page).getByText('200 OK').first().waitFor();
  await done();
});

test('AStreamIsShownWhileItGoesOn', async () => {
  const { page, done } = await show('watch');
  await api.sent(page);
  const log = page.getByRole('log', { name: 'Events' });
  kitchen.write('data: soup is on\n\n');
  await log.getByRole('button', { name: /soup is on/ }).waitFor();
  kitchen.write('data: soup is done\n\n');
  await log.getByRole('button', { name: /soup is done/ }).waitFor();
  await button(page, 'Cancel').click();
  await button(page, 'Cancel').waitFor({ state: 'detached' });
  await log.getByRole('button', { name: /soup is on/ }).waitFor();
  await done();
});

test('ALinkContinuesWithTheNextOperation', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await api.sent(page);
  await button(page, 'Continue: track').click();
  await becomes(() => number(page, 'id').inputValue(), '7');
  const { method, url } = await api.sent(page);
  assert.deepEqual([method, url], ['GET', '/orders/7']);
  await done();
});

test('TheSearchFindsWordsOfSummaries', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const list = page.getByRole('navigation', { name: 'Operations' });
  const search = page.getByRole('searchbox', { name: 'Search operations' });
  await search.fill('courier');
  await list.getByRole('link', { name: 'POST /orders' }).waitFor({ state: 'detached' });
  await list.getByRole('link', { name: 'GET /orders/{id} Follow the courier' }).waitFor();
  await search.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Follow the courier' }).waitFor();
  assert.equal(new URL(page.url()).hash, '#/operations/track');
  await done();
});

test('AFieldIsSetToNullAndBack', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await button(page, 'Set note to null').click();
  assert.deepEqual(await sentBody(page), { dish: 'Soup', note: null });
  await button(page, 'Reset').click();
  assert.deepEqual(await sentBody(page), { dish: 'Soup' });
  await textbox(page, 'note').fill('no salt');
  assert.deepEqual(await sentBody(page), { dish: 'Soup', note: 'no salt' });
  await done();
});

test('AnObjectIsSetToNullAndBack', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await button(page, 'Set address to null').click();
  await textbox(page, 'address.street').waitFor({ state: 'detached' });
  assert.deepEqual(await sentBody(page), { dish: 'Soup', address: null });
  await button(page, 'Reset').click();
  await textbox(page, 'address.street').fill('Main Street');
  assert.deepEqual(await sentBody(page), { dish: 'Soup', address: { street: 'Main Street' } });
  await done();
});

test('ALargeResponseIsShownAndSearched', async () => {
  const { page, done } = await show('list');
  await api.sent(page);
  const text = responseOf(page).locator('pre');
  await text.filter({ hasText: '"dish 0"' }).waitFor({ timeout: 60_000 });
  const last = `"dish ${kDishes.length - 1}"`;
  await responseOf(page).getByRole('searchbox', { name: 'Search body' }).fill(last);
  await responseOf(page).getByText('1 of 1', { exact: true }).waitFor({ timeout: 60_000 });
  await text.filter({ hasText: last }).waitFor();
  assert.ok((await text.textContent()).length < 50_000, 'only what is seen is there');
  await done();
});

test('WhatWasSentIsInTheHistory', async () => {
  const { page, done } = await show('order');
  await textbox(page, 'dish').fill('Soup');
  await api.sent(page);
  await responseOf(page).getByText('200 OK').first().waitFor();
  await textbox(page, 'dish').fill('Salad');
  const before = api.received.length;
  await button(page, 'History').click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('button', { name: 'POST /orders 200 OK' }).click();
  await dialog.waitFor({ state: 'detached' });
  await becomes(() => textbox(page, 'dish').inputValue(), 'Soup');
  assert.equal(api.received.length, before);
  await done();
});

test('ALinkToARequestFillsItAndSendsNothing', async () => {
  const { page, done } = await show('order', {
    init: () => {
      navigator.clipboard.writeText = async (text) => void (window.copied = text);
    },
  });
  await textbox(page, 'dish').fill('Soup');
  await number(page, 'portions').fill('2');
  await button(page, 'Copy request link').click();
  await becomes(() => page.evaluate(() => typeof window.copied), 'string');
  const link = await page.evaluate(() => window.copied);
  await done();

  const before = api.received.length;
  const other = await open(browser, link);
  await becomes(() => textbox(other.page, 'dish').inputValue(), 'Soup');
  await becomes(() => number(other.page, 'portions').inputValue(), '2');
  await other.page
    .getByText(/The link filled in: .*Request body/)
    .first()
    .waitFor();
  assert.equal(api.received.length, before);
  assert.deepEqual(await sentBody(other.page), { dish: 'Soup', portions: 2 });
  await other.done();
});
