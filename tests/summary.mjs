// Adds up what the stages of `./dev test` left behind and prints it, the last line plainly
// "N passed, N failed". Usage: summary.mjs REPORTS BUILD
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [reports, build] = process.argv.slice(2);
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

// A ctest program with a GoogleTest report counts its test cases, any other counts as one test. A
// program that fails without a failed case (it crashed, a sanitizer stopped it) is one failure.
function countCtest(preset) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const xml = read(path.join(reports, `${preset}.xml`));
  for (const [, name, status] of xml.matchAll(/<testcase name="([^"]+)"[^>]*status="(\w+)"/g)) {
    if (status !== 'run' && status !== 'fail') {
      total.skipped += 1;
      continue;
    }
    const ok = status === 'run';
    const text = read(path.join(build, preset, 'reports', `${name}.json`));
    let failures = 0;
    if (text) {
      const report = JSON.parse(text);
      const cases = report.testsuites.flatMap((suite) => suite.testsuite);
      const skipped = cases.filter(({ result }) => result === 'SKIPPED').length;
      failures = report.failures;
      total.skipped += skipped;
      total.passed += report.tests - failures - skipped;
    } else if (ok) {
      total.passed += 1;
    }
    total.failed += ok ? failures : Math.max(failures, 1);
  }
  return total;
}

// Lines such as "draft 4: 618 of 618 required" that conformance programs print.
function conformance(preset) {
  const xml = read(path.join(reports, `${preset}.xml`));
  const programs = xml.matchAll(/<testcase name="conformance_[^]*?<\/testcase>/g);
  return [...programs]
    .flatMap(([program]) => [
      ...program.matchAll(/^(?:<system-out>|\s*)?(\S[^\n<]*: \d+ of \d+ [^\n<]*)$/gm),
    ])
    .map(([, line]) => line.replace(/^.*<system-out>/, ''));
}

/** All reports whose names begin so. */
function countTap(name) {
  const files = readdirSync(reports).filter(
    (each) => each.startsWith(name) && each.endsWith('.tap'),
  );
  const texts = files.map((each) => read(path.join(reports, each)));
  const count = (word) =>
    texts
      .map((text) => Number(text.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0))
      .reduce((sum, each) => sum + each, 0);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped'),
  };
}

const nothing = { passed: 0, failed: 0, skipped: 0 };

// Stages that count tests, or none; any other counts as one.
const counters = {
  unit: () => countCtest('asan'),
  module: () => countCtest('wasm-test'),
  gcc: () => countCtest('gcc'),
  noexcept: () => countCtest('noexcept'),
  threads: () => countCtest('tsan'),
  page: () => countTap('page'),
  'end-to-end': () => countTap('end-to-end'),
  sites: () => countTap('sites'),
  consumer: () => countTap('consumer'),
  build: () => ({ ...nothing }),
};

const sum = { ...nothing };
console.log('\nstage        passed  failed  skipped');
for (const line of read(path.join(reports, 'stages')).trim().split('\n')) {
  const [name, status] = line.split(' ');
  const count = counters[name]?.() ?? { ...nothing, passed: status === '0' ? 1 : 0 };
  // A stage that failed before its tests ran is a failure too.
  if (status !== '0' && count.failed === 0) count.failed = 1;
  for (const key of Object.keys(sum)) sum[key] += count[key];
  console.log(
    `${name.padEnd(12)} ${String(count.passed).padStart(6)}  ${String(count.failed).padStart(6)}  ${String(count.skipped).padStart(7)}`,
  );
}
for (const [where, preset] of [
  ['natively', 'asan'],
  ['as WebAssembly', 'wasm-test'],
]) {
  const lines = conformance(preset);
  if (lines.length > 0)
    console.log(`\nconformance, ${where}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
const again = read(path.join(reports, 'again')).trim();
if (again)
  console.log(`\ntried once more, as they failed at first:\n  ${again.replaceAll('\n', '\n  ')}`);
if (sum.skipped > 0) console.log(`${sum.skipped} skipped`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
