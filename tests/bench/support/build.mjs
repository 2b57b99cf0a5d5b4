// A build of the page in a browser of its own, and what its main thread spends on each step of a measurement.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chromium } from './chromium.mjs';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const corpus = process.env.VITRINE_CORPUS ?? path.join(root, '../shared/corpus');

/** The builds to measure: that in `folder`, if it is one, then that of now. The descriptions are by name. */
export async function builds(folder, descriptions) {
  const now = process.env.VITRINE_PAGE ?? path.join(root, 'build/page');
  const before = folder && statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  return Promise.all(
    [before && folder, now].filter(Boolean).map((each) => Build.open(each, descriptions)),
  );
}

const kTypes = {
  js: 'text/javascript',
  css: 'text/css',
  wasm: 'application/wasm',
  html: 'text/html',
  svg: 'image/svg+xml',
};

/** Serves the page in `folder` with the descriptions; the address. */
async function serve(folder, descriptions) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [, name] = /^\/(\w+)\/docs$/.exec(pathname) ?? [];
    const [, spec] = /^\/(\w+)\/spec$/.exec(pathname) ?? [];
    try {
      const file = name ? 'docs.html' : pathname.replace(/^\/\w+\/(?=vitrine)/, '');
      let body = spec ? descriptions[spec] : readFileSync(path.join(folder, file));
      if (name)
        body = String(body)
          .replace(/\{\{[#/]single\}\}/g, '')
          .replace(/\{\{#(\w+)\}\}[^]*?\{\{\/\1\}\}/g, '')
          .replaceAll('{{spec}}', 'spec');
      response.setHeader(
        'content-type',
        spec
          ? 'application/json'
          : (kTypes[path.extname(file).slice(1)] ?? 'application/octet-stream'),
      );
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

/** Marks when the page calls the module: whatever it asks of the page meanwhile is part of it. */
const kMarks = `(() => {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate.apply(WebAssembly, args);
    const exports = { ...instance.exports };
    for (const [name, call] of Object.entries(exports)) {
      if (!/^vitrine_(?!alloc|free|create|destroy)/.test(name)) continue;
      exports[name] = (...args) => {
        console.timeStamp('module:in');
        try { return call(...args); } finally { console.timeStamp('module:out'); }
      };
    }
    return { exports };
  };
})()`;
const kReady = `(async () => {
  while (!document.querySelector('vitrine-playground')?.ready) await new Promise((resolve) => setTimeout(resolve, 20));
  await document.querySelector('vitrine-playground').ready;
})()`;
const kRest = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))`;
export const kRoot = `document.querySelector('vitrine-playground').shadowRoot`;
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;

/** A build in a browser of its own. */
class Build {
  static async open(folder, descriptions) {
    const build = new Build();
    build.address = await serve(folder, descriptions);
    build.page = await Chromium.open(1440, 900);
    await build.page.prepare(kMarks);
    return build;
  }

  /** Shows the description, and in it the operation whose link begins so. */
  async show(name, operation) {
    await this.page.goto(`${this.address}/${name}/docs`);
    await sleep(300);
    await this.page.evaluate(kReady);
    await this.page.evaluate(`(async () => {
      const links = [...${kRoot}.querySelectorAll('[role=navigation] a[href^="#/operations/"]')];
      const link = links.find((each) => each.getAttribute('href').startsWith(${JSON.stringify(operation)})) ?? links[0];
      link.click();
    })()`);
    await sleep(1500); // what is done in idle slices after it
  }

  /** Two places in the middle of what `selector` finds, for a pointer that goes from one to the other. */
  places(selector) {
    return this.page.evaluate(`(() => {
      const seen = [...${kRoot}.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.getBoundingClientRect())
        .filter(({ left, top, right, bottom, width, height }) => width > 40 && height > 8 && top > 0 && bottom < innerHeight && left > 0 && right <= innerWidth);
      const at = ({ left, top, width, height }, share) => [left + width * share, top + height / 2];
      return seen.length === 0 ? [] : seen.length === 1 ? [at(seen[0], 0.2), at(seen[0], 0.25)] : [at(seen[0], 0.2), at(seen[1], 0.2)];
    })()`);
  }

  /** Milliseconds of each step, by who spends them. */
  async measure(steps) {
    await this.page.evaluate(kRest);
    const events = await this.page.trace(async () => {
      for (const step of steps) {
        await step.prepare?.(this.page);
        await this.page.evaluate(`performance.mark('vitrine:step'), 0`);
        await step(this.page);
        await this.page.evaluate(kRest);
      }
      await this.page.evaluate(`performance.mark('vitrine:step'), 0`);
    }, 'vitrine:step');
    const starts = events.filter(({ name }) => name === 'vitrine:step').map(({ ts }) => ts);
    return starts
      .slice(0, -1)
      .map((start, index) =>
        costOf(events.filter(({ ts }) => ts >= start && ts < starts[index + 1])),
      );
  }
}

/** Calls of the page's own script, those excepted that another one contains; of them what draws, and the module. */
function costOf(events) {
  const calls = events
    .filter(
      ({ name, tdur }) =>
        (name === 'FunctionCall' || name === 'FireAnimationFrame') && tdur !== undefined,
    )
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const cost = { all: 0, module: 0, picture: 0 };
  let end = 0;
  let pictureEnd = 0;
  for (const { name, ts, dur, tdur, args } of calls) {
    if (name === 'FireAnimationFrame') pictureEnd = ts + dur;
    else if (ts >= end && /\/vitrine(\.js|\/)/.test(args.data?.url ?? '')) {
      end = ts + dur;
      cost.all += tdur / 1000;
      if (ts < pictureEnd) cost.picture += tdur / 1000;
    }
  }
  let depth = 0;
  let from = 0;
  for (const { args, tts } of events
    .filter(({ name }) => name === 'TimeStamp')
    .sort((a, b) => a.ts - b.ts)) {
    if (args.data.message === 'module:in' && depth++ === 0) from = tts;
    if (args.data.message === 'module:out' && --depth === 0) cost.module += (tts - from) / 1000;
  }
  return cost;
}
