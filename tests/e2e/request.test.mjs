// The request as a user shapes it: bodies by media type, what is added to it, its parameters, its link.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { becomes, open, served, stage, texts } from './support/browser.mjs';
import { embedding, embeddingPages } from './support/embedding.mjs';
import { recorder } from './support/recorder.mjs';

/** Every request to `/things`, as it came; `/far.json` is an example, `/closed.json` forgets CORS, `/slow` waits. */
const received = [];
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};
const api = await texts({
  '/things': (request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { url, headers } = request;
      received.push({ url, headers, body: Buffer.concat(chunks).toString('latin1') });
      response.writeHead(200, { 'content-type': 'application/json', ...cors }).end('{}');
    });
  },
  '/slow': () => {},
  '/far.json': (request, response) => response.writeHead(200, cors).end('{"title":"From afar"}'),
  '/closed.json': (request, response) => response.writeHead(200).end('{}'),
});
/** It takes requests with cookies, from any page. */
const mine = await recorder({ '/mine': {} });
after(() => Promise.all([api.stop(), mine.stop()]));

const kString = { type: 'string' };
const kDescription = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: api.url }],
  paths: {
    '/things': {
      post: {
        operationId: 'add',
        responses: { 200: { description: 'Fine' } },
        parameters: [
          {
            name: 'q',
            in: 'query',
            schema: kString,
            examples: { one: { value: 'first' }, two: { value: 'second' } },
          },
          { name: 'tags', in: 'query', schema: { type: 'array', items: kString } },
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { state: kString } },
          },
          {
            name: 'labels',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', additionalProperties: kString },
          },
        ],
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: {
                  title: kString,
                  note: kString,
                  file: { ...kString, format: 'binary' },
                },
              },
            },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { title: kString } },
            },
            'application/json': {
              schema: { type: 'object', properties: { title: kString } },
              examples: {
                near: { value: { title: 'Near' } },
                far: { externalValue: `${api.url}/far.json` },
                closed: { externalValue: `${api.url}/closed.json` },
              },
            },
            'application/octet-stream': {},
            'application/xml': {
              schema: {
                type: 'object',
                xml: { name: 'thing' },
                properties: { title: kString },
              },
            },
          },
        },
      },
    },
    '/mine': {
      get: {
        operationId: 'mine',
        servers: [{ url: mine.url }],
        parameters: [{ name: 'session', in: 'cookie', schema: kString }],
        responses: { 200: { description: 'Fine' } },
      },
    },
    '/slow': { get: { operationId: 'wait', responses: { 200: { description: 'Late' } } } },
  },
};

const [browser, server] = await stage(served(kDescription));

const show = (id, options) => open(browser, `${server.url}/docs#/operations/${id}`, options);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const textbox = (page, name) => page.getByRole('textbox', { name, exact: true });
const combobox = (page, name) => page.getByRole('combobox', { name, exact: true });
async function sent(page) {
  const before = received.length;
  await button(page, 'Send').click();
  await becomes(() => received.length, before + 1);
  return received.at(-1);
}

test('EachMediaTypeHasItsOwnBody', async () => {
  const { page, done } = await show('add');
  await combobox(page, 'Content type').selectOption('multipart/form-data');
  await textbox(page, 'title').fill('Snow');
  await textbox(page, 'note').fill('cold');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Choose file for file').click(),
  ]);
  await chooser.setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('PIXELS') });
  await page.getByText('a.png').first().waitFor();
  await combobox(page, 'Content type').selectOption('application/x-www-form-urlencoded');
  assert.equal((await sent(page)).body, 'title=Snow');
  await combobox(page, 'Content type').selectOption('multipart/form-data');
  await becomes(() => textbox(page, 'note').inputValue(), 'cold');
  const whole = (await sent(page)).body;
  assert.match(whole, /cold/);
  assert.match(whole, /PIXELS/);
  await done();
});

test('BytesAreTypedAsTextToo', async () => {
  const { page, done } = await show('add');
  await combobox(page, 'Content type').selectOption('application/octet-stream');
  await textbox(page, 'Request body').fill('raw bytes');
  const request = await sent(page);
  assert.equal(request.body, 'raw bytes');
  assert.equal(request.headers['content-type'], 'application/octet-stream');
  await done();
});

test('XmlHasAnEditorOfItsOwn', async () => {
  const { page, done } = await show('add');
  await combobox(page, 'Content type').selectOption('application/xml');
  await textbox(page, 'title').fill('Snow');
  await page.getByRole('tab', { name: 'XML' }).click();
  const editor = textbox(page, 'Request body');
  await becomes(async () => (await editor.inputValue()).includes('<title>Snow</title>'), true);
  await editor.fill('<thing><title>Rain</title></thing>');
  assert.equal((await sent(page)).body, '<thing><title>Rain</title></thing>');
  await editor.fill('<thing>\n  <title>Rain</title>\n</thing>');
  await editor.blur();
  await button(page, 'Line 1').click();
  await becomes(() => button(page, 'Line 1').getAttribute('aria-expanded'), 'false');
  await page.getByRole('tab', { name: 'Form' }).click();
  await becomes(() => textbox(page, 'title').inputValue(), 'Rain');
  await done();
});

test('AnExampleIsFetchedOnAClickAndWhatWasTypedIsKept', async () => {
  const { page, done } = await show('add');
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await combobox(page, 'Content type').selectOption('application/json');
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = textbox(page, 'Request body');
  await editor.fill('{"title": "Mine"}');
  assert.ok(!requests.some((url) => url.endsWith('.json')), 'nothing is fetched by itself');
  await combobox(page, 'Example').selectOption('far');
  await becomes(() => editor.inputValue(), '{"title":"From afar"}');
  await combobox(page, 'Example').selectOption('Edited');
  await becomes(() => editor.inputValue(), '{"title": "Mine"}');
  await done();
});

test('AnExampleThatMayNotBeFetchedSaysWhy', async () => {
  const { page } = await show('add');
  await combobox(page, 'Content type').selectOption('application/json');
  await combobox(page, 'Example').selectOption('closed');
  await page
    .getByText(/doesn't allow requests from this page \(CORS\)/)
    .first()
    .waitFor();
  // The browser itself reports the refusal on its console.
  await page.context().close();
});

test('HeadersAndQueryParametersAreAdded', async () => {
  const { page, done } = await show('add');
  await button(page, 'Add header').click();
  await textbox(page, 'Name of header 1').fill('X-Trace');
  await textbox(page, 'Value of header 1').fill('seven');
  await button(page, 'Add header').click();
  await textbox(page, 'Name of header 2').fill('Authorization');
  await page.getByLabel('Value of header 2').fill('Bearer hidden-token');
  await button(page, 'Add query parameter').click();
  await textbox(page, 'Name of query parameter 1').fill('page');
  await textbox(page, 'Value of query parameter 1').fill('2');
  const request = await sent(page);
  assert.equal(request.headers['x-trace'], 'seven');
  assert.equal(request.headers.authorization, 'Bearer hidden-token');
  assert.equal(request.url, '/things?page=2');
  const code = await page.getByRole('region', { name: 'Code' }).textContent();
  assert.ok(!code.includes('hidden-token'));
  // What was typed is kept after a pause.
  await becomes(
    () => page.evaluate(() => JSON.stringify({ ...sessionStorage }).includes('X-Trace')),
    true,
  );
  assert.ok(
    !(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).includes(
      'hidden-token',
    ),
  );
  await button(page, 'Remove header 1').click();
  assert.equal((await sent(page)).headers['x-trace'], undefined);
  await done();
});

test('AHeaderThatBrowsersForbidIsSaid', async () => {
  const { page, done } = await show('add');
  await button(page, 'Add header').click();
  await textbox(page, 'Name of header 1').fill('Host');
  await page.getByText("Browsers don't let pages set this header").first().waitFor();
  await done();
});

test('ParametersHaveExamplesItemsAndFields', async () => {
  const { page, done } = await show('add');
  await combobox(page, 'Example of q').selectOption('two');
  await becomes(() => textbox(page, 'q').inputValue(), 'second');
  await button(page, 'Add tags').click();
  await textbox(page, 'tags[0]').fill('a b');
  await button(page, 'Add tags').click();
  await textbox(page, 'tags[1]').fill('c');
  await textbox(page, 'filter.state').fill('new');
  assert.equal((await sent(page)).url, '/things?q=second&tags=a%20b&tags=c&filter%5Bstate%5D=new');
  await button(page, 'Remove tags[0]').click();
  await textbox(page, 'q').fill('');
  await button(page, 'Set q to empty').click();
  assert.equal((await sent(page)).url, '/things?q=&tags=c&filter%5Bstate%5D=new');
  await done();
});

test('CookiesAreSentWhereThePageIncludesCredentials', async (context) => {
  const cookies = [{ name: 'session', value: 'seven', url: mine.url }];
  const { page, done } = await show('mine');
  await page.context().addCookies(cookies);
  await page.getByText("Browsers don't let pages set cookies").first().waitFor();
  assert.equal((await mine.sent(page)).headers.cookie, undefined);
  await done();

  const html = embedding(server.url, 'mine', { attributes: 'credentials="include"' });
  const elsewhere = await texts(embeddingPages(html, kDescription));
  context.after(elsewhere.stop);
  const including = await open(browser, elsewhere.url);
  await including.page.context().addCookies(cookies);
  await including.page
    .getByText('The browser sends the cookies that it has for this server')
    .first()
    .waitFor();
  assert.equal((await mine.sent(including.page)).headers.cookie, 'session=seven');
  await including.done();
});

test('ARequestEndsAfterItsTimeout', async () => {
  const { page, done } = await show('wait');
  await button(page, 'Set timeout').click();
  await page.getByRole('spinbutton', { name: 'Timeout (seconds)' }).fill('1');
  await button(page, 'Send').click();
  await page.getByRole('region', { name: 'Response' }).getByRole('alert').first().waitFor();
  assert.match(
    await page.getByRole('region', { name: 'Response' }).textContent(),
    /No response within 1 s/,
  );
  assert.equal(await button(page, 'Cancel').count(), 0);
  await done();
});

test('ServerAndSendStayInView', async () => {
  const { page, done } = await show('add', { viewport: { width: 1440, height: 600 } });
  const inView = async (locator) => {
    const box = await locator.boundingBox();
    return box.y >= 0 && box.y + box.height <= 600;
  };
  await page.mouse.move(1300, 400);
  await page.mouse.wheel(0, 5000);
  await button(page, 'Copy').first().waitFor();
  assert.ok(await inView(button(page, 'Send')));
  assert.ok(await inView(combobox(page, 'Server')));
  await page.mouse.wheel(0, -5000);
  await sent(page);
  const status = page.getByRole('region', { name: 'Response' }).getByRole('status').first();
  await status.waitFor();
  await becomes(() => inView(status), true);
  await done();
});

test('OnAPhoneServerAndSendStayAtTheFoot', async () => {
  const { page, done } = await show('add', { viewport: { width: 390, height: 700 } });
  await textbox(page, 'q').fill('words');
  for (const locator of [button(page, 'Send'), combobox(page, 'Server')]) {
    await becomes(async () => {
      const box = await locator.boundingBox();
      return box !== null && box.y > 350 && box.y + box.height <= 700;
    }, true);
  }
  assert.match((await sent(page)).url, /q=words/);
  const status = page.getByRole('region', { name: 'Response' }).getByRole('status').first();
  await becomes(async () => {
    const box = await status.boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= 700;
  }, true);
  await done();
});

test('AMapAmongTheParametersHasKeysAndValues', async () => {
  const { page, done } = await show('add');
  await button(page, 'Add labels').click();
  await textbox(page, 'Key of labels').pressSequentially('size');
  await textbox(page, 'labels.size').fill('large');
  assert.match((await sent(page)).url, /labels%5Bsize%5D=large/);
  await done();
});

test('ALinkCarriesTheRequestWithoutSendingIt', async () => {
  const { page, done } = await show('add', { permissions: ['clipboard-read', 'clipboard-write'] });
  await textbox(page, 'q').fill('words');
  await button(page, 'Add header').click();
  await textbox(page, 'Name of header 1').fill('Authorization');
  await page.getByLabel('Value of header 1').fill('Bearer hidden-token');
  await button(page, 'Copy request link').click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/operations\/add\?request=/);
  const carried = Buffer.from(link.split('request=')[1], 'base64url').toString();
  assert.match(carried, /words/);
  assert.doesNotMatch(carried, /hidden-token/);
  await done();

  const before = received.length;
  const other = await open(browser, link);
  await becomes(() => textbox(other.page, 'q').inputValue(), 'words');
  await other.page.getByText('The link filled in: q').first().waitFor();
  assert.equal(received.length, before);
  assert.equal(new URL(other.page.url()).hash, '#/operations/add');
  await button(other.page, 'Undo').click();
  await becomes(() => textbox(other.page, 'q').inputValue(), '');
  await other.done();
});
