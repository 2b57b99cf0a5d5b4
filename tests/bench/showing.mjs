// How long a page takes to be laid out: the CPU of our own that the main thread spends when a link leads to an
// operation or a schema, over all of them, the ten slowest named; against a build before in the same run.
// showing.mjs [FOLDER] (of the page before); that of the page now is $VITRINE_PAGE. VITRINE_PAGES=N takes every Nth page.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { builds, corpus, percentile } from './support/build.mjs';

const kFrame = 8; // ms, the budget of p99
const kBatch = 40; // pages of one trace
const every = Number(process.env.VITRINE_PAGES ?? 1);

const files = {
  github: 'github-api.json',
  stripe: 'stripe-2022-04.json',
  openai: 'openai.yaml',
};
const descriptions = Object.fromEntries(
  Object.entries(files).map(([name, file]) => [
    name,
    readFileSync(path.join(corpus, 'specs', file)),
  ]),
);

/** The links of all operations that have an ID, and of all schemas. */
function linksOf(text) {
  const operations = [];
  let schemas = [];
  if (text.trimStart().startsWith('{')) {
    const { paths, components } = JSON.parse(text);
    for (const item of Object.values(paths))
      for (const operation of Object.values(item))
        if (operation?.operationId) operations.push(operation.operationId);
    schemas = Object.keys(components.schemas);
  } else {
    // What is looked for stands on lines of its own.
    for (const [, id] of text.matchAll(/^ {6}operationId: (\S+)$/gm)) operations.push(id);
    const [, rest] = text.split(/^ {2}schemas:$/m);
    for (const line of rest.split('\n')) {
      if (/^ {0,2}\S/.test(line)) break;
      const [, name] = /^ {4}([\w.-]+):/.exec(line) ?? [];
      if (name) schemas.push(name);
    }
  }
  return [
    ...operations.map((id) => `#/operations/${encodeURIComponent(id)}`),
    ...schemas.map((name) => `#/schemas/${encodeURIComponent(name)}`),
  ].filter((_, index) => index % every === 0);
}

const go = (link) => (page) => page.evaluate(`location.hash = ${JSON.stringify(link)}, 0`);
const number = (value) => value.toFixed(2).padStart(9);
const distribution = (costs) => [0.5, 0.9, 0.99, 1].map((share) => percentile(costs, share));

const measured = await builds(process.argv[2], descriptions);
try {
  console.log(
    `ms of the main thread's CPU, script only, to show a page (${measured.length > 1 ? `against ${process.argv[2]}` : 'no build before was given'})`,
  );
  const heads = ['pages', 'p50', 'p90', 'p99', 'max', `over ${kFrame}`];
  if (measured.length > 1) heads.push('ratio p50', 'p99');
  console.log(`${''.padEnd(10)}${heads.map((name) => name.padStart(11)).join('')}`);
  for (const [name, bytes] of Object.entries(descriptions)) {
    const links = linksOf(String(bytes));
    const costs = measured.map(() => []);
    for (const build of measured) await build.show(name, links[0]);
    for (let first = 0; first < links.length; first += kBatch) {
      const batch = links.slice(first, first + kBatch);
      for (const [at, build] of measured.entries())
        costs[at].push(...(await build.measure(batch.map(go))));
    }
    const of = (at, part) => costs[at].map((cost) => cost[part]);
    const own = of(measured.length - 1, 'all');
    const shares = distribution(own);
    const cells = [
      String(links.length),
      ...shares.map(number),
      String(own.filter((cost) => cost > kFrame).length),
    ];
    if (measured.length > 1) {
      const before = distribution(of(0, 'all'));
      cells.push(number(shares[0] / before[0]), number(shares[2] / before[2]));
    }
    console.log(`${name.padEnd(10)}${cells.map((cell) => cell.padStart(11)).join('')}`);
    const slowest = links
      .map((link, index) => ({ link, cost: own[index] }))
      .sort((a, b) => b.cost - a.cost)
      .slice(0, 10);
    for (const { link, cost } of slowest)
      console.log(`${number(cost)}  ${decodeURIComponent(link)}`);
  }
} finally {
  await Promise.all(measured.map(({ page }) => page.close()));
}
