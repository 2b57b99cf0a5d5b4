// What large and long responses cost the page: a JSON response of 50 MB shown and searched to its end, 10,000 events a
// second for a minute. Longest tasks of the main thread, memory, and whether anything was lost.
// VITRINE_FLOOD_SECONDS and VITRINE_LARGE_MB make it shorter.
import { launch, open, served, texts } from '../e2e/support/browser.mjs';
import { listOf } from '../e2e/support/large.mjs';
import { kFloodRate, streams, streamsDescription } from '../e2e/support/streams.mjs';

const seconds = Number(process.env.VITRINE_FLOOD_SECONDS ?? 60);
const megabytes = Number(process.env.VITRINE_LARGE_MB ?? 50);

/** In the page: keeps the tasks over 50 ms, and the size of the module's memory. */
function watch() {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(Math.round(duration));
  }).observe({ entryTypes: ['longtask'] });
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate.apply(WebAssembly, args);
    window.memory ??= instance.exports.memory;
    return instance;
  };
}

const seen = (page) =>
  page.evaluate(() => {
    const tasks = window.tasks.splice(0).sort((a, b) => b - a);
    return {
      longest: tasks[0] ?? 0,
      over: tasks.length,
      module: Math.round((window.memory?.buffer.byteLength ?? 0) / 1e6),
      heap: Math.round(performance.memory.usedJSHeapSize / 1e6),
    };
  });
const row = (name, took, { longest, over, module, heap }) =>
  console.log(
    name.padEnd(34) +
      [took, longest, over, module, heap].map((value) => String(value).padStart(10)).join(''),
  );

const browser = await launch('--enable-precise-memory-info');
const large = listOf(megabytes * 1e6);
const last = `"pet ${JSON.parse(large).length - 1}"`;
const api = await texts({
  '/large': (request, response) => {
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    response.writeHead(200, headers).end(large);
  },
});
const live = await streams();
const description = streamsDescription(live.url);
description.paths['/large'] = {
  servers: [{ url: api.url }],
  get: {
    operationId: 'large',
    responses: {
      200: {
        description: 'A list',
        content: { 'application/json': { schema: { type: 'array' } } },
      },
    },
  },
};
const docs = await served(description);
let lost = false;
try {
  console.log(
    `${''.padEnd(34)}${['seconds', 'longest', 'over 50', 'module', 'heap'].map((name) => name.padStart(10)).join('')}`,
  );
  {
    const { page, done } = await open(browser, `${docs.url}/docs#/operations/large`, {
      init: watch,
    });
    await seen(page);
    let start = Date.now();
    const took = () => ((Date.now() - start) / 1000).toFixed(1);
    const response = page.getByRole('region', { name: 'Response', exact: true });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await response.locator('pre').filter({ hasText: '"pet 0"' }).waitFor({ timeout: 300_000 });
    row(`${megabytes} MB shown`, took(), await seen(page));
    start = Date.now();
    await response.getByRole('searchbox', { name: 'Search body' }).fill(last);
    await response.getByText('1 of 1', { exact: true }).waitFor({ timeout: 300_000 });
    row('searched to its end', took(), await seen(page));
    await done();
  }
  {
    const { page, done } = await open(browser, `${docs.url}/docs#/operations/flood`, {
      init: watch,
    });
    await page.getByRole('spinbutton', { name: 'seconds' }).fill(String(seconds));
    await seen(page);
    const start = Date.now();
    const total = seconds * kFloodRate;
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const response = page.getByRole('region', { name: 'Response', exact: true });
    const counted = response.getByText(`${total} events`);
    lost = !(await counted.waitFor({ timeout: seconds * 10_000 }).then(
      () => true,
      () => false,
    ));
    row(`${total} events`, ((Date.now() - start) / 1000).toFixed(1), await seen(page));
    if (lost) console.log(`not all of them came: ${await response.innerText()}`.slice(0, 300));
    await done();
  }
} finally {
  await browser.close();
  await Promise.all([api.stop(), live.stop(), docs.stop()]);
}
process.exitCode = lost ? 1 : 0;
