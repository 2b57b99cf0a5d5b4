// What an interaction costs the page's main thread in CPU time of our own: a pointer move over text, a hover, a typed
// character, opening an operation; against a build before in the same run. The graphics process is not part of it.
// interaction.mjs FOLDER (of the page before); that of the page now is $VITRINE_PAGE.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { builds, corpus, kRoot, percentile, root, sleep } from './support/build.mjs';

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

const measured = await builds(process.argv[2], descriptions);
const before = measured.length > 1 ? process.argv[2] : undefined;
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
    for (const build of measured) await build.show(name, kOperations[name]);
    for (const [interaction, prepare] of Object.entries(kInteractions)) {
      const steps = [];
      for (const build of measured) steps.push(await prepare(build));
      if (steps.some((each) => !each)) continue;
      const all = measured.map(() => []);
      const kBatch = 10;
      for (let first = 0; first < rounds; first += kBatch) {
        for (const [at, build] of measured.entries()) {
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
  await Promise.all(measured.map(({ page }) => page.close()));
}
