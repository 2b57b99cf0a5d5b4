// What keeps the element from starting: each reason is a sentence in its place, with the remedy, and never an
// uncaught error; and what it does not need to start.
import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exported, open, settled, site, stage, texts, vitrine } from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));

const kModule = '**/vitrine/vitrine-*.wasm';
const fixture = fileURLToPath(new URL('../fixtures/gallery.json', import.meta.url));
// The page's files, for servers with headers of their own.
const files = exported(fixture);
after(() => files.remove());
const spec = readFileSync(fixture, 'utf8');

const html = (script, { lang = 'en', element = '<vitrine-playground spec="/api.json">' } = {}) =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">
${script}${element}</vitrine-playground></html>`;
const kScript = '<script type="module" src="/vitrine.js"></script>';

/** A page that collects uncaught errors; what the browser itself reports of policies and networks is no error of ours. */
async function opened(url, { init, prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const uncaught = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  if (init) await page.addInitScript(init);
  await prepare?.(page);
  await page.goto(url);
  const done = async () => {
    await context.close();
    assert.deepEqual(uncaught, []);
  };
  return { page, done };
}

/** What `ready` rejected with. */
const rejection = (page) =>
  page.evaluate(async () => {
    await customElements.whenDefined('vitrine-playground');
    return document.querySelector('vitrine-playground').ready.then(
      () => null,
      ({ name, message, problem, address, status, contentType }) => ({
        name,
        message,
        problem,
        address,
        status,
        contentType,
      }),
    );
  });

const works = (page) =>
  page.getByRole('navigation', { name: 'Operations' }).getByRole('link').first().waitFor();

test('AModuleThatCannotBeHadIsSaidWithItsRemedy', async () => {
  for (const [response, problem, said, button] of [
    [{ status: 503 }, 'status', /did not give vitrine-\w+\.wasm/, 'Try again'],
    [{ status: 404 }, 'outdated', /older than its files/, 'Reload the page'],
    [
      { status: 200, contentType: 'text/html', body: '<!doctype html>' },
      'outdated',
      /deployed anew/,
      'Reload the page',
    ],
    [
      { status: 200, contentType: 'application/wasm', body: 'none' },
      'broken',
      /incomplete/,
      'Try again',
    ],
    [undefined, 'network', /Check the connection/, 'Try again'],
  ]) {
    const { page, done } = await opened(`${server.url}/docs`, {
      prepare: (it) =>
        it.route(kModule, (route) => (response ? route.fulfill(response) : route.abort())),
    });
    const alert = page.getByRole('alert');
    await alert.getByText(said).waitFor();
    const error = await rejection(page);
    assert.equal(error.name, 'LoadError');
    assert.equal(error.problem, problem);
    assert.match(error.address, /\/vitrine\/vitrine-\w+\.wasm$/);
    if (response && problem !== 'broken') assert.equal(error.status, response.status);
    if (response?.contentType) assert.equal(error.contentType, response.contentType);
    await page.unroute(kModule);
    await alert.getByRole('button', { name: button }).click();
    await works(page);
    assert.equal(await alert.count(), 0);
    await done();
  }
});

test('TheSentenceIsInTheLanguageOfThePage', async (context) => {
  const host = await texts({
    '/ko': html(`<script type="module" src="${server.url}/vitrine.js"></script>`, { lang: 'ko' }),
    '/ja': html(`<script type="module" src="${server.url}/vitrine.js"></script>`, { lang: 'ja' }),
  });
  context.after(host.stop);
  for (const [language, said, button] of [
    ['ko', /파일을 주지 않았습니다/, '다시 시도'],
    ['ja', /返しませんでした/, '再試行'],
  ]) {
    const { page, done } = await opened(`${host.url}/${language}`, {
      prepare: (it) =>
        it.route(kModule, (route) =>
          route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
        ),
    });
    await page.getByRole('alert').getByText(said).waitFor();
    await page.getByRole('alert').getByRole('button', { name: button }).waitFor();
    await done();
  }
});

test('AServerThatDoesNotLetThePageReadItsFilesIsNamed', async (context) => {
  const other = await site(files.folder, '/', {
    headers: (name) => (name.endsWith('.wasm') ? {} : { 'access-control-allow-origin': '*' }),
  });
  const host = await texts({
    '/': html(`<script type="module" src="${other.url}/vitrine.js"></script>`),
  });
  context.after(() => Promise.all([other.stop(), host.stop()]));
  const { page, done } = await opened(host.url);
  await page.getByRole('alert').getByText(`files of ${other.url} (CORS)`).waitFor();
  assert.equal((await rejection(page)).problem, 'crossOrigin');
  await done();
});

test('APolicyThatForbidsItIsSaid', async (context) => {
  const policy = (connect, evaluate) =>
    `default-src 'none'; script-src 'self' ${evaluate}; style-src 'self' 'unsafe-inline'; connect-src ${connect}; img-src data:`;
  for (const [value, said, problem] of [
    [policy('*', ''), /Add 'wasm-unsafe-eval' to script-src/, 'evaluation'],
    [policy("'none'", "'wasm-unsafe-eval'"), /Add http:\/\/\S+ to connect-src/, 'policy'],
  ]) {
    const host = await site(files.folder, '/', {
      headers: { 'content-security-policy': value },
      pages: { 'page.html': html(kScript) },
    });
    context.after(host.stop);
    const { page, done } = await opened(`${host.url}/page.html`);
    await page.getByRole('alert').getByText(said).waitFor();
    assert.equal((await rejection(page)).problem, problem);
    await done();
  }
});

test('ABrowserWithoutWebAssemblyIsToldSo', async () => {
  const { page, done } = await opened(`${server.url}/docs`, { init: 'delete window.WebAssembly' });
  await page.getByRole('alert').getByText('This browser has no WebAssembly').waitFor();
  assert.equal((await rejection(page)).problem, 'noWebAssembly');
  await done();
});

test('ItWorksUnderTrustedTypes', async (context) => {
  for (const [name, value] of Object.entries({
    any: "require-trusted-types-for 'script'",
    own: "require-trusted-types-for 'script'; trusted-types vitrine",
    none: "require-trusted-types-for 'script'; trusted-types 'none'",
  })) {
    const host = await site(files.folder, '/', {
      headers: { 'content-security-policy': value },
      pages: { 'page.html': html(kScript), 'api.json': spec },
    });
    context.after(host.stop);
    const reported = [];
    const { page, done } = await opened(`${host.url}/page.html`, {
      prepare: (it) =>
        it.on('console', (message) => message.type() === 'error' && reported.push(message.text())),
    });
    await settled(page);
    await works(page);
    await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
    await page.getByRole('dialog', { name: 'Authorize' }).waitFor();
    await done();
    // A page that allows no policy at all hears that one was asked for.
    if (name !== 'none') assert.deepEqual(reported, [], name);
  }
});

test('ItWorksInASandboxWithoutAnOrigin', async (context) => {
  const host = await site(files.folder, '/', {
    headers: { 'access-control-allow-origin': '*' },
    pages: {
      'page.html': html(kScript),
      'api.json': spec,
      'around.html': `<!doctype html><title>Around</title><link rel="icon" href="data:,">
<iframe sandbox="allow-scripts" src="/page.html" style="width: 1000px; height: 700px"></iframe>`,
    },
  });
  context.after(host.stop);
  const { page, done } = await opened(`${host.url}/around.html`);
  const frame = page.frameLocator('iframe');
  await frame
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: 'GET /pictures' })
    .first()
    .click();
  await frame.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await done();
});

test('APageOpenedFromDiskIsToldWhatItCannotLoad', async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-disk-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'api.json'), spec);
  writeFileSync(
    path.join(folder, 'page.html'),
    html(`<script type="module" src="${server.url}/vitrine.js"></script>`, {
      element: '<vitrine-playground spec="api.json">',
    }),
  );
  const { page, done } = await opened(`file://${folder}/page.html`);
  await page.getByText('python3 -m http.server').first().waitFor();
  assert.equal((await rejection(page)).problem, 'file');
  await done();
});

test('ReadyRejectsWithWhatIsKnownOfADescription', async (context) => {
  const host = await site(files.folder, '/', {
    pages: { 'page.html': html(kScript, { element: '<vitrine-playground spec="/gone.json">' }) },
  });
  context.after(host.stop);
  const { page, done } = await opened(`${host.url}/page.html`, {
    init: `addEventListener('vitrine-error', ({ detail }) => { window.detail = detail; });`,
  });
  const error = await rejection(page);
  assert.equal(error.name, 'LoadError');
  assert.equal(error.address, `${host.url}/gone.json`);
  assert.equal(error.status, 404);
  assert.match(error.message, /404 Not Found/);
  assert.equal(await page.evaluate(() => window.detail.status), 404);
  await done();
});

test('PropertiesSetBeforeTheElementIsDefinedAreTakenOver', async (context) => {
  const host = await site(files.folder, '/', {
    pages: {
      'page.html': html('', { element: '<vitrine-playground>' }),
      'api.json': spec,
    },
  });
  context.after(host.stop);
  const { page, done } = await open(browser, `${host.url}/page.html`, { ready: false });
  await page.evaluate(() => {
    const element = document.querySelector('vitrine-playground');
    Object.assign(element, { spec: '/api.json', headingLevel: 3, theme: 'dark', mine: 1 });
    return import('/vitrine.js').then(() => {});
  });
  await settled(page);
  await works(page);
  assert.deepEqual(
    await page.evaluate(() => {
      const element = document.querySelector('vitrine-playground');
      return [element.getAttribute('spec'), element.headingLevel, element.theme, element.mine];
    }),
    ['/api.json', 3, 'dark', 1],
  );
  await done();
});

test('ConfigureSaysWhereTheFilesAre', async (context) => {
  const folder = path.join(files.folder, 'vitrine');
  const part = (name) =>
    readFileSync(
      path.join(
        folder,
        readdirSync(folder).find((file) => new RegExp(`^${name}-\\w+\\.wasm$`).test(file)),
      ),
    );
  const give = (bytes) => (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/wasm' }).end(bytes);
  const host = await texts({
    '/': html(`<script type="module">
import { configure } from '${server.url}/vitrine.js';
configure({ wasm: fetch('/elsewhere/a'), later: '/elsewhere/b' });
</script>`),
    '/api.json': spec,
    '/elsewhere/a': give(part('vitrine')),
    '/elsewhere/b': give(part('later')),
  });
  context.after(host.stop);
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(host.url);
  await works(page);
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().waitFor();
  assert.ok(asked.includes('/elsewhere/a'));
  assert.deepEqual(
    asked.filter((name) => name.endsWith('.wasm')),
    [],
  );
  await done();
});
