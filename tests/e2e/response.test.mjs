// The response of a request: read, searched, copied, compared, followed.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  attended,
  becomes,
  open,
  served,
  settled,
  stage,
  texts,
  usable,
} from './support/browser.mjs';
import { embedding, embeddingPages } from './support/embedding.mjs';
import { listOf } from './support/large.mjs';

const kMegabyte = 1_000_000;

const kLarge = listOf(20 * kMegabyte);

/** A tenth of a second of silence: WAVE, 8000 samples of 8 bits a second. */
function silence() {
  const head = Buffer.alloc(44);
  const numbers = { 4: 836, 16: 16, 24: 8000, 28: 8000, 40: 800 };
  for (const [at, value] of Object.entries(numbers)) head.writeUInt32LE(value, Number(at));
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ])
    head.writeUInt16LE(value, at);
  head.write('RIFF', 0);
  head.write('WAVEfmt ', 8);
  head.write('data', 36);
  return Buffer.concat([head, Buffer.alloc(800, 128)]);
}

/** Each path gives one response. */
function api() {
  const give = (status, type, body, headers) => (request, response) => {
    response.writeHead(status, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      ...headers,
    });
    response.end(body);
  };
  return texts({
    '/list': give(200, 'application/json', listOf(4000)),
    '/large': give(200, 'application/json', kLarge),
    '/wrong': give(200, 'application/json', '[{"id":1},{"id":"two"}]', { 'x-total': 'many' }),
    '/teapot': give(418, 'text/plain', 'short and stout'),
    '/csv': give(200, 'text/csv', 'id,name\n1,"Ada, Countess"\n'),
    '/bytes': give(200, 'application/octet-stream', Buffer.from([0, 1, 254, 255, 72, 105])),
    '/page': give(200, 'text/html', '<h1>Hello</h1><script>top.location = "about:blank"</script>'),
    '/token': give(201, 'application/json', '{"token":"secret-token","id":7}'),
    '/moved': (request, response) => {
      response.writeHead(302, { location: '/list', 'access-control-allow-origin': '*' });
      response.end();
    },
    '/broken': (request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '1000',
        'access-control-allow-origin': '*',
      });
      response.write('{"list":[1,2,');
      setTimeout(() => response.destroy(), 200);
    },
    '/sound': give(200, 'audio/wav', silence()),
    '/film': give(200, 'video/mp4', Buffer.from('no film that plays')),
    '/paper': give(200, 'application/pdf', '%PDF-1.4\n%%EOF\n'),
    '/shut': (request, response) => response.end('{}'),
    '/pets/7': give(200, 'application/json', '{"id":7}'),
  });
}

const server = await api();
after(() => server.stop());

/** A server that ends before the first test. */
const gone = await texts({});
const kInsecure = 'http://api.example';

const get = (operationId, more = {}) => ({
  get: { operationId, responses: { 200: { description: 'Fine' } }, ...more },
});
const described = {
  openapi: '3.1.0',
  info: { title: 'Responses', version: '1' },
  servers: [{ url: server.url }],
  security: [],
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/list': get('list'),
    '/large': get('large'),
    '/wrong': get('wrong', {
      responses: {
        200: {
          description: 'Fine',
          headers: { 'X-Total': { schema: { type: 'integer' } } },
          content: {
            'application/json': {
              schema: { type: 'array', items: { properties: { id: { type: 'integer' } } } },
            },
          },
        },
      },
    }),
    '/teapot': get('teapot'),
    '/csv': get('csv'),
    '/bytes': get('bytes'),
    '/page': get('page'),
    '/moved': get('moved'),
    '/broken': get('broken'),
    '/sound': get('sound'),
    '/film': get('film'),
    '/paper': get('paper'),
    '/shut': get('shut'),
    '/gone': get('gone', { servers: [{ url: gone.url }] }),
    '/insecure': get('insecure', { servers: [{ url: kInsecure }] }),
    '/token': get('token', {
      responses: {
        201: {
          description: 'Made',
          links: { read: { operationId: 'pet', parameters: { id: '$response.body#/id' } } },
        },
      },
    }),
    '/pets/{id}': get('pet', {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    }),
  },
};

const [browser, docs] = await stage(served(described));
await gone.stop();

/** A page that has sent the operation's request; `quiet`: its console may report errors. */
async function sent(operation, options) {
  const { page, done } = await open(browser, `${docs.url}/docs#/operations/${operation}`, options);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByRole('tab', { name: 'Body' }).waitFor();
  return { page, done, response, text: response.locator('pre') };
}

/** Remembers what was copied: the clipboard of a headless browser is not ours. */
const keepCopies = () => {
  window.copies = [];
  navigator.clipboard.writeText = async (text) => void window.copies.push(text);
};
const copied = (page) => page.evaluate(() => window.copies.at(-1));

test('ABodyIsFoldedSearchedAndCopied', async () => {
  const { page, done, response, text } = await sent('list', { init: keepCopies });
  await text.filter({ hasText: '"pet 3"' }).waitFor();
  await response.getByRole('button', { name: 'Line 2', exact: true }).click();
  await text.filter({ hasText: '{ … }' }).waitFor();
  const search = response.getByRole('searchbox', { name: 'Search body' });
  await search.fill('PET 1');
  await response.getByText(/^1 of \d+$/).waitFor();
  await search.press('Enter');
  await response.getByText(/^2 of \d+$/).waitFor();
  await search.press('Shift+Enter');
  await response.getByText(/^1 of \d+$/).waitFor();
  await response.getByRole('button', { name: 'Copy path' }).click();
  await becomes(() => copied(page), '[1].name');
  await response.getByRole('button', { name: 'Copy value' }).click();
  await becomes(() => copied(page), 'pet 1');
  await response.getByRole('button', { name: 'Table', exact: true }).click();
  await response.getByRole('cell').filter({ hasText: 'pet 2' }).first().waitFor();
  await done();
});

test('ALargeBodyStallsNothingAndIsSearched', async () => {
  const { page, done, response, text } = await sent('large', {
    init: () => {
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          window.longest = Math.max(window.longest, duration);
      }).observe({ entryTypes: ['longtask'] });
    },
  });
  await text.filter({ hasText: '"pet 0"' }).waitFor();
  const last = JSON.parse(kLarge).length - 1;
  await response.getByRole('searchbox', { name: 'Search body' }).fill(`"pet ${last}"`);
  await response.getByText('1 of 1', { exact: true }).waitFor({ timeout: 60_000 });
  await text.filter({ hasText: `"pet ${last}"` }).waitFor();
  assert.ok((await text.textContent()).length < 50_000, 'only what is seen is there');
  console.log(`longest task: ${await page.evaluate(() => window.longest)} ms`);
  await done();
});

test('DifferencesAreMarkedAtTheirLine', async () => {
  const { done, response } = await sent('wrong');
  await response.getByText("Doesn't match the description").waitFor();
  await response.getByText(/X-Total: /).waitFor();
  const mark = response.getByRole('button', { name: /^Line 6: / });
  await mark.focus();
  await response
    .getByRole('paragraph')
    .filter({ hasText: /integer/ })
    .first()
    .waitFor();
  await done();
});

test('AStatusThatIsNotDescribedIsSaid', async () => {
  const { done, response } = await sent('teapot');
  await response.getByText('Undocumented status 418').waitFor();
  await done();
});

test('CsvIsATableBytesAreHexAndHtmlIsPreviewedWithoutScripts', async () => {
  const csv = await sent('csv');
  await csv.response.getByRole('button', { name: 'Table', exact: true }).click();
  await csv.response.getByRole('cell').filter({ hasText: 'Ada, Countess' }).waitFor();
  await csv.done();
  const bytes = await sent('bytes');
  await bytes.text.filter({ hasText: '00 01 fe ff 48 69' }).waitFor();
  await bytes.done();
  const html = await sent('page');
  await html.response.getByRole('button', { name: 'Preview' }).click();
  const frame = html.response.locator('iframe');
  await frame.waitFor();
  assert.equal(await frame.getAttribute('sandbox'), '');
  await frame.contentFrame().getByRole('heading', { name: 'Hello' }).waitFor();
  assert.match(html.page.url(), /operations\/page/);
  // The console says that the script was refused.
  await html.page.context().close();
});

test('SoundVideoAndPdfAreShownByTheirElements', async () => {
  const sound = await sent('sound');
  const audio = sound.response.locator('audio[aria-label="Body"][controls]');
  await audio.waitFor();
  await becomes(() => audio.evaluate(({ duration }) => duration > 0), true);
  await sound.done();
  const film = await sent('film');
  const video = film.response.locator('video[aria-label="Body"][controls]');
  await video.waitFor();
  assert.match(await video.getAttribute('src'), /^blob:/);
  await film.page.context().close();
  const paper = await sent('paper');
  const frame = paper.response.locator('iframe[title="Body"]');
  await frame.waitFor();
  assert.match(await frame.getAttribute('src'), /^blob:/);
  // A browser without a viewer of PDF may say so on its console.
  await paper.page.context().close();
});

test('ARedirectAndTheMeaningOfHeadersAreSaid', async () => {
  const { done, response } = await sent('moved');
  await response.getByText(`Redirected to ${server.url}/list`).waitFor();
  await response.getByRole('tab', { name: 'Headers' }).click();
  await response.getByTitle('Media type of the body').waitFor();
  await response.getByText(/Waiting .* Download/).waitFor();
  await done();
});

test('ABodyThatBreaksOffKeepsWhatCame', async () => {
  const { page, response, text } = await sent('broken');
  await response.getByRole('alert').filter({ hasText: 'broke off after 13 B' }).waitFor();
  await text.filter({ hasText: '"list": [' }).waitFor();
  await page.context().close();
});

test('ATokenIsCopiedAndBecomesTheCredential', async () => {
  const { page, done, response } = await sent('token', { init: keepCopies });
  await response.getByRole('button', { name: 'Copy token' }).click();
  await becomes(() => copied(page), 'secret-token');
  await response.getByRole('button', { name: 'Use as credential' }).click();
  await response.getByRole('button', { name: 'Authorized' }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
  assert.ok(!kept.includes('secret-token'));
  await done();
});

test('ALinkContinuesIntoTheNextOperation', async () => {
  const { page, done, response } = await sent('token');
  await response.getByText('Fills in id = 7').waitFor();
  await response.getByRole('button', { name: 'Continue: pet' }).click();
  await becomes(() => page.getByRole('spinbutton', { name: 'id' }).inputValue(), '7');
  assert.match(page.url(), /operations\/pet$/);
  await done();
});

/** Sends the request of a page, which fails with those words. The console has the reason too, where it belongs. */
async function fails(page, ...words) {
  await attended(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const alert = page.getByRole('region', { name: 'Response' }).getByRole('alert');
  for (const each of words) await alert.filter({ hasText: each }).waitFor();
  await page.context().close();
}

test('ARefusalIsToldFromAServerThatIsNotThere', async () => {
  const shut = await open(browser, `${docs.url}/docs#/operations/shut`);
  await fails(shut.page, `${server.url} doesn't allow requests from this page (CORS)`);
  const absent = await open(browser, `${docs.url}/docs#/operations/gone`);
  await fails(absent.page, `No response from ${gone.url}`, 'Nothing responds there');
});

test('ThePolicyOfThePageIsNamedWhereItRefuses', async (context) => {
  const head = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self' ${docs.url}">`;
  const elsewhere = await texts(embeddingPages(embedding(docs.url, 'list', { head }), described));
  context.after(elsewhere.stop);
  const { page } = await open(browser, elsewhere.url);
  await fails(
    page,
    `The Content Security Policy of this page refuses ${server.url}`,
    `Add ${server.url} to connect-src`,
  );
});

test('AnHttpsPageSaysThatItCannotAskOverHttp', async () => {
  const { page } = await open(browser, 'about:blank', { ready: false });
  const kPage = 'https://docs.example';
  await page.route(`${kPage}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({ contentType: 'text/html', body: embedding(kPage, 'insecure') });
    if (pathname === '/api.json') return route.fulfill({ json: described });
    // The files of the page, as they are before they are compressed.
    const headers = { 'accept-encoding': 'identity' };
    const response = await route.fetch({ url: docs.url + pathname, headers });
    return route.fulfill({ response });
  });
  await page.goto(`${kPage}/`);
  await settled(page);
  await usable(page);
  await fails(
    page,
    `An https page can't send requests to ${kInsecure} over http`,
    'Choose a server with https',
  );
});
