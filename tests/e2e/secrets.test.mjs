// Secrets of every kind but OAuth's (authorize.test.mjs) go to the server, and nowhere else: into no storage, code,
// link, history or export, and back from none.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { becomes, open, served, stage, texts } from './support/browser.mjs';

const kSecrets = {
  key: 's3cret-key',
  user: 'ada',
  login: 's3cret-of-basic',
  body: 's3cret-in-a-union',
  variable: 's3cret-variable',
  header: 's3cret-header',
  response: 's3cret-of-the-response',
};

const received = [];
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, x-access-token',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
};
const api = await texts({
  '/things': (request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { url, headers } = request;
      received.push({ url, headers, body: Buffer.concat(chunks).toString() });
      const head = { 'content-type': 'application/json', 'x-refresh-token': kSecrets.response };
      response.writeHead(200, { ...head, ...cors }).end('{}');
    });
  },
});
after(() => api.stop());

const kString = { type: 'string' };
const variant = (name, schema) => ({ required: [name], properties: { [name]: schema } });
const [browser, server] = await stage(
  served({
    openapi: '3.1.0',
    info: { title: 'Secrets', version: '1' },
    servers: [{ url: api.url }, { url: api.url.replace('127.0.0.1', 'localhost') }],
    components: {
      securitySchemes: {
        place: { type: 'apiKey', in: 'query', name: 'key' },
        login: { type: 'http', scheme: 'basic' },
      },
    },
    paths: {
      '/things': {
        post: {
          operationId: 'add',
          security: [{ place: [], login: [] }],
          responses: { 200: { description: 'Fine' } },
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  oneOf: [
                    variant('code', kString),
                    variant('password', { ...kString, writeOnly: true }),
                  ],
                },
              },
            },
          },
        },
      },
    },
  }),
);

const button = (page, name) => page.getByRole('button', { name, exact: true });
const send = async (page) => {
  const before = received.length;
  await button(page, 'Send').click();
  await becomes(() => received.length, before + 1);
  await page.getByRole('region', { name: 'Response' }).getByText('200').first().waitFor();
  return received.at(-1);
};

async function authorize(page) {
  await button(page, 'Authorize').first().click();
  const dialog = page.getByRole('dialog', { name: 'Authorize' });
  const group = (name) => dialog.getByRole('group', { name, exact: true });
  await group('place').getByRole('textbox', { name: 'Key' }).fill(kSecrets.key);
  await group('login').getByRole('textbox', { name: 'User name' }).fill(kSecrets.user);
  await group('login').getByRole('textbox', { name: 'Password' }).fill(kSecrets.login);
  await button(dialog, 'Save').click();
  await dialog.waitFor({ state: 'hidden' });
}

async function useEnvironment(page) {
  await button(page, 'Environments').click();
  const dialog = page.getByRole('dialog', { name: 'Environments' });
  await button(dialog, 'New environment').click();
  await dialog.getByRole('checkbox', { name: 'Variable 1 is secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name of variable 1' }).fill('token');
  await dialog.getByRole('textbox', { name: 'Value of variable 1' }).fill(kSecrets.variable);
  await dialog.getByText(new URL(api.url).origin).first().waitFor();
  await button(dialog, 'Close').click();
  await dialog.waitFor({ state: 'detached' });
}

async function fillIn(page) {
  await authorize(page);
  await useEnvironment(page);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const body = { password: kSecrets.body, note: '{{token}}' };
  await page.getByRole('textbox', { name: 'Request body' }).fill(JSON.stringify(body));
  await button(page, 'Add header').click();
  await page.getByRole('textbox', { name: 'Name of header 1', exact: true }).fill('X-Access-Token');
  await page.getByLabel('Value of header 1').fill(kSecrets.header);
}

const show = (more = {}) =>
  open(browser, `${server.url}/docs#/operations/add`, {
    init: () => {
      window.copied = [];
      navigator.clipboard.writeText = (text) => (window.copied.push(text), Promise.resolve());
    },
    ...more,
  });

test('ASecretOfAnyKindIsFoundNowhereButOnTheServer', async () => {
  const { page, done } = await show({ acceptDownloads: true });
  await fillIn(page);
  const sent = await send(page);
  assert.equal(new URL(sent.url, api.url).searchParams.get('key'), kSecrets.key);
  const basic = Buffer.from(`${kSecrets.user}:${kSecrets.login}`).toString('base64');
  assert.equal(sent.headers.authorization, `Basic ${basic}`);
  assert.equal(sent.headers['x-access-token'], kSecrets.header);
  assert.deepEqual(JSON.parse(sent.body), { password: kSecrets.body, note: kSecrets.variable });

  const found = [];
  const code = page.getByRole('region', { name: 'Code' });
  const languages = code.getByRole('combobox', { name: 'Language' });
  for (const language of await languages.locator('option').allTextContents()) {
    await languages.selectOption(language);
    await button(code, 'Copy').click();
    found.push(await code.textContent());
  }
  await button(page, 'Copy request link').click();
  await button(page, 'History').click();
  const history = page.getByRole('dialog', { name: 'History' });
  await button(history, 'POST /things 200 OK').waitFor();
  found.push(await history.textContent());
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(history, 'Export HAR').click(),
  ]);
  const archive = readFileSync(await download.path(), 'utf8');
  await button(history, 'Close').click();
  await page.waitForTimeout(600);
  const copied = await page.evaluate(() => window.copied);
  const link = copied.find((text) => text.includes('?request='));
  found.push(archive, ...copied, Buffer.from(link.split('request=')[1], 'base64url').toString());
  found.push(
    page.url(),
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  );
  const all = found.join('\n');
  assert.ok(all.includes('$TOKEN') && all.includes('{{token}}'));
  for (const [kind, secret] of Object.entries({ ...kSecrets, basic })) {
    if (kind === 'user') continue;
    for (const form of [secret, encodeURIComponent(secret), btoa(secret)])
      assert.ok(!all.includes(form), `found the ${kind}`);
  }

  // What stands for a secret in the export is none when it comes back.
  await page.reload();
  await button(page, 'Import').click();
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('textbox', { name: 'Text to import' }).fill(archive);
  await dialog.getByRole('checkbox').first().click();
  await dialog.getByRole('button', { name: /POST http/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const before = received.length;
  await button(page, 'Send').click();
  const anyway = button(page, 'Send anyway');
  await becomes(async () => received.length > before || (await anyway.count()) > 0, true);
  if (await anyway.count()) await anyway.click();
  await becomes(() => received.length > before, true);
  assert.ok(!JSON.stringify(received.at(-1)).includes('$'), JSON.stringify(received.at(-1)));
  await done();
});

test('ASecretOfAnEnvironmentGoesToNoOtherServer', async () => {
  const { page, done } = await show();
  await fillIn(page);
  await page.getByRole('combobox', { name: 'Server' }).selectOption({ index: 1 });
  await button(page, 'Send').click();
  await page.getByText('{{token}} has no value in the environment').first().waitFor();
  await button(page, 'Send anyway').click();
  await becomes(() => received.at(-1)?.body.includes('{{token}}'), true);
  assert.ok(!received.at(-1).body.includes(kSecrets.variable));
  await page.getByRole('combobox', { name: 'Server' }).selectOption({ index: 0 });
  assert.equal(JSON.parse((await send(page)).body).note, kSecrets.variable);
  await done();
});
