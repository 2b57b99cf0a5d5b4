// What an interaction costs the page's main thread in CPU time of our own: a pointer move over text, a hover, a typed
// character, opening an operation; against a build before in the same run. The graphics process is not part of it.
// interaction.mjs FOLDER (of the page before); that of the page now is $VITRINE_PAGE.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chromium } from './support/chromium.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const corpus = process.env.VITRINE_CORPUS ?? path.join(root, '../shared/corpus');
const now = process.env.VITRINE_PAGE ?? path.join(root, 'build/page');
const before =
  process.argv[2] && statSync(process.argv[2], { throwIfNoEntry: false })?.isDirectory()
    ? process.argv[2]
    : undefined;
const rounds = Number(process.env.VITRINE_ROUNDS ?? 40);

const descriptions = {
  fields: form(200),
  gallery: readFileSync(path.join(root, 'tests/fixtures/gallery.json')),
  stripe: readFileSync(path.join(corpus, 'specs/stripe-2022-04.json')),
  github: readFileSync(path.join(corpus, 'specs/github-api.json')),
};
/** The page that moves, hovers and characters are measured on: the summary or path of an operation with a form. */
const kOperations = {
  fields: '#/operations/',
  gallery: '#/operations/addPicture',
  stripe: '#/operations/PostAccounts',
  github: '#/operations/issues%2Fcreate',
};
const kTypes = {
  js: 'text/javascript',
  css: 'text/css',
  wasm: 'application/wasm',
  html: 'text/html',
  svg: 'image/svg+xml',
};

/** A description of one operation, with a form of `count` fields. */
function form(count) {
  const kinds = [
    { type: 'string', minLength: 2 },
    { type: 'integer', minimum: 1 },
    { enum: ['big', 'small'] },
    { type: 'string', format: 'date' },
  ];
  const parameters = Array.from({ length: count }, (_, index) => ({
    name: `field${index}`,
    in: 'query',
    description: `Number ${index}.`,
    schema: kinds[index % 4],
  }));
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Fields', version: '1' },
    servers: [{ url: 'https://api.example' }],
    paths: {
      '/things': {
        get: {
          operationId: 'find',
          summary: 'Find things',
          description: 'By each of their fields.',
          parameters,
          responses: { 200: { description: 'Found' } },
        },
      },
    },
  });
}

/** Serves the page in `folder` with the descriptions; the address. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [, name] = /^\/(\w+)\/docs$/.exec(pathname) ?? [];
    const [, spec] = /^\/(\w+)\/spec$/.exec(pathname) ?? [];
    try {
      const file = name ? 'docs.html' : pathname.replace(/^\/\w+\/(?=vitrine)/, '');
      let body = spec ? descriptions[spec] : readFileSync(path.join(folder, file));
      if (name)
        body = String(body)
          .replace(/\{\{#changes\}\}[^]*?\{\{\/changes\}\}/, '')
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
const kRoot = `document.querySelector('vitrine-playground').shadowRoot`;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;

/** A build in a browser of its own. */
class Build {
  static async open(folder) {
    const build = new Build();
    build.address = await serve(folder);
    build.page = await Chromium.open(1440, 900);
    await build.page.prepare(kMarks);
    return build;
  }

  async show(name) {
    await this.page.goto(`${this.address}/${name}/docs`);
    await sleep(300);
    await this.page.evaluate(kReady);
    await this.page.evaluate(`(async () => {
      const links = [...${kRoot}.querySelectorAll('[role=navigation] a[href^="#/operations/"]')];
      const link = links.find((each) => each.getAttribute('href').startsWith(${JSON.stringify(kOperations[name])})) ?? links[0];
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
    else if (ts >= end && args.data?.url?.includes('/vitrine/')) {
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

/** The steps of an interaction, for one build; none where it does not apply. */
const kInteractions = {
  'move over text': async (build) => {
    const [at] = await build.places('.pane h1, .pane h2');
    return at && ((index) => (page) => page.mouse('mouseMoved', at[0] + (index % 8), at[1]));
  },
  hover: async (build) => {
    const places = await build.places('[role=navigation] a[href^="#/operations/"]');
    return (
      places.length === 2 && ((index) => (page) => page.mouse('mouseMoved', ...places[index % 2]))
    );
  },
  key: async (build) => {
    const found = await build.page.evaluate(`(() => {
      const field = [...${kRoot}.querySelectorAll('[role=group] input, [role=group] textarea')].find((each) => !each.readOnly && each.type !== 'checkbox' && each.getBoundingClientRect().height > 0);
      field?.focus();
      return field !== undefined;
    })()`);
    await sleep(300);
    return found && ((index) => (page) => page.type(String(index % 10)));
  },
  opening: async (build) => {
    const count = await build.page.evaluate(
      `${kRoot}.querySelectorAll('[role=navigation] a[href^="#/operations/"]').length`,
    );
    // Each is opened for the first time.
    const every = Math.max(1, Math.floor(count / (rounds + 1)));
    return (
      count > 3 &&
      ((index) => {
        let at;
        const click = async (page) => {
          await page.mouse('mousePressed', ...at, { button: 'left', clickCount: 1 });
          await page.mouse('mouseReleased', ...at, { button: 'left', clickCount: 1 });
        };
        click.prepare = async (page) => {
          at = await page.evaluate(`(() => {
            const link = ${kRoot}.querySelectorAll('[role=navigation] a[href^="#/operations/"]')[${((index + 1) * every) % count}];
            link.scrollIntoView({ block: 'center' });
            const { left, top, height } = link.getBoundingClientRect();
            return [left + 60, top + height / 2];
          })()`);
          await page.mouse('mouseMoved', ...at);
          await sleep(300);
        };
        return click;
      })
    );
  },
};

const builds = await Promise.all([before, now].filter(Boolean).map((folder) => Build.open(folder)));
const median = (costs, part) =>
  percentile(
    costs.map((cost) => cost[part]),
    0.5,
  );
const number = (value) => value.toFixed(2).padStart(8);
try {
  console.log(
    `ms of the main thread's CPU, script only (${rounds} times each; ${before ? `against ${before}` : 'no build before was given'})`,
  );
  console.log(
    `${''.padEnd(24)}${['p50', 'p95', 'module', 'picture', 'page'].map((name) => name.padStart(8)).join('')}` +
      (before
        ? `${'before'.padStart(10)}${'p95'.padStart(8)}${'module'.padStart(8)}${'ratio'.padStart(10)}${'p95'.padStart(8)}`
        : ''),
  );
  for (const name of Object.keys(descriptions)) {
    for (const build of builds) await build.show(name);
    for (const [interaction, prepare] of Object.entries(kInteractions)) {
      const steps = [];
      for (const build of builds) steps.push(await prepare(build));
      if (steps.some((each) => !each)) continue;
      const all = builds.map(() => []);
      const kBatch = 10;
      for (let first = 0; first < rounds; first += kBatch) {
        for (const [at, build] of builds.entries()) {
          all[at].push(
            ...(await build.measure(
              Array.from({ length: kBatch }, (_, index) => steps[at](first + index)),
            )),
          );
        }
      }
      const own = all.at(-1);
      const p95 = (costs) =>
        percentile(
          costs.map((cost) => cost.all),
          0.95,
        );
      const page = percentile(
        own.map((cost) => cost.all - cost.module),
        0.5,
      );
      let line =
        `${name} ${interaction}`.padEnd(24) +
        number(median(own, 'all')) +
        number(p95(own)) +
        number(median(own, 'module')) +
        number(median(own, 'picture')) +
        number(page);
      if (before) {
        line +=
          `  ${number(median(all[0], 'all'))}${number(p95(all[0]))}${number(median(all[0], 'module'))}` +
          `  ${number(median(own, 'all') / median(all[0], 'all'))}${number(p95(own) / p95(all[0]))}`;
      }
      console.log(line);
    }
  }
} finally {
  await Promise.all(builds.map(({ page }) => page.close()));
}
