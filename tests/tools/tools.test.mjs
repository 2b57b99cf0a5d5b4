// What tools of others make of the demo's description: linters have nothing to say, and the types that
// a generator makes of it check a client, which then calls the server.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const command = process.env.VITRINE_COMMAND ?? path.join(root, 'build/native/server/vitrine');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vitrine-tools-'));
const file = (name) => path.join(scratch, name);
const tool = (name) => path.join(here, 'node_modules/.bin', name);

let demo;
let url;
before(async () => {
  demo = spawn(command, ['demo', '--port', '0', '--data', file('data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((resolve, reject) => {
    createInterface({ input: demo.stdout }).on('line', (line) => {
      const [address] = /http:\/\/\S+:\d+/.exec(line) ?? [];
      if (address) resolve(address);
    });
    demo.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  for (const name of ['openapi.json', 'openapi-3.0.json'])
    writeFileSync(file(name), await (await fetch(`${url}/${name}`)).text());
  for (const name of ['client.ts', 'tsconfig.json', 'package.json'])
    copyFileSync(path.join(here, name), file(name));
  symlinkSync(path.join(here, 'node_modules'), file('node_modules'));
});
after(() => {
  demo?.kill();
  rmSync(scratch, { recursive: true, force: true });
});

const run = (program, ...words) =>
  spawnSync(program, words, {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
  });

for (const name of ['openapi.json', 'openapi-3.0.json']) {
  test(`Redocly's recommended rules have nothing to say to ${name}`, () => {
    const { stdout } = run(
      tool('redocly'),
      ...['lint', name, '--extends', 'recommended', '--format', 'json'],
    );
    const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    assert.deepEqual(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0].pointer]),
      [],
    );
  });

  test(`Spectral's recommended rules have nothing to say to ${name}`, () => {
    writeFileSync(file('spectral.yaml'), 'extends: ["spectral:oas"]\n');
    const { stdout } = run(
      tool('spectral'),
      ...['lint', name, '--ruleset', 'spectral.yaml', '--format', 'json', '--quiet'],
    );
    assert.deepEqual(
      JSON.parse(stdout).map(({ code, message, path: at }) => [code, message, at.join('/')]),
      [],
    );
  });
}

test('a client of types made by openapi-typescript is checked, and calls the server', () => {
  execFileSync(
    tool('openapi-typescript'),
    ['openapi.json', '--default-non-nullable', 'false', '--output', 'gallery.d.ts'],
    {
      cwd: scratch,
      stdio: 'ignore',
    },
  );
  const { status, stdout } = run(path.join(root, 'tests/node_modules/.bin/tsc'), '-p', '.');
  assert.equal(stdout, '');
  assert.equal(status, 0);
  const called = JSON.parse(execFileSync('node', ['client.js', url], { cwd: scratch }));
  assert.deepEqual(called, { title: 'Dawn', refused: [422, 422] });
});
