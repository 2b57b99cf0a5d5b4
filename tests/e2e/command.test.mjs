// The command as a user meets it: a description that changes under the page, a site that was exported, the
// window in which a sign-in ends.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { command, open, served, stage, vitrine } from './support/browser.mjs';

const [browser] = await stage();

const description = (...summaries) => ({
  openapi: '3.1.0',
  info: { title: 'Changing', version: '1' },
  paths: Object.fromEntries(
    summaries.map((summary, i) => [
      `/op${i}`,
      {
        post: {
          operationId: `op${i}`,
          summary,
          requestBody: { content: { 'application/json': { schema: {} } } },
          responses: { 200: { description: 'Fine' } },
        },
      },
    ]),
  ),
});

test('APageReadsItsDescriptionAgainWhenTheFileChangesAndKeepsWhatWasTyped', async () => {
  const server = await served(description('First'));
  const { page, done } = await open(browser, `${server.url}/docs#/operations/op0`);
  const editor = page.getByRole('textbox', { name: 'Request body' });
  await editor.fill('{"typed": 1}');
  const navigation = page.getByRole('navigation', { name: 'Operations' });
  server.write(description('First', 'Second'));
  await navigation.getByRole('link', { name: 'POST /op1 Second' }).waitFor();
  assert.equal(await editor.inputValue(), '{"typed": 1}');

  // Broken for a moment, as a file is while it is written: nothing typed is lost.
  const broken = page.waitForResponse(/api\.json/);
  server.write('no description');
  await (await broken).finished();
  server.write(description('First', 'Second', 'Third'));
  await navigation.getByRole('link', { name: 'POST /op2 Third' }).waitFor();
  assert.equal(await editor.inputValue(), '{"typed": 1}');
  await done();
  await server.stop();
});

test('AnExportedSiteWorksBelowAnyPathOfAnyFileServer', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-e2e-'));
  const spec = path.join(folder, 'my api.json');
  const document = description('First');
  document.paths['/op0'].post.requestBody.content['application/json'].schema = {
    $ref: 'part.json',
  };
  writeFileSync(spec, JSON.stringify(document));
  writeFileSync(
    path.join(folder, 'part.json'),
    JSON.stringify({ type: 'object', properties: { neighbour: { type: 'string' } } }),
  );
  const site = path.join(folder, 'site');
  execFileSync(command, ['export', spec, site], { stdio: 'pipe' });

  // No types, no compression, no index but of folders: as little as a file server can do.
  const server = createServer((request, response) => {
    let file = path.join(
      site,
      decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/^\/deep\/down/, ''),
    );
    if (file.endsWith('/')) file += 'index.html';
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    const type = {
      '.html': 'text/html',
      '.js': 'text/javascript',
      '.css': 'text/css',
      '.svg': 'image/svg+xml',
    }[path.extname(file)];
    response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' });
    return createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { page, done } = await open(
    browser,
    `http://127.0.0.1:${server.address().port}/deep/down/#/operations/op0`,
  );
  await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
  await page.getByText('neighbour').first().waitFor();
  await done();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

test('FilesOutsideTheFolderAreShownAndNewOnesAfterAnEdit', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-e2e-'));
  for (const name of ['.git', 'docs/api', 'common'])
    mkdirSync(path.join(folder, name), { recursive: true });
  const write = (name, value) => writeFileSync(path.join(folder, name), JSON.stringify(value));
  const referring = (...names) => {
    const document = description(...names);
    names.forEach((name, i) => {
      document.paths[`/op${i}`].post.requestBody.content['application/json'].schema = {
        $ref: `../../common/${name}.json`,
      };
    });
    return document;
  };
  for (const name of ['first', 'second']) {
    write(`common/${name}.json`, {
      type: 'object',
      properties: { [`${name}Property`]: { type: 'string' } },
    });
  }
  write('docs/api/openapi.json', referring('first'));
  const server = await vitrine('serve', path.join(folder, 'docs/api/openapi.json'));
  const { page, done } = await open(browser, `${server.url}/docs#/operations/op0`);
  await page.getByText('firstProperty').first().waitFor();
  assert.equal((await fetch(`${server.url}/spec/common/second.json`)).status, 404);
  write('docs/api/openapi.json', referring('first', 'second'));
  await page
    .getByRole('navigation', { name: 'Operations' })
    .getByRole('link', { name: 'POST /op1 second' })
    .click();
  await page.getByText('secondProperty').first().waitFor();
  await done();
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('ASignInEndsInTheWindowThatBeganIt', async () => {
  const server = await served(description('First'));
  const { page, done } = await open(browser, `${server.url}/docs`);
  const answer = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', ({ data, origin }) => resolve({ data, origin }));
        open('/docs/oauth2-redirect?code=c0de&state=s#token=t', 'sign-in', 'popup');
      }),
  );
  assert.deepEqual(await answer, {
    origin: server.url,
    data: { type: 'vitrine:popup', query: '?code=c0de&state=s', fragment: '#token=t' },
  });
  await done();
  await server.stop();
});

test('WithoutAWindowThatAskedTheAnswerGoesToThePageByItsChannel', async () => {
  const server = await served(description('First'));
  const { page, done } = await open(browser, `${server.url}/docs`);
  const answer = page.evaluate(
    () =>
      new Promise((resolve) => {
        new BroadcastChannel('vitrine:popup').onmessage = ({ data }) => resolve(data.query);
      }),
  );
  const other = await page.context().newPage();
  await other.goto(`${server.url}/docs/oauth2-redirect?code=c0de`);
  assert.equal(await answer, '?code=c0de');
  await other.getByRole('status').filter({ hasText: 'Done' }).waitFor();
  assert.equal(other.url(), `${server.url}/docs/oauth2-redirect`);
  await done();
  await server.stop();
});

test('WhatCannotBeDoneIsSaidWithTheWayOut', () => {
  const said = (...args) => {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    return { status, stderr };
  };
  assert.match(
    said('serve', '/nowhere/api.json').stderr,
    /cannot read \/nowhere\/api\.json.*path of an OpenAPI file/,
  );
  assert.match(said('serve').stderr, /serve needs SPEC/);
  assert.match(said('demo', '--prot', '1').stderr, /did you mean --port\?/);
  assert.match(said('demo', '--data', '/proc/x').stderr, /cannot write to \/proc\/x.*--data DIR/);
  for (const args of [
    [],
    ['demo', '--prot', '1'],
    ['serve', '/nowhere/api.json'],
    ['export', 'x'],
  ]) {
    assert.equal(said(...args).status, 2);
  }
});
