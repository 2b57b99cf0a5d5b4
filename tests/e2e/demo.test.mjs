// From a C++ type to a pixel, a request and a row in the database, as a user goes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { becomes, open, stage, vitrine } from './support/browser.mjs';

const data = mkdtempSync(path.join(os.tmpdir(), 'vitrine-data-'));
const [browser, server] = await stage(vitrine('demo', '--data', data));
after(() => rmSync(data, { recursive: true }));

const answer = (page) => page.getByRole('region', { name: 'Response' }).getByRole('status');

async function fill(page, operation, body) {
  await page
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: operation })
    .click();
  await page.getByRole('textbox', { name: 'Request body' }).fill(JSON.stringify(body));
}

test('SigningUpAddingAPictureAndFindingItInTheDatabase', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  await fill(page, 'POST /users', { email: 'ada@example.com', password: 'correct horse battery' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await answer(page).filter({ hasText: '201 Created' }).waitFor();
  const text = await page.getByRole('region', { name: 'Response' }).textContent();
  const token = /"token":\s*"([^"]+)"/.exec(text)[1];

  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Authorize' });
  await dialog.getByRole('textbox').first().fill(token);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });

  await fill(page, 'POST /pictures', { title: '겨울 산책', year: 1904 });
  // The token says whose it is, and how long.
  await page
    .getByText(/^Authorized as usr_\w{5} · until .+ · gallery$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await answer(page).filter({ hasText: '201 Created' }).waitFor();
  await done();

  const [file] = readdirSync(data).filter((name) => !/-(wal|shm)$/.test(name));
  const rows = execFileSync('sqlite3', [
    '-readonly',
    path.join(data, file),
    'select title from pictures',
  ]).toString();
  assert.match(rows, /겨울 산책/);
});

test('AShortPasswordIsRefusedInTheFormInTheWordsOfTheServer', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`);
  let requests = 0;
  page.on('request', (request) => (requests += request.url().endsWith('/users') ? 1 : 0));
  const body = JSON.stringify({ email: 'a@example.com', password: 'short' });
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await editor.fill(body);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await becomes(() => editor.getAttribute('aria-invalid'), 'true');
  assert.equal(requests, 0);
  await page.getByRole('button', { name: 'Send anyway' }).waitFor();
  const layer = await page
    .locator('vitrine-playground')
    .evaluate((element) => element.shadowRoot.querySelector('.root').textContent);

  const response = await fetch(`${server.url}/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors } = await response.json();
  assert.equal(response.status, 422);
  assert.equal(errors[0].message, 'must be at least 12 characters (is 5)');
  assert.ok(layer.includes(errors[0].message), 'the page says the same sentence');
  await done();
});

test('SendAnywaySendsAndShowsTheAnswer', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`);
  await page.getByRole('textbox', { name: 'Request body' }).fill('{"email": 1}');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: 'Send anyway' }).click();
  await answer(page).filter({ hasText: '422' }).waitFor();
  await done();
});

test('ListingByQueryParametersGoesThereAndShowsHeaders', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/listPictures`);
  await page
    .getByRole('group', { name: 'Query parameters' })
    .getByRole('spinbutton', { name: 'limit' })
    .fill('3');
  const request = page.waitForRequest(/\/pictures\?/);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  assert.match((await request).url(), /limit=3/);
  await answer(page).filter({ hasText: '200 OK' }).waitFor();
  await page
    .getByRole('region', { name: 'Response' })
    .getByRole('tab', { name: /Headers/ })
    .click();
  await page.getByText('application/json').first().waitFor();
  await done();
});

test('BackAndForwardFollowTheOperations', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const heading = page.getByRole('heading', { level: 1 });
  const navigation = page.getByRole('navigation', { name: 'Operations' });
  await navigation.getByRole('link', { name: 'POST /users' }).click();
  await page.waitForURL(/#\/operations\/createUser$/);
  const first = await heading.textContent();
  await navigation.getByRole('link', { name: 'POST /sessions' }).click();
  assert.notEqual(await heading.textContent(), first);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: first }).waitFor();
  await page.goForward();
  await page.waitForFunction(() => location.hash === '#/operations/createSession');
  await done();
});

test('WhatWasTypedSurvivesAReload', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createPicture`);
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await editor.fill('{"title": "kept"}');
  await page.waitForFunction(() =>
    Object.values(sessionStorage).some((value) => value.includes('kept')),
  );
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('vitrine:interactive').length > 0);
  assert.equal(await editor.inputValue(), '{"title": "kept"}');
  await done();
});
