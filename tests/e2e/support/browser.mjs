// One browser for a test file, each test in a context of its own; and the servers tests look at.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';
import { executable, flags } from '../../support/chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { limitSight } from './sight.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const command =
  process.env.VITRINE_COMMAND ?? path.join(root, 'build/native/server/vitrine');

export function launch(...more) {
  if (process.env.VITRINE_BROWSER === 'firefox') return launchFirefox();
  return chromium.launch({
    executablePath: executable,
    args: [...flags, ...more],
  });
}

/** One browser for a test file, and the servers that are starting; all of them end behind its last test. */
export async function stage(...starting) {
  const [browser, ...servers] = await Promise.all([launch(), ...starting]);
  after(async () => {
    await browser.close();
    for (const server of servers)
      if (await server.stop()) throw new Error('a server did not end with 0');
  });
  return [browser, ...servers];
}

/** Runs `vitrine ARGUMENTS --port 0`; `stop` ends it and says how it ended. */
export async function vitrine(...args) {
  const child = spawn(command, [...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  // A test that fails does not stop its server; the file ends all the same.
  child.unref();
  child.stdout.unref();
  process.on('exit', () => child.kill());
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    void ended.then((code) => reject(new Error(`vitrine ${args[0]} ended with ${code}`)));
    child.stdout.on('data', (bytes) => {
      const found = /listening on (\S+)/.exec((text += bytes));
      if (found) resolve(found[1]);
    });
  });
  return { url, stop: () => (child.kill('SIGTERM'), ended) };
}

/** `vitrine serve` of a description given as an object. */
export async function served(description) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-e2e-'));
  const file = path.join(folder, 'api.json');
  const write = (value) =>
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  write(description);
  const server = await vitrine('serve', file);
  return {
    ...server,
    write,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A server of a few texts, as other origins have them. Handlers get (request, response). */
export async function texts(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, 'http://x').pathname];
    if (typeof page === 'function') return page(request, response);
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    return response.end(page ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A file server as any host of static sites has it: `folder` below `prefix`, which ends with a slash. `pages` are
 * texts put among the files; `headers` may depend on the name. */
export async function site(folder, prefix = '/', { headers = {}, pages = {} } = {}) {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, 'http://x');
    const name = decodeURIComponent(pathname).slice(prefix.length);
    const file = path.join(folder, name);
    const found =
      pathname.startsWith(prefix) && !name.includes('..')
        ? statSync(file, { throwIfNoEntry: false })
        : undefined;
    const send = (type, bytes) =>
      response
        .writeHead(200, {
          'content-type': type,
          ...(typeof headers === 'function' ? headers(name) : headers),
        })
        .end(bytes);
    if (pages[name] !== undefined) return send(kTypes['.html'], pages[name]);
    if (found?.isFile())
      return send(kTypes[path.extname(file)] ?? 'application/octet-stream', readFileSync(file));
    if (!found) return response.writeHead(404).end();
    if (!pathname.endsWith('/'))
      return response.writeHead(301, { location: `${pathname}/${search}` }).end();
    return send(kTypes['.html'], readFileSync(path.join(file, 'index.html')));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

/** Runs `vitrine export` of a file into a new folder; `remove` deletes it. */
export function exported(file) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-site-'));
  execFileSync(command, ['export', file, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** With `VITRINE_LATE=MS` the later part of the module comes late, as on a slow machine: a test that does not wait
 * for what a first press does then fails everywhere. */
const late = Number(process.env.VITRINE_LATE ?? 0);

/** A page whose errors and policy violations fail the test, but those of others; `done` closes it and tells. */
export async function open(browser, url, { init, ready = true, others, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      problems.push(message.text());
  });
  if (init) await page.addInitScript(init);
  await limitSight(page);
  if (late)
    await page.route('**/later-*.wasm', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, late));
      await route.continue();
    });
  await page.goto(url);
  if (ready) {
    await settled(page);
    await usable(page);
  }
  const done = async () => {
    await context.close();
    const ours = problems.filter((text) => !others?.test(text));
    if (ours.length > 0) throw new Error(`the page reported: ${ours.join(' | ')}`);
  };
  return { page, done };
}

/** Waits until `value()` is `wanted`: a press that comes before the later part of the module waits for it. */
export async function becomes(value, wanted) {
  const end = Date.now() + 30_000;
  let last = await value();
  for (; !isDeepStrictEqual(last, wanted); last = await value()) {
    if (Date.now() > end) assert.deepEqual(last, wanted);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** All elements of the page are ready. */
export async function settled(page) {
  await page.evaluate(async () => {
    await customElements.whenDefined('vitrine-playground');
    const elements = document.querySelectorAll(
      'vitrine-playground, vitrine-operation, vitrine-schema',
    );
    // A test waits for ever for what never settles.
    const never = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('an element is not ready after a minute')), 60_000);
    });
    await Promise.race([Promise.all([...elements].map((element) => element.ready)), never]);
  });
}

/** Operations can be tried: all of the module is here. What is seen is no longer the layer, where there are canvases. */
export async function usable(page) {
  await page.waitForFunction(() => {
    const elements = [
      ...document.querySelectorAll('vitrine-playground, vitrine-operation, vitrine-schema'),
    ];
    const marks = (name) => performance.getEntriesByName(`vitrine:${name}`).length;
    const seen = elements.filter((element) => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return width > 0 && top < innerHeight && bottom > 0;
    });
    return marks('usable') >= elements.length && marks('picture') >= seen.length;
  });
}

/** What is fetched in idle time, after all else, is here: failures are told apart, files are dropped and pasted. */
export async function attended(page) {
  const found = await page.waitForFunction(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => /\/manners-[^/]*\.js$/.test(name)),
  );
  // The page's own import of it has begun before this one.
  await page.evaluate((url) => import(url).then(() => {}), await found.jsonValue());
}

/** Two frames of the display: whatever an event asked for has been drawn. */
export function painted(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
