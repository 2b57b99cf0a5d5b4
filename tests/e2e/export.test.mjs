// A site that was exported: its words without the playground, its pages below a path, one file from disk.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { command, open, site, stage } from './support/browser.mjs';

const [browser] = await stage();
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-export-'));
after(() => rmSync(folder, { recursive: true }));

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Pets',
    version: '1',
    summary: 'All pets.',
    description: 'Begin with [adding one](#/operations/add). <script>alert(1)</script>',
  },
  tags: [{ name: 'pets', description: 'Those that live here.' }],
  paths: {
    '/pets': {
      post: {
        operationId: 'add',
        summary: 'Add a pet',
        tags: ['pets'],
        requestBody: { content: { 'application/json': { schema: { $ref: 'pet.json' } } } },
        responses: {
          201: {
            description: 'Made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Owner' } } },
          },
        },
      },
      get: {
        operationId: 'list',
        summary: 'List pets',
        responses: { 200: { description: 'All' } },
      },
    },
  },
  components: { schemas: { Owner: { type: 'object', properties: { owned: { type: 'string' } } } } },
};
const spec = path.join(folder, 'my api.json');
writeFileSync(spec, JSON.stringify(description));
writeFileSync(
  path.join(folder, 'pet.json'),
  JSON.stringify({ type: 'object', properties: { nickname: { type: 'string' } } }),
);
const exported = path.join(folder, 'site');
const run = (...args) => execFileSync(command, ['export', ...args], { stdio: 'pipe' });
run(spec, exported, '--base', 'https://docs.example/pets/');

/** A page without scripts: what search engines and browsers before the module have. */
async function still(url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const missing = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(url);
  return {
    page,
    done: async () => {
      await context.close();
      assert.deepEqual(missing, []);
    },
  };
}

test('WithoutJavaScriptEachPageHasItsWordsAndLinksToTheOthers', async () => {
  const server = await site(exported, '/deep/down/');
  const { page, done } = await still(`${server.url}/deep/down/`);
  await page.getByRole('heading', { level: 1, name: 'Pets' }).waitFor();
  assert.equal(await page.title(), 'Pets');
  await page.getByRole('link', { name: 'adding one' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add a pet' }).waitFor();
  assert.equal(await page.title(), 'Add a pet · Pets');
  assert.match(page.url(), /\/deep\/down\/operations\/add\.html$/);
  await page.getByText('nickname').first().waitFor();
  await page.getByRole('link', { name: 'Owner' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Owner' }).waitFor();
  await page.getByRole('link', { name: 'Pets' }).click();
  await page.getByRole('link', { name: 'pets', exact: true }).click();
  await page.getByText('Those that live here.').waitFor();
  await page.getByRole('link', { name: 'POST /pets' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add a pet' }).waitFor();
  await done();
  await server.stop();
});

test('APageOpensThePlaygroundAtItsPlaceAndTheWordsGo', async () => {
  const server = await site(exported, '/deep/down/');
  for (const [name, heading] of [
    ['operations/add.html', 'Add a pet'],
    ['schemas/Owner.html', 'Owner'],
    ['tags/pets.html', 'pets'],
  ]) {
    const { page, done } = await open(browser, `${server.url}/deep/down/${name}`);
    await page.getByRole('main').getByRole('heading', { level: 1, name: heading }).waitFor();
    await page
      .getByRole('navigation', { name: 'Operations' })
      .getByRole('link', { name: 'GET /pets List pets' })
      .waitFor();
    assert.equal(await page.locator('article.words').isVisible(), false);
    await done();
  }
  await server.stop();
});

test('WhereThePlaygroundCannotStartTheWordsStay', async () => {
  const server = await site(exported);
  const { page } = await open(browser, `${server.url}/operations/add.html`, {
    ready: false,
    init: () => delete globalThis.WebAssembly,
  });
  await page.getByRole('alert').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Add a pet' }).waitFor();
  await page.context().close();
  await server.stop();
});

test('BesideEachPageAreItsMarkdownAndCompressedFiles', () => {
  const read = (name) => readFileSync(path.join(exported, name));
  assert.match(read('operations/add.md').toString(), /^# Add a pet\n[^]*\[`Owner`\]/);
  assert.match(read('llms.txt').toString(), /^# Pets\n\n> All pets\.\n/);
  assert.match(
    read('sitemap.xml').toString(),
    /<loc>https:\/\/docs\.example\/pets\/operations\/add\.html<\/loc>/,
  );
  for (const name of ['operations/add.html', 'vitrine.js', 'spec/my api.json']) {
    if (existsSync(path.join(exported, `${name}.gz`)))
      assert.deepEqual(gunzipSync(read(`${name}.gz`)), read(name));
    if (existsSync(path.join(exported, `${name}.br`)))
      assert.deepEqual(brotliDecompressSync(read(`${name}.br`)), read(name));
  }
  assert.ok(existsSync(path.join(exported, 'operations/add.html.gz')));
  assert.ok(existsSync(path.join(exported, 'operations/add.html.br')));
});

test('AFolderIsUpdatedAndAForeignOneIsRefused', () => {
  const other = path.join(folder, 'other');
  run(spec, other);
  assert.ok(!existsSync(path.join(other, 'sitemap.xml')));
  const before = statSync(path.join(other, 'vitrine.js')).mtimeMs;
  writeFileSync(path.join(other, 'CNAME'), 'docs.example');
  const fewer = path.join(folder, 'fewer.json');
  const { get } = description.paths['/pets'];
  writeFileSync(fewer, JSON.stringify({ ...description, paths: { '/pets': { get } } }));
  run(fewer, other);
  assert.ok(!existsSync(path.join(other, 'operations/add.html')));
  assert.ok(existsSync(path.join(other, 'operations/list.html')));
  assert.equal(statSync(path.join(other, 'vitrine.js')).mtimeMs, before);
  assert.equal(readFileSync(path.join(other, 'CNAME'), 'utf8'), 'docs.example');
  const { status, stderr } = spawnSync(command, ['export', spec, folder], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /holds other things/);
});

test('OneFileOpensFromDiskWithAllInIt', async () => {
  const file = path.join(folder, 'single.html');
  run(spec, file, '--single');
  const { page, done } = await open(browser, `${pathToFileURL(file).href}#/operations/add`);
  await page.getByRole('main').getByRole('heading', { level: 1, name: 'Add a pet' }).waitFor();
  // Of the other file of the description, which is inside as well.
  await page.getByRole('main').getByText('nickname').first().waitFor();
  // A script that a description or an extension of the DOM brings does not run.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => globalThis.intruder), undefined);
  await done().catch((error) => assert.match(error.message, /Content Security Policy/));
  // It replaces its own file, and no other.
  run(spec, file, '--single');
  const mine = path.join(folder, 'mine.html');
  writeFileSync(mine, 'mine');
  const { status, stderr } = spawnSync(command, ['export', spec, mine, '--single'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, /did not write/);
});

test('OneFileIsQuietAndReadsWithoutJavaScript', async () => {
  const file = path.join(folder, 'quiet.html');
  run(spec, file, '--single');
  const { page, done } = await open(browser, pathToFileURL(file).href);
  // Printing, copying and the like come in idle time, from inside as well.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await done();
  const plain = await still(pathToFileURL(file).href);
  await plain.page.getByRole('heading', { name: 'Add a pet' }).waitFor();
  await plain.page.getByRole('link', { name: 'adding one' }).click();
  assert.match(plain.page.url(), /#operations-add$/);
  await plain.done();
});
