// Streamed responses as a user meets them: a live log, what one does with it, and a flood.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { becomes, open, served, stage } from './support/browser.mjs';
import { kFloodRate, streams, streamsDescription } from './support/streams.mjs';

const server = await streams();
after(() => server.stop());
const [browser, docs] = await stage(served(streamsDescription(server.url)));

const button = (page, name) => page.getByRole('button', { name, exact: true });
const log = (page) => page.getByRole('log', { name: 'Events' });
/** What is unfolded has a button to copy it. */
const rows = (page) => log(page).getByRole('button', { name: /^\d/ });
const rowNames = (page) =>
  rows(page).evaluateAll((all) =>
    all.map((each) => each.getAttribute('aria-label') ?? each.textContent),
  );
const region = (page) => page.getByRole('region', { name: 'Response' });

/** Opens the operation and sends its request, which the server got. */
async function send(operation) {
  const opened = await open(browser, `${docs.url}/docs#/operations/${operation}`);
  const before = server.requests.length;
  await button(opened.page, 'Send').click();
  await becomes(async () => server.requests.length, before + 1);
  return opened;
}

test('EventsAreListedAsTheyComeAndUnfold', async () => {
  const { page, done } = await send('events');
  await region(page).getByText('Waiting for events').waitFor();
  server.write('event: add\nid: 7\ndata: {"n"');
  server.write(':1}\n\n');
  await becomes(() => rowNames(page), ['1 add 7 {"n":1}']);
  server.write(': comment\n\ndata: {"n":"two"}\r\n\r\n');
  await becomes(() => rows(page).count(), 2);
  const [newest, oldest] = await rowNames(page);
  assert.match(newest, /^2 \{"n":"two"\} – n must be/);
  assert.equal(oldest, '1 add 7 {"n":1}');
  await region(page).getByText("1 doesn't match the description").waitFor();

  await rows(page).last().click();
  await becomes(
    () => page.getByRole('button', { name: oldest }).getAttribute('aria-expanded'),
    'true',
  );
  await log(page).getByText('"n": 1').waitFor();
  await done();
});

test('TheLogIsPausedFilteredAndCleared', async () => {
  const { page, done } = await send('events');
  server.write('event: add\ndata: {"n":1}\n\nevent: drop\ndata: {"n":2}\n\n');
  await becomes(() => rows(page).count(), 2);
  await button(page, 'Pause').click();
  await button(page, 'Resume').waitFor();
  server.write('event: add\ndata: {"n":3}\n\n');
  await region(page).getByText('1 new').waitFor();
  assert.equal(await rows(page).count(), 2);
  await button(page, 'Resume').click();
  await becomes(() => rows(page).count(), 3);

  await page.getByRole('searchbox', { name: 'Filter events' }).fill('"N":3');
  await becomes(() => rowNames(page), ['3 add {"n":3}']);
  await page.getByRole('searchbox', { name: 'Filter events' }).fill('');
  await page.getByRole('combobox', { name: 'Event name' }).selectOption('drop');
  await becomes(() => rowNames(page), ['2 drop {"n":2}']);
  await page.getByRole('combobox', { name: 'Event name' }).selectOption('All events');
  await becomes(() => rows(page).count(), 3);
  await button(page, 'Clear').click();
  await becomes(() => rows(page).count(), 0);
  await done();
});

test('WhatCameStaysWhenItIsCancelledAndIsSavedAsItCame', async () => {
  const { page, done } = await send('events');
  const text = '\uFEFFevent: add\r\ndata: {"n":1}\r\n\r\n: half\ndata';
  server.write(text);
  await becomes(() => rows(page).count(), 1);
  await button(page, 'Cancel').click();
  await button(page, 'Reconnect').waitFor();
  assert.equal(await rows(page).count(), 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save').click(),
  ]);
  assert.equal(download.suggestedFilename(), 'events.txt');
  assert.equal(readFileSync(await download.path(), 'utf8'), text);
  await done();
});

test('ReconnectGoesOnAfterTheLastEvent', async () => {
  const { page, done } = await send('events');
  server.write('id: 41\nretry: 50\ndata: {"n":1}\n\n');
  await becomes(() => rows(page).count(), 1);
  server.end();
  await button(page, 'Reconnect').waitFor();
  await region(page).getByText('asks to reconnect after 50 ms').waitFor();
  const before = server.requests.length;
  await page.waitForTimeout(300);
  assert.equal(server.requests.length, before, 'nothing is sent by itself');
  await button(page, 'Reconnect').click();
  await becomes(async () => server.requests.length, before + 1);
  assert.equal(server.requests.at(-1)['last-event-id'], '41');
  server.write('id: 42\ndata: {"n":2}\n\n');
  await becomes(() => rowNames(page), ['2 42 {"n":2}', '1 41 {"n":1}']);
  await done();
});

test('LinesAndSequencesOfJsonAreListedToo', async () => {
  const lines = await send('readings');
  server.write('{"n":1}\n{"n":"x"}\n{"n":');
  await becomes(() => rows(lines.page).count(), 2);
  server.write('3}');
  server.end();
  await becomes(() => rows(lines.page).count(), 3);
  assert.equal((await rowNames(lines.page))[0], '3 {"n":3}');
  assert.equal(await button(lines.page, 'Reconnect').count(), 0);
  await lines.done();

  const records = await send('records');
  server.write('\x1E{"n":\n1}\n\x1E{}\n\x1E');
  await becomes(() => rows(records.page).count(), 2);
  assert.match((await rowNames(records.page))[0], /^2 \{\} – /);
  await records.done();
});

// A minute of it: VITRINE_FLOOD_SECONDS=60.
test('AFloodIsCountedToTheLastEventWithFewElements', async () => {
  const seconds = Number(process.env.VITRINE_FLOOD_SECONDS ?? 12);
  const total = seconds * kFloodRate;
  const { page, done } = await open(browser, `${docs.url}/docs#/operations/flood`);
  await page.getByRole('spinbutton', { name: 'seconds' }).fill(String(seconds));
  await button(page, 'Send').click();
  await becomes(async () => (await rows(page).count()) > 0, true);
  assert.ok((await rows(page).count()) < 100);
  await region(page)
    .getByText(`${total} events`)
    .waitFor({ timeout: (seconds * 5 + 30) * 1000 });
  await button(page, 'Reconnect').waitFor();
  assert.match((await rowNames(page))[0], new RegExp(`^${total} tick ${total - 1} `));
  assert.ok((await rows(page).count()) < 100);
  if (total > 100_000)
    await region(page)
      .getByText(/First \d+ dropped from view; Save has them/)
      .waitFor();
  const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  assert.ok(heap < 200e6, `the heap has ${heap} bytes`);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save').click(),
  ]);
  const saved = readFileSync(await download.path(), 'utf8');
  assert.equal(saved.split('\n\n').length - 1, total, 'what the view dropped is saved');
  await done();
});
