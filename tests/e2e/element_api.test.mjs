// The element as a program of the page uses it: its descriptions, calls, events and slot.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { becomes, open, stage, texts, vitrine } from './support/browser.mjs';

const kPets = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/' }],
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        summary: 'Get a pet',
        security: [{ key: [] }],
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'It' } },
      },
    },
    '/pets': {
      post: {
        operationId: 'addPet',
        summary: 'Add a pet',
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { name: { type: 'string' } } },
            },
          },
        },
        responses: { 201: { description: 'Added' } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: { Pet: { type: 'object' } },
  },
};
const kOrders = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: { '/orders': { get: { operationId: 'listOrders', responses: {} } } },
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-e2e-'));
after(() => rmSync(folder, { recursive: true }));
const files = Object.entries({ 'pets.json': kPets, 'orders.json': kOrders }).map(([name, text]) => {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(text));
  return file;
});

/** The headers of the requests for a pet. */
const asked = [];
const json = (value) => (request, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
/** A page with an element that has that inside. */
const embeds =
  (inside, attributes = '') =>
  (request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<style>[slot=introduction] p { height: 200px }</style>
<script type="module" src="${several.url}/vitrine.js"></script>
<vitrine-playground style="height: 100vh" ${attributes}>${inside}</vitrine-playground>`);

const script = `<script type="application/json">${JSON.stringify(kPets)}</script>`;
const [browser, several, host] = await stage(
  vitrine('serve', ...files),
  texts({
    '/pets.json': json(kPets),
    '/orders.json': json(kOrders),
    '/inside.html': embeds(script),
    '/pet.html': embeds(script, 'operation="getPet"'),
    '/choice.html': embeds(
      '<a rel="service-desc" href="pets.json">Pets</a><a rel="service-desc" href="orders.json">Orders</a>',
    ),
    '/introduced.html': embeds(
      '<div slot="introduction"><p>Read this first.</p><label>Mine <input></label></div>',
      'spec="pets.json"',
    ),
    '/pets/7': (request, response) => {
      asked.push(request.headers);
      json({ name: 'Rex' })(request, response);
    },
  }),
);

const heading = (page, name) => page.getByRole('heading', { name, exact: true });
const call = (page, run, argument) =>
  page.evaluate(
    ([text, value]) =>
      new Function('element', 'value', `return (${text})(element, value)`)(
        document.querySelector('vitrine-playground'),
        value,
      ),
    [String(run), argument],
  );

test('a description inside the element is shown, and one that a program gives', async () => {
  const { page, done } = await open(browser, `${host.url}/inside.html`);
  await heading(page, 'Pets').waitFor();
  await call(page, (element, text) => ((element.description = text), element.ready), kOrders);
  await heading(page, 'Orders').waitFor();
  await call(page, (element) => ((element.description = null), element.ready));
  await heading(page, 'Pets').waitFor();
  await done();
});

test('one of several descriptions is chosen in the bar', async () => {
  const { page, done } = await open(browser, `${host.url}/choice.html`);
  await heading(page, 'Pets').waitFor();
  await page.getByRole('combobox', { name: 'Description' }).selectOption('Orders');
  await heading(page, 'Orders').waitFor();
  assert.equal(new URL(page.url()).search, '');
  await done();
});

test('several files are served with a choice that the address keeps', async () => {
  const { page, done } = await open(browser, `${several.url}/docs#/operations/addPet`);
  await heading(page, 'Add a pet').waitFor();
  await page.getByRole('combobox', { name: 'Description' }).selectOption('Orders');
  await heading(page, 'Orders').waitFor();
  assert.equal(new URL(page.url()).search, '?description=Orders');
  await page.getByRole('link', { name: 'GET /orders' }).click();
  await becomes(() => new URL(page.url()).hash, '#/operations/listOrders');
  assert.equal(new URL(page.url()).search, '?description=Orders');
  await page.reload();
  await heading(page, 'GET /orders').waitFor();
  await done();
});

test('a program fills the form, which the user can undo', async () => {
  const { page, done } = await open(browser, `${host.url}/inside.html`);
  await call(page, (element) => element.fill({ operation: 'getPet', parameters: { id: 7 } }));
  const field = page.getByRole('spinbutton', { name: 'id' });
  assert.equal(await field.inputValue(), '7');
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomes(() => field.inputValue(), '');
  await call(page, (element) => element.fill({ operation: 'addPet', body: { name: 'Rex' } }));
  await becomes(() => page.getByRole('textbox', { name: 'name' }).inputValue(), 'Rex');
  const problem = await call(page, (element) =>
    element.fill({ operation: 'getPet', parameters: { size: 1 } }).catch(({ message }) => message),
  );
  assert.equal(problem, 'getPet has no parameter named size');
  await done();
});

test('a program signs in, and nothing keeps its secret', async () => {
  const { page, done } = await open(browser, `${host.url}/pet.html`);
  await call(page, (element) => element.authorize({ key: 's3cr3t-k3y' }));
  await call(page, (element) => element.fill({ parameters: { id: 7 } }));
  asked.length = 0;
  await page.getByRole('button', { name: 'Send' }).click();
  await becomes(() => asked.map((headers) => headers['x-key']), ['s3cr3t-k3y']);
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
  assert.ok(!`${kept}${page.url()}`.includes('s3cr3t-k3y'));
  const problem = await call(page, (element) =>
    element.authorize({ nowhere: 'a' }).catch(({ message }) => message),
  );
  assert.equal(problem, 'No security scheme named nowhere');
  await done();
});

test('a request waits for a token of the page, and the page reads the response', async () => {
  const { page, done } = await open(browser, `${host.url}/pet.html`);
  await call(page, (element) => {
    element.addEventListener('vitrine-request', ({ detail }) => {
      detail.waitUntil(
        new Promise((resolve) => (window.give = resolve)).then((token) =>
          detail.headers.push(['X-Token', token]),
        ),
      );
    });
    element.addEventListener('vitrine-response', async ({ detail }) => {
      window.seen = [detail.status, await detail.json()];
    });
    return element.fill({ parameters: { id: 7 } });
  });
  asked.length = 0;
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Waiting for the page that embeds this playground').waitFor();
  assert.equal(asked.length, 0);
  await page.evaluate(() => window.give('from-the-page'));
  await becomes(() => asked.map((headers) => headers['x-token']), ['from-the-page']);
  await becomes(() => page.evaluate(() => window.seen ?? null), [200, { name: 'Rex' }]);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Send' }).waitFor();
  assert.equal(asked.length, 1);
  await done();
});

test('a page is told where the user goes, and can keep it where it is', async () => {
  const { page, done } = await open(browser, `${host.url}/inside.html`);
  await call(page, (element) => {
    window.went = [];
    element.addEventListener('vitrine-navigate', (event) => {
      window.went.push(event.detail.link);
      if (event.detail.operation === 'addPet') event.preventDefault();
    });
  });
  await page.getByRole('link', { name: 'GET /pets/{id}' }).click();
  await heading(page, 'Get a pet').waitFor();
  await page.getByRole('link', { name: 'POST /pets' }).click();
  await becomes(
    () => page.evaluate(() => window.went),
    ['#/operations/getPet', '#/operations/addPet'],
  );
  await heading(page, 'Get a pet').waitFor();
  assert.equal(await heading(page, 'Add a pet').count(), 0);
  await done();
});

test('an introduction of the page stands above the overview, and takes what is typed', async () => {
  const { page, done } = await open(browser, `${host.url}/introduced.html`);
  const words = page.getByText('Read this first.');
  await words.waitFor();
  const below = async () =>
    (await heading(page, 'Pets').boundingBox()).y - (await words.boundingBox()).y >= 200;
  await becomes(below, true);
  await page.getByLabel('Mine').fill('');
  await page.getByLabel('Mine').pressSequentially('a/b');
  assert.equal(await page.getByLabel('Mine').inputValue(), 'a/b');
  await done();
});
