// The history of what was sent, as a user meets it: over a reload, back into the form, as a HAR file, and without
// any secret.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { becomes, open, settled, stage, vitrine } from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));
const kSecret = 'correct-horse-battery';

const dialogOf = (page) => page.getByRole('dialog', { name: 'History' });
const entry = (page, name) => dialogOf(page).getByRole('button', { name });

/** Everything that the browser keeps for the page. */
const stored = (page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

async function send(page, status) {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('region', { name: 'Response' }).getByText(status).first().waitFor();
}

async function listPictures(page, limit) {
  await page.getByRole('spinbutton', { name: 'limit' }).fill(limit);
  await send(page, '200 OK');
}

test('ARequestComesBackAfterAReloadAndIsNotSentByItself', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await listPictures(page, '3');
  await becomes(async () => (await stored(page)).includes('limit=3'), true);
  await page.goto(`${server.url}/docs#/operations/createUser`);
  await page.reload();
  await settled(page);
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await entry(page, 'GET /pictures 200 OK').click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await becomes(() => page.getByRole('spinbutton', { name: 'limit' }).inputValue(), '3');
  assert.ok(page.url().endsWith('#/operations/listPictures'));
  assert.deepEqual(
    sent.filter((url) => url.includes('/pictures')),
    [],
  );
  await done();
});

test('TheHistoryIsFilteredRemovedAndCleared', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await listPictures(page, '3');
  await listPictures(page, '4');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const rows = entry(page, 'GET /pictures 200 OK');
  await becomes(() => rows.count(), 2);
  await dialogOf(page).getByRole('searchbox', { name: 'Filter history' }).fill('limit=4');
  await becomes(() => rows.count(), 1);
  await entry(page, 'Remove GET /pictures').click();
  await dialogOf(page).getByText('No request matches').waitFor();
  await entry(page, 'Clear history').click();
  await dialogOf(page).getByText('Nothing was sent yet').waitFor();
  assert.ok(!(await stored(page)).includes('limit=3'));
  await page.keyboard.press('Escape');
  await dialogOf(page).waitFor({ state: 'detached' });
  await done();
});

test('NothingIsKeptWhereTheUserSwitchesItOff', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await dialogOf(page).getByRole('checkbox', { name: 'Keep a history' }).click();
  await entry(page, 'Close').click();
  await listPictures(page, '3');
  assert.ok(!(await stored(page)).includes('history http'));
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const box = dialogOf(page).getByRole('checkbox', { name: 'Keep a history' });
  await becomes(() => box.isChecked(), false);
  await done();
});

test('NoSecretIsInTheHistoryNorInItsFile', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`);
  const body = { email: `h${Date.now()}@example.com`, password: kSecret };
  await page.getByRole('tab', { name: 'JSON' }).click();
  await page.getByRole('textbox', { name: 'Request body' }).fill(JSON.stringify(body));
  await send(page, '201 Created');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await entry(page, 'POST /users 201 Created').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    entry(page, 'Export HAR').click(),
  ]);
  assert.match(download.suggestedFilename(), /\.har$/);
  const text = readFileSync(await download.path(), 'utf8');
  const { log } = JSON.parse(text);
  assert.equal(log.version, '1.2');
  assert.equal(log.entries[0].response.status, 201);
  assert.ok(text.includes(body.email));
  assert.ok(!text.includes(kSecret));
  assert.ok(!(await stored(page)).includes(kSecret));
  await done();
});

test('AnEnvironmentFillsTheRequestAndItsSecretIsKeptNowhere', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await page.getByRole('button', { name: 'Environments', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Environments' });
  await dialog.getByRole('button', { name: 'New environment' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the environment' }).fill('Staging');
  await dialog.getByRole('textbox', { name: 'Name of variable 1' }).fill('n');
  await dialog.getByRole('textbox', { name: 'Value of variable 1' }).fill('2');
  await dialog.getByRole('button', { name: 'Add variable' }).click();
  await dialog.getByRole('checkbox', { name: 'Variable 2 is secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name of variable 2' }).fill('token');
  await dialog.getByRole('textbox', { name: 'Value of variable 2' }).fill(kSecret);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });

  const limit = page.getByRole('spinbutton', { name: 'limit' });
  await limit.fill('{{m}}');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('{{m}} has no value in the environment').first().waitFor();
  await page.getByRole('button', { name: 'Send anyway' }).waitFor();
  await limit.fill('{{n}}');
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.url().includes('/pictures')),
    page.getByRole('button', { name: 'Send', exact: true }).click(),
  ]);
  assert.match(request.url(), /[?&]limit=2(&|$)/);
  assert.equal(await limit.inputValue(), '{{n}}');
  await page.getByRole('region', { name: 'Response' }).getByText('200 OK').first().waitFor();
  assert.ok(!(await stored(page)).includes(kSecret));

  await page.reload();
  await settled(page);
  const choice = page.getByRole('combobox', { name: 'Environment' });
  await becomes(() => choice.evaluate((each) => each.selectedOptions[0].textContent), 'Staging');
  await done();
});

test('ACurlCommandFillsTheFormAndIsNotSent', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`);
  const importing = async (text, name) => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByRole('textbox', { name: 'Text to import' }).fill(text);
    await dialog.getByRole('button', { name }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  await importing(`curl '${server.url}/pictures?limit=7&odd=1' \\\n  -H 'X-Odd: 2'`, /GET http/);
  await becomes(() => page.getByRole('spinbutton', { name: 'limit' }).inputValue(), '7');
  assert.ok(page.url().endsWith('#/operations/listPictures'));
  const added = page.getByRole('textbox', { name: 'Name of query parameter 1' });
  await becomes(() => added.inputValue(), 'odd');
  const body = { email: 'a@example.com', password: kSecret };
  await importing(`curl ${server.url}/users --json '${JSON.stringify(body)}'`, /POST http/);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await becomes(() => editor.inputValue(), JSON.stringify(body));
  await page.waitForTimeout(600);
  assert.ok(!(await stored(page)).includes(kSecret));
  assert.deepEqual(
    sent.filter((url) => /\/(pictures|users)/.test(url)),
    [],
  );
  await done();
});

/** Opens a file in the dialog Import and takes the request of that name. */
async function importFile(page, file, name) {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose file', exact: true }).click(),
  ]);
  await chooser.setFiles(file);
  await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'detached' });
}
const fileOf = (name, value) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
});

/** The addresses below `/pictures` and `/users` that the page asks for from now on. */
function watch(page) {
  const sent = [];
  page.on('request', (request) => {
    if (/\/(pictures|users)/.test(request.url())) sent.push(request.url());
  });
  return sent;
}

test('AHarFileFillsTheFormAndIsNotSent', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/getPicture`);
  const sent = watch(page);
  const text = JSON.stringify({ email: 'har@example.com', password: kSecret });
  const request = (method, path, more) => ({
    request: { method, url: server.url + path, headers: [], ...more },
  });
  const entries = [
    request('GET', '/pictures?limit=6'),
    request('POST', '/users', { postData: { mimeType: 'application/json', text } }),
  ];
  const file = fileOf('session.har', { log: { version: '1.2', entries } });
  await importFile(page, file, /^GET http/);
  await becomes(() => page.getByRole('spinbutton', { name: 'limit' }).inputValue(), '6');
  assert.ok(page.url().endsWith('#/operations/listPictures'));
  await importFile(page, file, /^POST http/);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await becomes(() => editor.inputValue(), text);
  assert.ok(page.url().endsWith('#/operations/createUser'));
  assert.deepEqual(sent, []);
  await done();
});

test('APostmanCollectionFillsTheFormAndIsNotSent', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/getPicture`);
  const sent = watch(page);
  const raw = JSON.stringify({ email: 'postman@example.com', password: kSecret });
  const file = fileOf('gallery.postman_collection.json', {
    info: { name: 'Gallery' },
    variable: [{ key: 'base', value: server.url }],
    item: [
      {
        name: 'Pictures',
        item: [
          { name: 'Five', request: { method: 'GET', url: { raw: '{{base}}/pictures?limit=5' } } },
        ],
      },
      {
        name: 'Join',
        request: {
          method: 'POST',
          header: [{ key: 'Content-Type', value: 'application/json' }],
          url: '{{base}}/users',
          body: { mode: 'raw', raw },
        },
      },
    ],
  });
  await importFile(page, file, /^Five · GET http/);
  await becomes(() => page.getByRole('spinbutton', { name: 'limit' }).inputValue(), '5');
  await importFile(page, file, /^Join · POST http/);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await becomes(() => editor.inputValue(), raw);
  assert.deepEqual(sent, []);
  await done();
});

test('AnExportedHistoryIsImportedAgain', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await listPictures(page, '8');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await entry(page, 'GET /pictures 200 OK').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    entry(page, 'Export HAR').click(),
  ]);
  const file = await download.path();
  await entry(page, 'Close').click();
  await dialogOf(page).waitFor({ state: 'detached' });
  const limit = page.getByRole('spinbutton', { name: 'limit' });
  await limit.fill('2');
  await importFile(page, file, /^GET http/);
  await becomes(() => limit.inputValue(), '8');
  await done();
});
