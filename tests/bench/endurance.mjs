// What only time shows. The demo is killed again and again while it writes: everything that it has confirmed is there
// afterwards. Then it is under load for a while, as it is shipped and under the sanitizers: they find nothing, and its
// memory does not grow. `endurance.mjs [SECONDS]`, 60 for each build unless said.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Program, freePort, sleep } from './support/processes.mjs';

const build = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../build');
const kSeconds = Number(process.argv[2]) || 60;
const kWrites = 10_000;
const kKills = 10;
const kWriters = 8;
/** Growth that is noise, after the first half of the time. */
const kMostGrowth = 1.1;

const fail = (words) => {
  console.error(`FAILED: ${words}`);
  process.exitCode = 1;
};
const start = async (preset, ...args) => {
  const port = await freePort();
  const program = new Program(
    path.join(build, preset, 'server/vitrine'),
    ['demo', '--port', port, ...args],
    // What the sanitizer keeps of freed memory is no growth.
    { env: { ASAN_OPTIONS: 'quarantine_size_mb=16' } },
  );
  const url = `http://127.0.0.1:${port}`;
  await program.responds(`${url}/pictures`);
  return { program, url };
};
const post = (url, value, token) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(value),
  });

const survivesKills = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-endurance-'));
  const confirmed = new Set();
  let token;
  try {
    for (let kill = 0; kill <= kKills; ++kill) {
      const { program, url } = await start('native', '--data', folder);
      token ??= (
        await (
          await post(`${url}/users`, {
            email: 'endurance@example.org',
            password: 'a walk in the snow',
          })
        ).json()
      ).token;
      const lines = (await (await fetch(`${url}/export`)).text()).split('\n').filter(Boolean);
      const there = new Set(lines.map((line) => JSON.parse(line).id));
      const lost = [...confirmed].filter((id) => !there.has(id));
      if (lost.length > 0) fail(`${lost.length} confirmed pictures are lost after kill ${kill}`);
      if (kill < kKills) {
        const enough = (kWrites / kKills) * (kill + 1);
        const write = async () => {
          while (confirmed.size < enough) {
            const response = await post(`${url}/pictures`, { title: 'Written' }, token);
            confirmed.add((await response.json()).id);
          }
          program.process.kill('SIGKILL');
        };
        // The others are in the middle of a write when the first one kills it.
        await Promise.all(Array.from({ length: kWriters }, () => write().catch(() => {})));
        await program.ended;
      } else {
        await program.stop();
      }
    }
    console.log(
      `${confirmed.size} confirmed writes, kill -9 after each ${kWrites / kKills}: checked`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const wrk = (url, seconds) =>
  new Promise((resolve, reject) => {
    const client = spawn('wrk', ['-t', '1', '-c', '32', '-d', `${seconds}s`, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    client.stdout.on('data', (piece) => (text += piece));
    client.on('error', reject);
    client.on('exit', () => resolve(text));
  });

const endures = async (preset) => {
  const { program, url } = await start(preset);
  let report = '';
  program.process.stderr.on('data', (text) => {
    if (report || /Sanitizer|runtime error/.test(text)) report += text;
  });
  try {
    await wrk(`${url}/pictures?limit=5&medium=print`, Math.max(kSeconds / 10, 2));
    let half = 0;
    let last = 0;
    const watch = setInterval(() => (last = program.memory()), 1000);
    const loads = [];
    for (let part = 0; part < 2; ++part) {
      loads.push(await wrk(`${url}/pictures?limit=5&medium=print`, Math.ceil(kSeconds / 2)));
      await sleep(1500);
      if (part === 0) half = last;
    }
    clearInterval(watch);
    const rate = /Requests\/sec:\s+([\d.]+)/.exec(loads[1])?.[1];
    const failed = loads.map((text) => /Non-2xx.*|Socket errors.*/.exec(text)?.[0]).filter(Boolean);
    const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
    console.log(
      `${preset.padEnd(8)} ${kSeconds} s, ${rate} requests/s, ${megabytes(half)} after half of it, ${megabytes(last)} at its end`,
    );
    if (failed.length > 0) fail(`${preset}: ${failed.join('; ')}`);
    if (last > half * kMostGrowth) fail(`${preset}: its memory grows`);
  } finally {
    await program.stop();
  }
  if (report) fail(`${preset}: ${report}`);
};

await survivesKills();
for (const preset of ['native', 'asan', 'tsan']) await endures(preset);
