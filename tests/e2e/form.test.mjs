// The form, the request it makes and the response it gets, as a user meets them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { becomes, open, served, stage, texts, vitrine } from './support/browser.mjs';

/** Sends back what it got; `/picture` is an image, `/broken` no JSON, `/refused` forgets CORS, `/slow` waits. */
function echo() {
  const answer = (response, status, type, body) => {
    response.writeHead(status, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    });
    response.end(body);
  };
  const received = (request, response) => {
    if (request.method === 'OPTIONS') return answer(response, 204, 'text/plain', '');
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () =>
      answer(
        response,
        200,
        'application/json',
        JSON.stringify({
          type: request.headers['content-type'],
          accept: request.headers.accept,
          url: request.url,
          body: Buffer.concat(chunks).toString('latin1'),
        }),
      ),
    );
  };
  const kPixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  return texts({
    '/things': received,
    '/things/7': received,
    '/upload': received,
    '/raw': received,
    '/picture': (request, response) => answer(response, 200, 'image/png', kPixel),
    '/broken': (request, response) => answer(response, 200, 'application/json', '{"id": "seven"}'),
    '/refused': (request, response) => (response.writeHead(200), response.end('{}')),
    '/slow': () => {},
    '/long': (request, response) =>
      answer(response, 200, 'text/plain', `first\n${`${'word '.repeat(60)}\n`.repeat(300)}last`),
  });
}

const kString = { type: 'string' };
const operation = (operationId, more = {}) => ({
  operationId,
  responses: {
    200: {
      description: 'Fine',
      content: {
        'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } },
      },
    },
  },
  ...more,
});

const describe = (url) => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [
    { url },
    { url: 'http://{host}.example', variables: { host: { default: 'a', enum: ['a', 'b'] } } },
  ],
  paths: {
    '/things': {
      post: operation('add', {
        parameters: [
          { name: 'tags', in: 'query', schema: { type: 'array', items: kString } },
          { name: 'order', in: 'query', schema: { enum: ['up', 'down'] } },
          { name: 'draft', in: 'query', required: true, schema: { type: 'boolean' } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['title'],
                properties: {
                  title: { type: 'string', minLength: 2 },
                  year: { type: ['integer', 'null'], maximum: 2100 },
                  medium: { enum: ['photograph', 'painting'] },
                  framed: { type: 'boolean' },
                  tags: { type: 'array', items: kString },
                  origin: { type: 'object', properties: { place: kString } },
                },
              },
              examples: {
                dawn: { value: { title: 'Dawn', year: 1899 } },
                dusk: { summary: 'At dusk', value: { title: 'Dusk' } },
              },
            },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { title: kString, year: { type: 'integer' } } },
            },
          },
        },
        responses: {
          200: { description: 'Fine', content: { 'application/json': {}, 'application/xml': {} } },
        },
        'x-codeSamples': [{ lang: 'Elixir', source: 'Things.add()' }],
      }),
    },
    '/things/{id}': {
      get: operation('get', {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      }),
    },
    '/upload': {
      post: operation('upload', {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: {
                  title: kString,
                  image: { type: 'string', format: 'binary' },
                },
              },
            },
          },
        },
      }),
    },
    '/raw': {
      put: operation('raw', { requestBody: { required: true, content: { 'image/png': {} } } }),
    },
    '/picture': {
      get: operation('picture', {
        responses: { 200: { description: 'A picture', content: { 'image/png': {} } } },
      }),
    },
    '/broken': { get: operation('broken') },
    '/refused': { get: operation('refused') },
    '/slow': { get: operation('slow') },
    '/long': { get: operation('long') },
  },
});

const api = await echo();
const [browser, server, demo] = await stage(served(describe(api.url)), vitrine('demo'));
after(() => api.stop());

const show = (id) => open(browser, `${server.url}/docs#/operations/${id}`);
const send = (page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const response = (page) => page.getByRole('region', { name: 'Response' });
async function echoed(page) {
  await response(page).getByRole('status').filter({ hasText: '200' }).waitFor();
  const text = await response(page).locator('pre').textContent();
  return JSON.parse(text);
}

test('FormAndJsonAreInStep', async () => {
  const { page, done } = await show('add');
  const body = page.getByRole('group', { name: 'Body' });
  await body.getByRole('textbox', { name: 'title', exact: true }).fill('겨울');
  await body.getByRole('spinbutton', { name: 'year' }).fill('1e3');
  await body.getByRole('combobox', { name: 'medium' }).selectOption('painting');
  await body.getByRole('combobox', { name: 'framed' }).selectOption('false');
  await body.getByRole('textbox', { name: 'origin.place' }).fill('京都');
  await body.getByRole('button', { name: 'Add tags' }).click();
  await body.getByRole('textbox', { name: 'tags[0]' }).fill('snow');
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Request body' });
  const text = await editor.inputValue();
  assert.match(text, /"year": 1e3/);
  assert.deepEqual(JSON.parse(text), {
    title: '겨울',
    year: 1000,
    medium: 'painting',
    framed: false,
    origin: { place: '京都' },
    tags: ['snow'],
  });
  await editor.fill('{"own": 1.50, "title": "Typed"}');
  await page.getByRole('tab', { name: 'Form' }).click();
  assert.equal(
    await body.getByRole('textbox', { name: 'title', exact: true }).inputValue(),
    'Typed',
  );
  await body.getByRole('spinbutton', { name: 'year' }).fill('7');
  await send(page);
  const sent = await echoed(page);
  assert.match(sent.body, /^\{"own": 1\.50, "title": "Typed",? ?"year": 7\}$/);
  await done();
});

test('FieldsSayWhatIsWrongAndSendAnywaySends', async () => {
  const { page, done } = await show('add');
  const year = page.getByRole('spinbutton', { name: 'year' });
  await year.fill('2200');
  assert.equal(await year.getAttribute('aria-invalid'), 'true');
  const described = await year.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${described}`).textContent(), /at most 2100 \(is 2200\)/);
  let requests = 0;
  page.on('request', (request) => (requests += request.url().startsWith(api.url) ? 1 : 0));
  await send(page);
  assert.equal(
    await year.evaluate((element) => element === element.getRootNode().activeElement),
    true,
  );
  assert.equal(requests, 0);
  await page.getByRole('button', { name: 'Send anyway' }).click();
  assert.match((await echoed(page)).body, /2200/);
  await done();
});

test('ControlEnterSendsFromAField', async () => {
  const { page, done } = await show('get');
  await page.getByRole('spinbutton', { name: 'id' }).fill('7');
  await page.keyboard.press('Control+Enter');
  assert.equal((await echoed(page)).url, '/things/7');
  await done();
});

test('ParametersContentTypeAcceptAndExampleReachTheServer', async () => {
  const { page, done } = await show('add');
  await page.getByRole('textbox', { name: 'tags', exact: true }).fill('a,b');
  await page.getByRole('combobox', { name: 'order' }).selectOption('down');
  await page.getByRole('checkbox', { name: 'draft' }).check();
  await page.getByRole('combobox', { name: 'Example' }).selectOption('At dusk');
  assert.equal(
    await page
      .getByRole('group', { name: 'Body' })
      .getByRole('textbox', { name: 'title', exact: true })
      .inputValue(),
    'Dusk',
  );
  await page.getByRole('combobox', { name: 'Accept' }).selectOption('application/xml');
  await send(page);
  const json = await echoed(page);
  assert.equal(json.url, '/things?tags=a&tags=b&order=down&draft=true');
  assert.equal(json.accept, 'application/xml');
  await page
    .getByRole('combobox', { name: 'Content type' })
    .selectOption('application/x-www-form-urlencoded');
  await page.getByRole('textbox', { name: 'title', exact: true }).fill('a&b');
  await send(page);
  await page.waitForFunction(() =>
    document.querySelector('vitrine-playground').shadowRoot.textContent.includes('title=a%26b'),
  );
  await done();
});

test('FilesAreSentAsPartsAndAsWholeBodies', async () => {
  const { page, done } = await show('upload');
  await page.getByRole('textbox', { name: 'title', exact: true }).fill('Snow');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose file for image' }).click(),
  ]);
  await chooser.setFiles({
    name: 'snow.png',
    mimeType: 'image/png',
    buffer: Buffer.from('PIXELS'),
  });
  await page.getByText('snow.png').first().waitFor();
  await send(page);
  const sent = await echoed(page);
  assert.match(sent.type, /^multipart\/form-data; boundary=/);
  assert.match(sent.body, /name="image"; filename="snow.png"/);
  assert.match(sent.body, /PIXELS/);
  await page.goto(`${server.url}/docs#/operations/raw`);
  const [whole] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Choose file for/ }).click(),
  ]);
  await whole.setFiles({ name: 'all.png', mimeType: 'image/png', buffer: Buffer.from('WHOLE') });
  await send(page);
  assert.equal((await echoed(page)).body, 'WHOLE');
  await done();
});

test('ErrorsOfTheServerStandAtTheirFields', async () => {
  const { page, done } = await open(browser, `${demo.url}/docs#/operations/createUser`);
  await page.route('**/users', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            errors: [
              {
                in: 'body',
                pointer: '/name',
                keyword: 'maxLength',
                params: { limit: 3, actual: 4 },
                message: 'no',
              },
            ],
          }),
        })
      : route.continue(),
  );
  await page.getByRole('textbox', { name: 'email' }).fill('ada@example.com');
  await page.getByRole('textbox', { name: 'password' }).fill('correct horse battery');
  const name = page.getByRole('textbox', { name: 'name', exact: true });
  await name.fill('Ada!');
  await send(page);
  await response(page).getByRole('status').filter({ hasText: '422' }).waitFor();
  await becomes(() => name.getAttribute('aria-invalid'), 'true');
  assert.match(
    await page.locator(`#${await name.getAttribute('aria-describedby')}`).textContent(),
    /at most 3 characters \(is 4\)/,
  );
  await name.fill('Ada');
  await becomes(() => name.getAttribute('aria-invalid'), null);
  await done();
});

test('AnswersAreComparedWithTheirPromise', async () => {
  const { page, done } = await show('broken');
  await send(page);
  await response(page).getByText("Doesn't match the description").waitFor();
  await response(page)
    .getByText(/id must be/)
    .waitFor();
  await done();
});

test('TabsOfTheAnswerFollowTheArrowKeys', async () => {
  const { page, done } = await show('get');
  await page.getByRole('spinbutton', { name: 'id' }).fill('7');
  await send(page);
  await echoed(page);
  const tab = (name) => response(page).getByRole('tab', { name });
  await tab('Body').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await tab('Headers').getAttribute('aria-selected'), 'true');
  await page.keyboard.press('End');
  assert.equal(await tab('Raw').getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Home');
  assert.equal(await tab('Body').getAttribute('aria-selected'), 'true');
  await done();
});

test('PicturesAreShownAndBodiesKeptAsFiles', async () => {
  const { page, done } = await show('picture');
  await send(page);
  const picture = response(page).getByRole('img');
  await picture.waitFor();
  assert.equal(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    response(page).getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'picture.png');
  await done();
});

test('LongAnswersAreReadInPartsAndScrollSideways', async () => {
  const { page, done } = await show('long');
  await send(page);
  const text = response(page).locator('pre');
  await text.filter({ hasText: 'first' }).waitFor();
  await response(page).getByRole('checkbox', { name: 'Wrap' }).click();
  await becomes(() => text.evaluate((element) => element.scrollWidth > element.clientWidth), true);
  assert.equal(await text.filter({ hasText: 'last' }).count(), 0);
  await response(page).getByRole('searchbox', { name: 'Search body' }).fill('last');
  await text.filter({ hasText: 'last' }).waitFor();
  await done();
});

test('FailuresNameTheRemedyAndCancelEndsAWait', async () => {
  const { page } = await show('refused');
  await send(page);
  await response(page).getByRole('alert').filter({ hasText: 'CORS' }).waitFor();
  await page.goto(`${server.url}/docs#/operations/slow`);
  await send(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await response(page).getByText('Cancelled').waitFor();
  // The refusal is in the console as well, where it belongs.
  await page.context().close();
});

test('TheServerAndItsVariablesStayWithTheReader', async () => {
  const { page, done } = await show('get');
  await page.getByRole('combobox', { name: 'Server' }).selectOption({ index: 1 });
  await page.getByRole('combobox', { name: 'host' }).selectOption('b');
  await page
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: 'GET /picture' })
    .click();
  await page
    .getByRole('region', { name: 'Code' })
    .getByText('http://b.example/picture')
    .first()
    .waitFor();
  await done();
});

test('CodeHasLanguagesSamplesOfTheAuthorAndTheFinalUrl', async () => {
  const { page, done } = await show('add');
  const code = page.getByRole('region', { name: 'Code' });
  await code.getByText('Final URL').waitFor();
  await code.getByRole('combobox', { name: 'Language' }).selectOption('Elixir');
  await code.getByText('Things.add()').waitFor();
  await done();
});
