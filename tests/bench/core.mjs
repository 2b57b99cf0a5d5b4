// The core, natively and as WebAssembly: reading and indexing a description against JSON.parse in
// the same Node.js run; judging the examples of the description against Ajv's compiled functions;
// time and memory for every hostile file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const corpus = process.env.VITRINE_CORPUS ?? path.join(root, '../shared/corpus');
const file = path.resolve(process.argv[2] ?? path.join(corpus, 'specs/github-api.json'));
const native = (...args) =>
  JSON.parse(execFileSync(path.join(root, 'build/native/tests/bench_core'), args.map(String)));
const wasm = (...args) =>
  JSON.parse(
    execFileSync(process.execPath, [
      '--stack-size=4000',
      path.join(root, 'build/wasm-release/tests/bench_core.js'),
      ...args.map(String),
    ]),
  );
const say = (name, value) => console.log(`${name.padEnd(58)} ${value}`);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const ROUNDS = 11;
const module = wasm('read', file, ROUNDS);
const machine = native('read', file, ROUNDS);
say('description', `${(module.bytes / 1e6).toFixed(1)} MB, ${module.operations} operations`);
say('JSON.parse in the same run (median of 11)', `${module.javascript.toFixed(0)} ms`);
say(
  'read and indexed as WebAssembly',
  `${module.both.toFixed(0)} ms (read ${module.read.toFixed(0)}, index ${module.index.toFixed(0)}), ` +
    `${(module.both / module.javascript).toFixed(2)} × JSON.parse (aim 1.5)`,
);
say('  longest slice of 256 KB', `${module.slice.toFixed(1)} ms`);
say('  memory', `${module.memory.toFixed(2)} × text (budget 4)`);
say(
  'read and indexed natively',
  `${machine.both.toFixed(0)} ms, ${(machine.both / module.javascript).toFixed(2)} × JSON.parse`,
);

// Every example of a media type, with the place of its schema.
const description = JSON.parse(readFileSync(file, 'utf8'));
const escape = (token) => token.replace(/~/g, '~0').replace(/\//g, '~1');
const follow = (value) =>
  typeof value?.$ref === 'string'
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce(
          (at, token) => at?.[decodeURIComponent(token).replace(/~1/g, '/').replace(/~0/g, '~')],
          description,
        )
    : value;
const cases = [];
function look(value, pointer) {
  if (value === null || typeof value !== 'object') return;
  for (const [name, media] of Object.entries(value.content ?? {})) {
    if (!/json/.test(name) || !media?.schema) continue;
    const place = `${pointer}/content/${escape(name)}/schema`;
    const examples = Object.values(media.examples ?? {}).map((example) => follow(example)?.value);
    for (const instance of [media.example, ...examples])
      if (instance !== undefined) cases.push([place, instance]);
  }
  for (const [key, child] of Object.entries(value))
    if (!/^examples?$/.test(key)) look(child, `${pointer}/${escape(key)}`);
}
look(description, '');

if (cases.length > 0) {
  // OpenAPI 3.0 is read by Ajv as what it most resembles: `nullable` it knows by itself.
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, inlineRefs: false });
  ajv.addSchema(description, 'description');
  const compiled = new Map();
  const usable = [];
  const started = performance.now();
  for (const [place, instance] of cases) {
    if (!compiled.has(place)) {
      try {
        compiled.set(place, ajv.compile({ $ref: `description#${encodeURI(place)}` }));
      } catch {
        compiled.set(place, null);
      }
    }
    if (compiled.get(place)) usable.push([place, instance]);
  }
  const compiling = performance.now() - started;
  const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-bench-'));
  try {
    const list = path.join(folder, 'cases');
    writeFileSync(
      list,
      usable.map(([place, instance]) => `${place}\t${JSON.stringify(instance)}\n`).join(''),
    );
    const times = [];
    let valid = 0;
    for (let round = 0; round < 31; ++round) {
      valid = 0;
      const start = performance.now();
      for (const [place, instance] of usable) if (compiled.get(place)(instance)) ++valid;
      times.push(performance.now() - start);
    }
    const ajvTime = median(times);
    const here = wasm('validate', file, list, 31);
    const there = native('validate', file, list, 31);
    console.log();
    say(
      'examples judged',
      `${usable.length} by ${here.schemas} schemas (${cases.length - usable.length} that Ajv cannot compile left out)`,
    );
    say(
      'Ajv, compiled',
      `${ajvTime.toFixed(2)} ms, ${valid} valid; compiling ${compiling.toFixed(0)} ms`,
    );
    for (const [name, ours] of [
      ['natively', there],
      ['as WebAssembly', here],
    ]) {
      say(
        `Vitrine ${name}`,
        `${ours.validate.toFixed(2)} ms, ${ours.valid} valid; compiling ${ours.compile.toFixed(0)} ms: ` +
          `${(ajvTime / ours.validate).toFixed(2)} × as fast (aim 1)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

console.log(
  '\nhostile files, natively: read, every operation interpreted, an example for every schema',
);
const hostile = path.join(corpus, 'hostile');
const rows = readdirSync(hostile)
  .filter((name) => name.endsWith('.json') && name !== 'index.json')
  .map((name) => ({ name, ...native('hostile', path.join(hostile, name)) }))
  .sort((a, b) => b.ms - a.ms);
for (const { name, ms, peak_kb: peak } of rows.slice(0, 10))
  say(`  ${name}`, `${ms.toFixed(1).padStart(8)} ms  ${(peak / 1024).toFixed(1)} MB`);
const most = Math.max(...rows.map((row) => row.peak_kb)) / 1024;
say(
  `  the other ${rows.length - 10}`,
  `${rows
    .slice(10)
    .reduce((sum, row) => sum + row.ms, 0)
    .toFixed(1)
    .padStart(8)} ms together`,
);
say('  most memory of one', `${most.toFixed(1)} MB`);
