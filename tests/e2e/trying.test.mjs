// Where a request goes and how long it takes: servers of one's own, refused origins, times by phase, unions in parameters.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attended, becomes, open, served, stage, texts, vitrine } from './support/browser.mjs';
import { recorder } from './support/recorder.mjs';

const [browser, demo, mine, quiet] = await stage(
  // It serves an API of its own, and allows no other origin.
  vitrine('demo'),
  recorder({ '/v2/things': {} }),
  texts({
    '/things': (request, response) =>
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'access-control-allow-origin': '*',
          'timing-allow-origin': '*',
        })
        .end('{}'),
  }),
);

const description = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: quiet.url }],
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        responses: { 200: { description: 'Fine' } },
        parameters: [
          {
            name: 'when',
            in: 'query',
            schema: {
              oneOf: [
                { type: 'integer', title: 'Seconds' },
                { type: 'array', title: 'Days', items: { type: 'string' } },
              ],
            },
          },
        ],
      },
    },
    '/pictures': {
      servers: [{ url: demo.url }],
      get: { operationId: 'pictures', responses: { 200: { description: 'Fine' } } },
    },
  },
};
const docs = await served(description);
after(() => docs.stop());

const show = (operation) => open(browser, `${docs.url}/docs#/operations/${operation}`);
const send = (page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const response = (page) => page.getByRole('region', { name: 'Response' });

test('AServerOfOursThatDoesNotAllowThePageNamesTheOption', async () => {
  const { page } = await show('pictures');
  await attended(page);
  await send(page);
  const alert = response(page).getByRole('alert');
  await alert.filter({ hasText: `${demo.url} doesn't allow requests from this page` }).waitFor();
  await alert.filter({ hasText: `--cors-origin ${docs.url}` }).waitFor();
  // The browser itself reports the refusal on its console.
  await page.context().close();
});

test('TheTimesOfARequestAreToldByPhase', async () => {
  const { page, done } = await show('list');
  await attended(page);
  await send(page);
  await response(page).getByRole('tab', { name: 'Headers' }).click();
  await response(page)
    .getByText(/(DNS .* Connect .*|Connection reused) .*Waiting .* Download/)
    .waitFor();
  await done();
});

test('ARequestGoesToAnAddressThatIsTyped', async () => {
  const { page, done } = await show('list');
  const server = page.getByRole('combobox', { name: 'Server' });
  await server.selectOption('Another address…');
  const address = page.getByRole('textbox', { name: 'Server address' });
  await becomes(
    () => address.evaluate((field) => field.getRootNode().activeElement === field),
    true,
  );
  await address.fill('127.0.0.1');
  await page.getByText('Enter an address like https://api.example.com/v1').first().waitFor();
  await address.fill(`${mine.url}/v2`);
  await becomes(() => server.evaluate((field) => field.selectedOptions[0].text), `${mine.url}/v2`);
  await send(page);
  await response(page).getByText('200').first().waitFor();
  const code = await page.getByRole('region', { name: 'Code' }).textContent();
  assert.ok(code.includes(`${mine.url}/v2/things`));
  // What was typed is kept after a pause.
  const kept = () =>
    page.evaluate(() => localStorage.getItem(`vitrine:server ${location.origin}/spec/api.json`));
  await becomes(kept, `${mine.url}/v2`);
  await page.reload();
  await becomes(() => address.inputValue(), `${mine.url}/v2`);
  await done();
});

test('AUnionInAParameterHasAChoice', async () => {
  const { page, done } = await show('list');
  const choice = page.getByRole('combobox', { name: 'Type of when' });
  await page.getByRole('spinbutton', { name: 'when' }).fill('60');
  await choice.selectOption('Days');
  await page.getByRole('button', { name: 'Add when' }).click();
  await page.getByRole('textbox', { name: 'when[0]' }).fill('Monday');
  await page.getByText('things?when=Monday').first().waitFor();
  await choice.selectOption('Seconds');
  await becomes(() => page.getByRole('spinbutton', { name: 'when' }).inputValue(), '60');
  await done();
});
