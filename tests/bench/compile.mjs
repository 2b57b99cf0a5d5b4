// The compile time of a program of one route: CPU seconds of g++ -O0 on the server in the README, checked and compiled,
// against the library at another commit (main, or the ref in $VITRINE_BEFORE) in the same run.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const ref = process.env.VITRINE_BEFORE ?? 'main';
const rounds = Number(process.env.VITRINE_ROUNDS ?? 5);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vitrine-compile-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const program = path.join(scratch, 'readme.cpp');
execFileSync('python3', [
  path.join(here, '../repository/snippet.py'),
  path.join(root, 'README.md'),
  program,
]);

/** The library's sources at `ref`. */
function sources() {
  const folder = path.join(scratch, 'before');
  mkdirSync(folder);
  const archive = execFileSync('git', ['-C', root, 'archive', ref, 'app', 'server'], {
    maxBuffer: 1 << 30,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return folder;
}

/** The include flags of nlohmann/json.hpp, which the library needs and its users may include. */
function json() {
  const entries = JSON.parse(readFileSync(path.join(root, 'build/native/compile_commands.json')));
  return [
    ...entries
      .find(({ file }) => file.endsWith('server/api/model/bind.cpp'))
      .command.matchAll(/-isystem (\S+)/g),
  ].flatMap(([, folder]) => ['-isystem', folder]);
}

const libraries = { before: sources(), now: root };
const compilations = {
  'checked (-fsyntax-only)': ['-fsyntax-only'],
  'compiled (-c)': ['-c', '-o', path.join(scratch, 'readme.o')],
};
const includes = json();

/** CPU seconds of one run. */
function seconds(library, flags) {
  const command = [
    'g++',
    '-std=c++20',
    '-O0',
    `-I${library}`,
    `-I${library}/server/include`,
    `-I${library}/server/api`, // where it was before
    ...includes,
    ...flags,
    program,
  ];
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', ...command],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stderr
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .reduce((sum, part) => sum + Number(part), 0);
}

const p50 = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(
  `${'p50 of CPU seconds'.padEnd(28)}${ref.padStart(10)}${'now'.padStart(10)}${'ratio'.padStart(10)}`,
);
for (const [name, flags] of Object.entries(compilations)) {
  const taken = { before: [], now: [] };
  for (let round = 0; round < rounds; ++round) {
    for (const [which, library] of Object.entries(libraries))
      taken[which].push(seconds(library, flags));
  }
  const [before, now] = [p50(taken.before), p50(taken.now)];
  console.log(
    name.padEnd(28) +
      [before, now, now / before].map((value) => value.toFixed(2).padStart(10)).join(''),
  );
}
