// What `vitrine check` reports beside what Redocly's and Spectral's structural rules report, for every description of
// the corpus: what all see, what only they see, what only we see. Each difference has its reason in peers/differences.json.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const peers = path.join(here, 'peers');
const installed = path.join(root, 'tests/tools/node_modules/.bin');
const command = process.env.VITRINE_COMMAND ?? path.join(root, 'build/native/server/vitrine');
const specs = path.join(process.env.VITRINE_CORPUS ?? path.join(root, '../shared/corpus'), 'specs');
/** Spectral needs minutes and gigabytes for more. */
const kMostBytes = 2_200_000;
const reports = path.join(root, 'build/reports/check');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vitrine-check-'));

const run = (program, args) =>
  spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 600_000,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
  });
const parse = (text) => JSON.parse(text.slice(text.search(/[[{]/)) || '[]');
const pointer = (tokens) =>
  tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const local = (file, other) => path.resolve(other) === path.resolve(file);

const tools = {
  vitrine(file) {
    const { stdout, status, stderr } = run(command, ['check', file, '--format', 'json']);
    if (status > 1 || status === null)
      throw new Error(`vitrine check ${file}: ${status} ${stderr}`);
    return JSON.parse(stdout).problems.map(
      ({ rule, severity, pointer: at, line, message, file: name }) => ({
        rule,
        severity,
        pointer: at,
        line,
        message,
        elsewhere: !local(file, name),
      }),
    );
  },
  redocly(file) {
    const { stdout } = run(path.join(installed, 'redocly'), [
      'lint',
      file,
      '--config',
      path.join(peers, 'redocly.yaml'),
      '--format',
      'json',
      '--max-problems',
      '1000000',
    ]);
    return parse(stdout).problems.map(({ ruleId, severity, message, location: [place] }) => ({
      rule: ruleId,
      severity,
      message,
      elsewhere: !local(file, path.resolve(place.source.ref)),
      pointer: decodeURI(place.pointer ?? '')
        .replace(/^#\/?/, '/')
        .replace(/^\/$/, ''),
      line: place.start?.line,
    }));
  },
  spectral(file) {
    const output = path.join(scratch, 'spectral.json');
    run(path.join(installed, 'spectral'), [
      'lint',
      file,
      '-r',
      path.join(peers, 'spectral.yaml'),
      '-f',
      'json',
      '-o',
      output,
      '--quiet',
    ]);
    return JSON.parse(readFileSync(output, 'utf8')).map(
      ({ code, severity, message, path: tokens, range, source }) => ({
        rule: String(code),
        severity: ['error', 'warning', 'info', 'hint'][severity],
        message,
        pointer: pointer(tokens),
        line: range.start.line + 1,
        elsewhere: source ? !local(file, source) : false,
      }),
    );
  },
};

/**
 * Two reports are of one fault when one place is the other, or at most two steps within it. Of an example we report
 * the first thing that does not fit, the others report each.
 */
function same(our, their) {
  const [short, long] =
    our.pointer.length < their.pointer.length
      ? [our.pointer, their.pointer]
      : [their.pointer, our.pointer];
  if (long !== short && !long.startsWith(`${short}/`)) return false;
  const ofValue = our.rule === 'example-value' || our.rule === 'default-value';
  return (ofValue && short === our.pointer) || long.slice(short.length).split('/').length <= 3;
}

function* descriptions(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name.localeCompare(b.name),
  )) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(path.join(file, 'openapi.yaml'))) yield path.join(file, 'openapi.yaml');
      else yield* descriptions(file);
    } else if (/\.(json|ya?ml)$/.test(entry.name)) yield file;
  }
}

const { reasons } = JSON.parse(readFileSync(path.join(peers, 'differences.json'), 'utf8'));
const counts = new Map(); // "tool rule" → { both, only, files, sample }
const count = (key, both, file, problem) => {
  if (!counts.has(key)) counts.set(key, { both: 0, only: 0, files: new Set(), sample: null });
  const row = counts.get(key);
  if (both) ++row.both;
  else {
    ++row.only;
    row.files.add(path.relative(specs, file));
    row.sample ??= `${path.relative(specs, file)}${problem.line ? `:${problem.line}` : ''} ${problem.pointer}: ${problem.message}`;
  }
};

mkdirSync(reports, { recursive: true });
let files = 0,
  passedOver = 0;
for (const file of descriptions(specs)) {
  const small = readFileSync(file).length <= kMostBytes;
  if (!small) {
    ++passedOver;
    continue;
  }
  ++files;
  const found = {};
  for (const [tool, look] of Object.entries(tools)) {
    const kept = path.join(
      reports,
      `${path.relative(specs, file).replaceAll('/', '_')}.${tool}.json`,
    );
    // What the peers say of a file does not change: it is asked for once.
    found[tool] =
      tool !== 'vitrine' && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : look(file);
    writeFileSync(kept, JSON.stringify(found[tool], null, 1));
  }
  const ours = found.vitrine.filter(({ severity }) => severity !== 'note');
  const theirs = [...found.redocly, ...found.spectral];
  for (const tool of ['redocly', 'spectral']) {
    for (const problem of found[tool]) {
      if (problem.severity !== 'error') continue;
      count(
        `${tool} ${problem.rule}`,
        found.vitrine.some((our) => same(our, problem)),
        file,
        problem,
      );
    }
  }
  for (const problem of ours) {
    if (problem.severity !== 'error') continue;
    count(
      `vitrine ${problem.rule}`,
      theirs.some((their) => same(problem, their)),
      file,
      problem,
    );
  }
}

let unexplained = 0;
console.log(`${files} descriptions, ${passedOver} over ${kMostBytes} bytes passed over\n`);
console.log(`${'errors by rule'.padEnd(58)} shared  only here  files`);
for (const [key, { both, only, files: where, sample }] of [...counts].sort()) {
  console.log(
    `${key.padEnd(58)} ${String(both).padStart(6)} ${String(only).padStart(10)} ${String(where.size).padStart(6)}`,
  );
  if (only === 0) continue;
  console.log(`    ${reasons[key] ?? `NOT EXPLAINED, e.g. ${sample}`}`);
  if (!reasons[key]) ++unexplained;
}
console.log(`\n${unexplained} differences without a reason`);
process.exitCode = unexplained ? 1 : 0;
