// GitHub's 13 MB description in the page: time to interactive and scrolling, against JSON.parse of the
// same text in the same page; the longest main-thread task, from a trace; frames while idle.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chromium } from './support/chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const command = process.env.VITRINE_COMMAND ?? path.join(here, '../../build/native/server/vitrine');
const corpus = process.env.VITRINE_CORPUS ?? path.join(here, '../../../shared/corpus');
const spec = path.resolve(process.argv[2] ?? path.join(corpus, 'specs/github-api.json'));

const server = spawn(command, ['serve', spec, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const address = await new Promise((resolve, reject) => {
  server.on('exit', (code) => reject(new Error(`vitrine serve ended with ${code}`)));
  server.stdout.on('data', (text) => {
    const found = /listening on (\S+)/.exec(text);
    if (found) resolve(found[1]);
  });
});
const page = await Chromium.open(1440, 900);
// No part of it are the browser's own start, nor the end of the page before, which is in a process of its own.
await page.goto('chrome://version');
await new Promise((resolve) => setTimeout(resolve, 2000));

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
const sum = (values) => values.reduce((total, value) => total + value, 0);
const say = (name, value) => console.log(`${name.padEnd(58)} ${value}`);

/** JSON.parse in the page comes last: its garbage must not disturb what is measured. */
const kTimes = `(async () => {
  const resource = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/spec/'));
  const text = await (await fetch(resource.name)).text();
  const parses = [];
  for (let round = 0; round < 7; ++round) {
    const start = performance.now();
    JSON.parse(text);
    parses.push(performance.now() - start);
  }
  const interactive = performance.getEntriesByName('vitrine:interactive')[0].startTime;
  return { bytes: text.length, interactive, downloaded: resource.responseEnd, started: resource.responseStart,
    parse: parses.sort((a, b) => a - b)[3] };
})()`;
const kReady = `(async () => {
  while (!document.querySelector('vitrine-playground')?.ready) await new Promise((resolve) => setTimeout(resolve, 20));
  await document.querySelector('vitrine-playground').ready;
})()`;
const kNavigation = `(() => {
  const pane = document.querySelector('vitrine-playground').shadowRoot.querySelector('[role=navigation][aria-label=Operations]');
  const { left, top, width, height } = pane.getBoundingClientRect();
  return { links: pane.querySelectorAll('a[href^="#/operations/"]').length, x: left + width / 2, y: top + height / 2 };
})()`;
const kFrames = `document.querySelector('vitrine-playground').frames`;

try {
  const loading = await page.trace(async () => {
    await page.goto(`${address}/docs`);
    await sleep(300);
    await page.evaluate(kReady);
    await sleep(1000); // what is done in idle slices after it
  });
  const { links, x, y } = await page.evaluate(kNavigation);
  await page.mouse('mouseMoved', x, y);
  const scrolling = await page.trace(async () => {
    await page.evaluate(`performance.mark('vitrine:first-frame'), 0`);
    for (let step = 0; step < 60; ++step) {
      await page.mouse('mouseWheel', x, y, { deltaX: 0, deltaY: 120 });
      await sleep(25);
    }
  });
  await page.mouse('mouseMoved', 2, 2);
  await sleep(1000);
  const before = await page.evaluate(kFrames);
  await sleep(2000);
  const idle = (await page.evaluate(kFrames)) - before;
  const times = await page.evaluate(kTimes);

  const tasks = loading.filter(({ name, dur }) => name === 'RunTask' && dur);
  const wait = times.interactive - times.downloaded;
  const interactive = loading.find(({ name }) => name === 'vitrine:interactive').ts;
  const busy =
    sum(
      tasks
        .filter(({ ts }) => ts > interactive - wait * 1000 && ts < interactive)
        .map(({ tdur }) => tdur ?? 0),
    ) / 1000;
  say('description', `${(times.bytes / 1e6).toFixed(1)} MB, ${links} operations in the navigation`);
  say('JSON.parse of it in the page (median of 7)', `${times.parse.toFixed(0)} ms`);
  say('interactive after the beginning of the navigation', `${times.interactive.toFixed(0)} ms`);
  say(
    'interactive after the end of the download',
    `${wait.toFixed(0)} ms, ${(wait / times.parse).toFixed(2)} × JSON.parse (budget 2)`,
  );
  say(
    "the main thread's CPU in this time",
    `${busy.toFixed(0)} ms, ${(busy / times.parse).toFixed(2)} × JSON.parse`,
  );
  say(
    'interactive after the first byte of it',
    `${(times.interactive - times.started).toFixed(0)} ms`,
  );
  const first = Math.min(
    ...loading.filter(({ name }) => name === 'v8.evaluateModule').map(({ ts }) => ts),
  );
  const longest = (some, clock) =>
    (Math.max(...some.map((task) => task[clock] ?? 0)) / 1000).toFixed(1);
  const sayLongest = (name, some) =>
    say(
      name,
      `${longest(some, 'tdur')} ms of CPU, ${longest(some, 'dur')} ms by the clock (budget 50), of ${some.length}`,
    );
  sayLongest(
    'longest main-thread task while loading',
    tasks.filter(({ ts, dur }) => ts + dur >= first),
  );
  sayLongest(
    "the browser's own before the first script",
    tasks.filter(({ ts, dur }) => ts + dur < first),
  );
  const handlers = scrolling.filter(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'scroll',
  );
  const pictures = scrolling.filter(({ name, dur }) => name === 'FireAnimationFrame' && dur);
  const p95 = (events, clock) =>
    (
      percentile(
        events.map((event) => event[clock] ?? 0),
        0.95,
      ) / 1000
    ).toFixed(1);
  say(
    'scroll handler (logic and layer), p95',
    `${p95(handlers, 'tdur')} ms of CPU, ${p95(handlers, 'dur')} ms by the clock (budget 4), of ${handlers.length}`,
  );
  say(
    'drawing it (with software GL), p95',
    `${p95(pictures, 'tdur')} ms of CPU, ${p95(pictures, 'dur')} ms by the clock, of ${pictures.length}`,
  );
  say('frames in two idle seconds', idle);
} finally {
  await page.close();
  server.removeAllListeners('exit');
  server.kill();
}
