// First sight: what a user of Vitrine waits for, beside its peers, in one Chromium. `--help` has the options.
// As the table says: bytes over the wire, when words of an operation can be read and when the page rests, the main
// thread's tasks, memory, what a click, a search and scrolling cost, and what happens when nothing does.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpus, percentile, root } from './support/build.mjs';
import { operationsOf, wordOf } from './support/described.mjs';
import { Host } from './support/hosting.mjs';
import { pages } from './support/pages.mjs';
import { networks, Sight } from './support/sight.mjs';
import { waterfall } from './support/traffic.mjs';

const documents = {
  petstore: 'swagger-petstore.yaml',
  museum: 'museum.yaml',
  stripe: 'stripe-2022-04.json',
  kubernetes: 'kubernetes-1.12-swagger2.json',
  openai: 'openai.yaml',
  github: 'github-api.json',
};
const visits = ['cold', 'second'];

/** The columns: what it is called, its decimals, and whether more is better. */
const columns = {
  bytesFirst: ['KB to 1st', 0],
  bytes: ['KB', 0],
  paint: ['paint', 0],
  first: ['1st oper.', 0],
  settled: ['settled', 0],
  blocking: ['blocking', 0],
  longest: ['longest', 0],
  cpu: ['CPU', 0],
  renderer: ['MB rend.', 0],
  graphics: ['MB graph.', 0],
  memory: ['MB both', 0],
  open: ['open 1st', 0],
  later: ['open', 0],
  search: ['search', 0],
  scrollFrames: ['frames', 0, true],
  scrollWork: ['ms/frame', 2],
  scrollLongest: ['longest', 0],
  idleFrames: ['idle fr.', 0],
  idleTimers: ['timers', 0],
  idleCpu: ['idle CPU', 0],
};

const kHelp = `./dev bench page [OPTIONS]

--documents NAMES  of ${Object.keys(documents).join(', ')}
--pages NAMES      of ${Object.keys(pages).join(', ')}
--networks NAMES   of ${Object.keys(networks).join(', ')}
--visits NAMES     of ${visits.join(', ')}
--runs NUMBER      of each; the table has their medians (5)
--idle SECONDS     how long a page is left alone, on loopback (10)
--patience SECONDS how long an operation is waited for (90)
--output FILE      the figures as JSON (build/reports/page.json)

All of it takes hours. Names are separated by commas. After each document and network its table: ms, KB, MB; below
each figure of Vitrine its ratio to the best of the peers. Then the requests of Vitrine's pages, of the last run.

paint     first contentful paint
1st oper. words of an operation can be read (eyes.mjs says what counts): laid out, and not before the first paint
settled   the last request, and the last task of 10 ms, before a second without either
blocking  of tasks over 50 ms what is over 50, until then; longest: the longest of them
CPU       of the renderer and the graphics process, all threads, until then; none where it is made slower
MB        proportional set size then; of the graphics process what is more than with nothing to show
open      from the press on an operation's entry to its heading on screen, the first and a later one
search    from the word to the first result      frames  drawn while scrolling two seconds, and the main thread's CPU
idle      frames, timers and the renderer's CPU while nothing happens

Peers' files and all descriptions but that of /docs are served compressed by brotli, as by a content delivery network;
/docs by \`vitrine serve\`. The slow networks are Chromium's emulation, without the cost of connecting. Elements
lists nothing at first: its first group is opened by us as soon as it is there.`;

const { values: options } = parseArgs({
  options: {
    documents: { type: 'string', default: Object.keys(documents).join() },
    pages: { type: 'string', default: Object.keys(pages).join() },
    networks: { type: 'string', default: Object.keys(networks).join() },
    visits: { type: 'string', default: visits.join() },
    runs: { type: 'string', default: '5' },
    idle: { type: 'string', default: '10' },
    patience: { type: 'string', default: '90' },
    output: { type: 'string', default: path.join(root, 'build/reports/page.json') },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(kHelp);
  process.exit(0);
}
/** The chosen names of an option. */
function chosen(option, known) {
  const names = options[option].split(',').filter(Boolean);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined && names.length > 0) return names;
  console.error(`--${option}: no such name: ${unknown ?? ''} (there are: ${known.join(', ')})`);
  process.exit(2);
}
const wanted = {
  documents: chosen('documents', Object.keys(documents)),
  pages: chosen('pages', Object.keys(pages)),
  networks: chosen('networks', Object.keys(networks)),
  visits: chosen('visits', visits),
};
const [runs, idle, patience] = ['runs', 'idle', 'patience'].map((name) => Number(options[name]));
const isPeer = (name) => pages[name].package !== undefined;

const here = path.dirname(fileURLToPath(import.meta.url));
const npm = path.join(here, 'peers/pages/node_modules');
const built = process.env.VITRINE_PAGE ?? path.join(root, 'build/page');
const command = process.env.VITRINE_COMMAND ?? path.join(root, 'build/native/server/vitrine');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vitrine-page-'));

const host = await Host.open(path.join(root, 'build/bench/brotli'));
host.add('/npm/', npm, /./);
host.add('/vitrine/', built, /^\/vitrine\/vitrine\//);
host.add('/export/', scratch, /^\/export\/\w+\/vitrine\//);

/** `vitrine serve`; the address, and how to end it. */
async function serve(file) {
  const child = spawn(command, ['serve', file, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.on('exit', () => child.kill());
  const url = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`vitrine serve ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const [, found] = /listening on (\S+)/.exec(text) ?? [];
      if (found) resolve(found);
    });
  });
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Makes the pages of a description ready; their addresses by name, and how to end what serves them. */
async function prepare(name) {
  const file = path.join(corpus, 'specs', documents[name]);
  const spec = `/spec/${documents[name]}`;
  host.text(spec, readFileSync(file));
  host.prepare(spec);
  const urls = {};
  let server;
  for (const each of wanted.pages) {
    const { html } = pages[each];
    if (each === 'docs') {
      server = await serve(file);
      urls[each] = `${server.url}/docs`;
    } else if (each === 'export') {
      execFileSync(command, ['export', file, path.join(scratch, name)], { stdio: 'ignore' });
      urls[each] = `${host.url}/export/${name}/index.html`;
    } else {
      const text = html(spec);
      host.text(`/page/${each}/${name}`, text);
      host.prepare(`/page/${each}/${name}`);
      for (const [, asset] of text.matchAll(/"(\/npm\/[^"]+)"/g))
        if (!host.prepare(asset)) throw new Error(`${each} has no ${asset}`);
      urls[each] = `${host.url}/page/${each}/${name}`;
    }
  }
  return { urls, stop: () => server?.stop() };
}

/** Medians of the figures that runs have. */
function medians(all) {
  const figures = {};
  for (const key of Object.keys(columns)) {
    const values = all.map((one) => one[key]).filter((value) => value !== undefined);
    if (values.length > 0) figures[key] = percentile(values, 0.5);
  }
  return figures;
}

/** Each figure as a ratio to the best of the peers. */
function ratios(figures, peers) {
  const found = {};
  for (const [key, [, , more]] of Object.entries(columns)) {
    const others = peers.map((peer) => peer[key]).filter((value) => value !== undefined);
    if (figures[key] === undefined || others.length === 0) continue;
    const best = more ? Math.max(...others) : Math.min(...others);
    if (best > 0) found[key] = figures[key] / best;
  }
  return found;
}

function print(title, rows) {
  const cell = (text) => String(text).padStart(10);
  console.log(`\n${title}`);
  const shown = Object.entries(columns).filter(([key]) =>
    rows.some(({ median }) => median[key] !== undefined),
  );
  console.log(`${''.padEnd(18)}${shown.map(([, [name]]) => cell(name)).join('')}`);
  for (const { page, median, ratio, failed } of rows) {
    const line = (format) => shown.map(([key, [, digits]]) => cell(format(key, digits))).join('');
    const figures = line((key, digits) => median[key]?.toFixed(digits) ?? '–');
    console.log(
      `${pages[page].title.padEnd(18)}${failed && Object.keys(median).length === 0 ? `  ${failed}` : figures}`,
    );
    if (!isPeer(page) && Object.keys(ratio).length > 0)
      console.log(
        `${'   to the best peer'.padEnd(18)}${line((key) => (ratio[key] === undefined ? '' : `× ${ratio[key].toFixed(2)}`)).slice(1)}`,
      );
  }
}

const results = [];
const report = {
  date: new Date().toISOString(),
  processors: os.cpus().length,
  processor: os.cpus()[0]?.model,
  runs,
  peers: Object.fromEntries(
    wanted.pages
      .filter(isPeer)
      .map((name) => [
        name,
        JSON.parse(readFileSync(path.join(npm, pages[name].package, 'package.json'), 'utf8'))
          .version,
      ]),
  ),
  results,
};
const save = () => {
  mkdirSync(path.dirname(path.resolve(options.output)), { recursive: true });
  writeFileSync(options.output, `${JSON.stringify(report, null, 1)}\n`);
};

/** All runs of a description on a network; its tables. */
async function measure(sight, document, network, urls) {
  const operations = operationsOf(
    readFileSync(path.join(corpus, 'specs', documents[document]), 'utf8'),
  );
  const word = wordOf(operations);
  const rows = new Map(
    wanted.pages.flatMap((page) =>
      wanted.visits.map((visit) => [
        `${page} ${visit}`,
        { document, network, visit, page, runs: [], requests: [], failed: undefined },
      ]),
    ),
  );
  for (let run = 0; run < runs; ++run) {
    for (const page of wanted.pages) {
      const failed = () => wanted.visits.some((visit) => rows.get(`${page} ${visit}`).failed);
      if (failed()) continue; // It would fail again.
      await sight.forget(new URL(urls[page]).origin);
      for (const visit of visits) {
        if (visit === 'second' && !wanted.visits.includes('second')) continue;
        const uses = visit === 'cold' && { word, idle: network === 'loopback' ? idle : 0 };
        const row = rows.get(`${page} ${visit}`) ?? { runs: [] };
        const visiting = sight.visit(urls[page], {
          page: pages[page],
          operations,
          network: networks[network],
          patience,
          uses: rows.has(`${page} cold`) && uses,
        });
        const late = sleep((2 * patience + idle) * 1000, undefined, { ref: false }).then(() => {
          throw new Error('the page does not reply');
        });
        const visited = await Promise.race([visiting, late]).catch(async (error) => {
          await sight.restart();
          return { failed: error.message, requests: [] };
        });
        const { figures, requests } = visited;
        row.failed = visited.failed;
        row.requests = requests;
        if (figures) row.runs.push(figures);
        console.error(
          `${document}, ${network}, ${run + 1} of ${runs}, ${visit}: ${pages[page].title} ${visited.failed ?? `${figures.first.toFixed(0)} ms`}`,
        );
        if (visited.failed) break;
      }
    }
  }
  for (const visit of wanted.visits) {
    const those = [...rows.values()].filter((row) => row.visit === visit);
    for (const row of those) row.median = medians(row.runs);
    const peers = those.filter(({ page }) => isPeer(page)).map(({ median }) => median);
    for (const row of those) row.ratio = ratios(row.median, peers);
    print(`${document}, ${networks[network].title}, ${visit} visit (${runs} runs)`, those);
    for (const { page, requests, runs: all } of those) {
      if (isPeer(page) || all.length === 0) continue;
      console.log(
        `\n${pages[page].title}: ${document}, ${networks[network].title}, ${visit} visit`,
      );
      console.log(waterfall(requests, all.at(-1).first).join('\n'));
    }
    results.push(...those.filter(({ runs: all, failed }) => all.length > 0 || failed));
  }
}

const sight = await Sight.open();
try {
  if (!existsSync(npm)) throw new Error(`no peers in ${npm} (./dev bench page installs them)`);
  for (const document of wanted.documents) {
    console.error(`${document}: preparing`);
    const { urls, stop } = await prepare(document);
    for (const network of wanted.networks) {
      await measure(sight, document, network, urls);
      save();
    }
    stop();
  }
  console.log(`\nthe figures of each run: ${path.relative('', options.output)}`);
} finally {
  await sight.close();
  rmSync(scratch, { recursive: true });
}
process.exit(process.exitCode ?? 0);
