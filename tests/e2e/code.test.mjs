// Code samples, as a user meets them: languages in groups, the choice remembered, forms and JSON in the
// language's own words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, served, stage } from './support/browser.mjs';

const kString = { type: 'string' };
const [browser, server] = await stage(
  served({
    openapi: '3.1.0',
    info: { title: 'Code', version: '1' },
    servers: [{ url: 'https://api.example' }],
    security: [{ bearer: [] }],
    paths: {
      '/things/{thingId}': {
        put: {
          operationId: 'put',
          parameters: [{ name: 'thingId', in: 'path', required: true, schema: kString }],
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', properties: { title: kString } } },
            },
          },
          responses: { 200: { description: 'Fine' } },
        },
      },
      '/files': {
        post: {
          operationId: 'upload',
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  properties: { title: kString, file: { type: 'string', format: 'binary' } },
                },
              },
            },
          },
          responses: { 200: { description: 'Fine' } },
          'x-codeSamples': [{ lang: 'Elixir', source: 'Files.add()' }],
        },
      },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  }),
);

const show = (id) => open(browser, `${server.url}/docs#/operations/${id}`);
const codeOf = (page) => page.getByRole('region', { name: 'Code' });
const languages = (page) => codeOf(page).getByRole('combobox', { name: 'Language' });
const says = (page, text) => codeOf(page).locator('pre').filter({ hasText: text }).waitFor();

test('LanguagesStandInGroupsAndSamplesOfTheAuthorAfterThem', async () => {
  const { page, done } = await show('upload');
  const list = await languages(page).evaluate((select) =>
    [...select.children].map((child) => [child.label, child.children.length]),
  );
  assert.deepEqual(list.slice(0, 3), [
    ['Shell', 3],
    ['JavaScript', 2],
    ['Python', 2],
  ]);
  assert.deepEqual(list.at(-1), ['Elixir', 0]);
  await languages(page).selectOption('Elixir');
  await says(page, 'Files.add()');
  await done();
});

test('TheLanguageIsRemembered', async () => {
  const { page, done } = await show('put');
  await languages(page).selectOption('Ruby');
  await says(page, 'Net::HTTP::Put.new(uri)');
  await page.reload();
  await says(page, 'Net::HTTP::Put.new(uri)');
  await done();
});

test('ParametersWithoutAValueAreNamed', async () => {
  const { page, done } = await show('put');
  await says(page, "'https://api.example/things/{thingId}'");
  await page.getByRole('textbox', { name: 'thingId' }).fill('a b');
  await says(page, "'https://api.example/things/a%20b'");
  await done();
});

test('JsonIsALiteralOfTheLanguage', async () => {
  const { page, done } = await show('put');
  await languages(page).selectOption('Python requests');
  await page.getByRole('textbox', { name: 'title', exact: true }).fill('It\'s "new"');
  await says(page, '"title": "It\'s \\"new\\""');
  await languages(page).selectOption('JavaScript fetch');
  await says(page, 'title: "It\'s \\"new\\""');
  await done();
});

test('FormsAreWrittenByTheLibraryAndNameTheirFiles', async () => {
  const { page, done } = await show('upload');
  await page.getByRole('textbox', { name: 'title', exact: true }).fill('Snow');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Choose file/ }).click(),
  ]);
  await chooser.setFiles({
    name: 'snow.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50]),
  });
  await says(page, "-F 'title=Snow'");
  await says(page, "-F 'file=@snow.png;type=image/png'");
  await languages(page).selectOption('PHP');
  await says(page, 'new CURLFile("snow.png", "image/png", "snow.png")');
  await done();
});
