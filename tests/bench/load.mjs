// GitHub's 13 MB description in the page: time to interactive and scrolling, against JSON.parse of the
// same text in the same page; the longest main-thread task, from a trace; frames while idle.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const command = process.env.VITRINE_COMMAND ?? path.join(here, '../../build/native/server/vitrine');
const corpus = process.env.VITRINE_CORPUS ?? path.join(here, '../../../shared/corpus');
const spec = path.resolve(process.argv[2] ?? path.join(corpus, 'specs/github-api.json'));

const server = spawn(command, ['serve', spec, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((resolve, reject) => {
  server.on('exit', (code) => reject(new Error(`vitrine serve ended with ${code}`)));
  server.stdout.on('data', (text) => { const found = /listening on (\S+)/.exec(text); if (found) resolve(found[1]); });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Durations in ms of main-thread events of a name, from a trace of the renderer that has our marks. */
function durations(trace, name, wanted = () => true) {
  const { traceEvents } = JSON.parse(trace);
  const mark = traceEvents.find((event) => event.name === 'vitrine:first-frame');
  return traceEvents.filter((event) => event.name === name && event.dur && event.pid === (mark?.pid ?? event.pid)
    && event.tid === (mark?.tid ?? event.tid) && wanted(event)).map((event) => event.dur / 1000);
}
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
const traced = async (page, work) => {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing', 'toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  return (await browser.stopTracing()).toString();
};
const say = (name, value) => console.log(`${name.padEnd(58)} ${value}`);

try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error('page:', error.message));
  const loading = await traced(page, async () => {
    await page.goto(`${address}/docs`);
    await page.waitForFunction(() => performance.getEntriesByName('vitrine:interactive').length > 0, null, { timeout: 60_000 });
    await page.waitForTimeout(1000); // what is done in idle slices after it
  });
  const times = await page.evaluate(async () => {
    const resource = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/spec/'));
    const text = await (await fetch(resource.name)).text();
    const parses = [];
    for (let round = 0; round < 7; ++round) {
      const start = performance.now();
      JSON.parse(text);
      parses.push(performance.now() - start);
    }
    const interactive = performance.getEntriesByName('vitrine:interactive')[0].startTime;
    return { bytes: text.length, interactive, downloaded: resource.responseEnd, started: resource.responseStart, parse: parses.sort((a, b) => a - b)[3] };
  });
  const wait = times.interactive - times.downloaded;
  say('description', `${(times.bytes / 1e6).toFixed(1)} MB`);
  say('JSON.parse of it in the page (median of 7)', `${times.parse.toFixed(0)} ms`);
  say('interactive after the end of the download', `${wait.toFixed(0)} ms, ${(wait / times.parse).toFixed(2)} × JSON.parse (budget 2)`);
  say('interactive after the first byte of it', `${(times.interactive - times.started).toFixed(0)} ms`);
  const tasks = durations(loading, 'RunTask').concat(durations(loading, 'ThreadControllerImpl::RunTask'));
  say('longest main-thread task while loading', `${Math.max(...tasks).toFixed(1)} ms (budget 50), of ${tasks.length}`);

  const links = page.getByRole('navigation', { name: 'Operations' }).getByRole('link');
  say('operations in the navigation', await links.count());
  await links.filter({ hasText: /\S/ }).nth(20).click().catch(() => {});
  const box = await page.getByRole('navigation', { name: 'Operations' }).boundingBox();
  await page.mouse.move(box.x + 100, box.y + 300);
  const scrolling = await traced(page, async () => {
    await page.evaluate(() => performance.mark('vitrine:first-frame'));
    for (let step = 0; step < 60; ++step) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(25);
    }
  });
  const handlers = durations(scrolling, 'EventDispatch', (event) => event.args?.data?.type === 'scroll');
  const pictures = durations(scrolling, 'FireAnimationFrame');
  say('scroll handler (logic and layer), p95', `${percentile(handlers, 0.95).toFixed(2)} ms of ${handlers.length} (budget 4)`);
  say('drawing it (with software GL), p95', `${percentile(pictures, 0.95).toFixed(2)} ms of ${pictures.length}`);

  await page.mouse.move(2, 2);
  await page.waitForTimeout(1000);
  const frames = () => page.evaluate(() => document.querySelector('vitrine-playground').frames);
  const before = await frames();
  await page.waitForTimeout(2000);
  say('frames in two idle seconds', (await frames()) - before);
} finally {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill();
}
