// The console of a WebSocket as a user meets it: what goes both ways, how it ends, why it cannot be opened.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { becomes, open, served, stage } from './support/browser.mjs';
import { sockets, socketsDescription } from './support/sockets.mjs';

const server = await sockets();
after(() => server.stop());
const [browser, docs] = await stage(served(socketsDescription(server.url)));

const button = (page, name) => page.getByRole('button', { name, exact: true });
const log = (page) => page.getByRole('log', { name: 'Messages' });
/** What is unfolded has a button to copy it. */
const rows = (page) => log(page).getByRole('button', { name: /^\d/ });
const rowNames = (page) =>
  rows(page).evaluateAll((all) =>
    all.map((each) => each.getAttribute('aria-label') ?? each.textContent),
  );
const region = (page) => page.getByRole('region', { name: 'Response' });
const message = (page) => page.getByRole('textbox', { name: 'Message', exact: true });

const visit = (operation) => open(browser, `${docs.url}/docs#/operations/${operation}`);

/** Opens the operation and its WebSocket. */
async function connect(operation = 'chat') {
  const opened = await visit(operation);
  const { page } = opened;
  if (operation === 'chat') await page.getByRole('textbox', { name: 'room' }).fill('blue');
  const before = server.handshakes.length;
  await button(page, 'Connect').click();
  await becomes(async () => server.handshakes.length, before + 1);
  await button(page, 'Disconnect').waitFor();
  return opened;
}

test('MessagesGoBothWaysWithTheirDirectionInWords', async () => {
  const { page, done } = await connect();
  assert.equal(server.handshakes.at(-1).url, '/rooms/blue');
  await region(page).getByText('Subprotocol chat.v2').waitFor();
  await region(page).getByText('No messages yet').waitFor();
  assert.match(await message(page).inputValue(), /Good morning/);
  await message(page).fill('{"words":"hi"}');
  await button(page, 'Send').click();
  await becomes(async () => server.received.at(-1), '{"words":"hi"}');
  server.say('{"from":"ada","words":"hello"}');
  server.say('{"words":1}');
  await becomes(() => rows(page).count(), 3);
  const [newest, second, oldest] = await rowNames(page);
  assert.equal(oldest, '1 sent {"words":"hi"}');
  assert.equal(second, '2 received {"from":"ada","words":"hello"}');
  assert.match(newest, /^3 received \{"words":1\} – /);
  await region(page).getByText("1 doesn't match the description").waitFor();
  await rows(page).nth(1).click();
  await log(page).getByText('"words": "hello"').waitFor();
  await done();
});

test('TheMessageIsJudgedAsItIsWrittenAndSentByKey', async () => {
  const { page, done } = await connect();
  await message(page).fill('{"words":1}');
  await becomes(() => message(page).getAttribute('aria-invalid'), 'true');
  await region(page).getByText('words must be').waitFor();
  await message(page).fill('no JSON');
  await region(page).getByText('Not valid JSON, so it is sent as text').waitFor();
  await message(page).press('Control+Enter');
  await becomes(async () => server.received.at(-1), 'no JSON');
  await becomes(() => rowNames(page), ['1 sent no JSON']);
  assert.equal(await message(page).inputValue(), 'no JSON');
  await done();
});

test('BytesAreShownAsDigits', async () => {
  const { page, done } = await connect('echo');
  server.sayBytes([0x48, 0x69, 0xff]);
  await becomes(() => rows(page).count(), 1);
  assert.match((await rowNames(page))[0], /^1 received 3 B of binary data/);
  await rows(page).first().click();
  await log(page).getByText('48 69 ff').waitFor();
  await done();
});

test('EitherSideClosesItAndTheCodeIsSaidInWords', async () => {
  const { page, done } = await connect();
  await button(page, 'Disconnect').click();
  await becomes(async () => server.closes.at(-1), 1000);
  await region(page).getByText('All was done').waitFor();
  assert.equal(await button(page, 'Send').isDisabled(), true);

  const before = server.handshakes.length;
  await button(page, 'Connect').click();
  await becomes(async () => server.handshakes.length, before + 1);
  await button(page, 'Disconnect').waitFor();
  server.close(4001, 'go home');
  await region(page).getByText('4001').waitFor();
  await region(page).getByText('go home').waitFor();
  await done();
});

test('ItIsSavedAndGoesOnOnReconnect', async () => {
  const { page, done } = await connect();
  server.say('{"from":"a"}');
  await becomes(() => rows(page).count(), 1);
  await message(page).fill('mine');
  server.drop();
  await region(page).getByText('The connection broke off').waitFor();
  const before = server.handshakes.length;
  await button(page, 'Reconnect').click();
  await becomes(async () => server.handshakes.length, before + 1);
  await button(page, 'Disconnect').waitFor();
  await button(page, 'Send').click();
  await becomes(() => rowNames(page), ['2 sent mine', '1 received {"from":"a"}']);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save').click(),
  ]);
  assert.equal(download.suggestedFilename(), 'blue.jsonl');
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ sent, received, closed }) => sent ?? received ?? closed),
    ['{"from":"a"}', 1006, 'mine'],
  );
  await done();
});

test('NoHeadersAreSentAndOnlyCookiesGoByThemselves', async () => {
  const { page, done } = await visit('chat');
  await page.context().addCookies([{ name: 'who', value: 'ada', url: server.url }]);
  await page.getByRole('textbox', { name: 'room' }).fill('blue');
  await page.getByRole('textbox', { name: 'X-Trace' }).fill('abc');
  await page.getByText('Not sent: X-Trace. Cookies are sent automatically.').waitFor();
  await button(page, 'Authorize').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('s3cr3t');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const before = server.handshakes.length;
  await button(page, 'Connect').click();
  await becomes(async () => server.handshakes.length, before + 1);
  const { url, headers } = server.handshakes.at(-1);
  assert.equal(url, '/rooms/blue?key=s3cr3t');
  assert.equal(headers['x-trace'], undefined);
  assert.equal(headers.cookie, 'who=ada');
  const code = await page.getByRole('region', { name: 'Code' }).innerText();
  assert.match(code, /wss?:/);
  assert.doesNotMatch(code, /s3cr3t/);
  await done();
});

test('WhereItCannotBeOpenedThePageSaysWhatCanBeWrong', async () => {
  // The browser writes each failure to its console.
  const refused = await visit('chat');
  await refused.page.getByRole('textbox', { name: 'room' }).fill('refused');
  await button(refused.page, 'Connect').click();
  const alert = region(refused.page).getByRole('alert');
  await alert.getByText('could not be opened').waitFor();
  await region(refused.page).getByText('A server responds there').waitFor();
  await refused.page.context().close();

  const nobody = await visit('nobody');
  await button(nobody.page, 'Connect').click();
  await region(nobody.page).getByText('The WebSocket to ws://127.0.0.1:1').waitFor();
  await button(nobody.page, 'Connect').waitFor();
  await nobody.page.context().close();
});

test('ManyMessagesAreCountedWithFewElements', async () => {
  const { page, done } = await connect();
  const total = 20_000;
  for (let number = 0; number < total; ++number) server.say(`{"from":"${number}"}`);
  await region(page).getByText(`${total} messages`).waitFor({ timeout: 60_000 });
  assert.ok((await rows(page).count()) < 100);
  await button(page, 'Pause').click();
  server.say('{"from":"last"}');
  await region(page).getByText('1 new').waitFor();
  await button(page, 'Resume').click();
  await becomes(async () => (await rowNames(page))[0], `${total + 1} received {"from":"last"}`);
  await page.getByRole('combobox', { name: 'Direction' }).waitFor({ state: 'detached' });
  await page.getByRole('searchbox', { name: 'Filter messages' }).fill('"19999"');
  await becomes(() => rowNames(page), ['20000 received {"from":"19999"}']);
  await done();
});

test('TheSchemasOfItsMessagesAreRead', async () => {
  const { page, done } = await visit('chat');
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: 'Messages you send' }).waitFor();
  await main.getByRole('heading', { name: 'Messages you get' }).waitFor();
  await main.getByText('What is said').waitFor();
  await done();
});
