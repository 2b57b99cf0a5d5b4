// One API on several servers, each on one core, in turns in one run: requests per second, CPU a request, latency and
// memory. `bench_server` is Vitrine, and cpp-httplib by hand; the others are in servers/.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Program, freePort, median, sleep } from './support/processes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const build = path.join(here, '../../build');
const servers = path.join(here, 'servers');
const ours = path.join(build, 'native/tests/bench_server');
const go = path.join(build, 'bench/by_hand');
// Debian's, whose packages another one does not see.
const python = '/usr/bin/python3';

const kRounds = 5;
const kSeconds = 5;
const kConnections = 32;
const kServerCore = 0;
const kClientCores = os.cpus().length > 1 ? `1-${os.cpus().length - 1}` : '0';
const kTarget = '/pictures?limit=20&page=1&medium=painting&tag=snow';
const kPicture = {
  title: '겨울 산책 ❄',
  year: 1904,
  medium: 'painting',
  tags: ['snow', 'ink'],
  origin: { place: '京都' },
};

const uvicorn = (app) => (port) => [
  python,
  ['-m', 'uvicorn', app, '--app-dir', servers, '--port', port, '--loop', 'uvloop'].concat([
    '--http',
    'httptools',
    '--no-access-log',
    '--log-level',
    'warning',
  ]),
];
const peers = [
  { name: 'Vitrine', start: (port) => [ours, ['typed', port]] },
  { name: 'cpp-httplib by hand', start: (port) => [ours, ['bare', port]] },
  { name: 'Go by hand', start: (port) => [go, [port]] },
  {
    name: 'Node + Ajv',
    start: (port) => [process.execPath, [path.join(servers, 'with_ajv.mjs'), port]],
  },
  { name: 'FastAPI, async def', start: uvicorn('with_fastapi:async_app') },
  { name: 'FastAPI, def', start: uvicorn('with_fastapi:app') },
  {
    name: 'Flask + gunicorn',
    start: (port) => [
      python,
      [
        '-m',
        'gunicorn',
        'with_flask:app',
        '--chdir',
        servers,
        '--bind',
        `127.0.0.1:${port}`,
      ].concat(['--workers', '1', '--threads', '8', '--keep-alive', '60', '--log-level', 'error']),
    ],
  },
];

const versions = () => {
  const packages = ['golang-go', 'python3-fastapi', 'python3-pydantic', 'uvicorn', 'python3-flask'];
  const { stdout } = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${Package} ${Version}, ', ...packages, 'gunicorn', 'node-ajv', 'wrk'],
    { encoding: 'utf8' },
  );
  return `${stdout}Node.js ${process.version}, ${os.cpus()[0].model}`;
};

const post = (url, value) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  });

/** All do the same work, or the numbers say nothing. */
const verify = async ({ url }) => {
  const wrong = [];
  const expect = (holds, words) => holds || wrong.push(words);
  const made = await post(`${url}/pictures`, kPicture);
  const { id, ...rest } = await made.json();
  expect(made.status === 201 && id, `POST gives ${made.status}`);
  for (const [name, value] of Object.entries(kPicture))
    expect(JSON.stringify(rest[name]) === JSON.stringify(value), `${name} is ${rest[name]}`);
  const { items, total } = await (await fetch(url + kTarget)).json();
  expect(items?.length === 20 && total === 50, `GET gives ${items?.length} of ${total}`);
  const bad = [
    { ...kPicture, title: '' },
    { ...kPicture, title: 'x'.repeat(81) },
    { ...kPicture, year: 2101 },
    { ...kPicture, year: 'now' },
    { ...kPicture, medium: 'song' },
    { ...kPicture, tags: ['aa', 'aa'] },
    { ...kPicture, tags: ['a'] },
    { ...kPicture, origin: {} },
    { ...kPicture, more: 1 },
  ];
  for (const picture of bad) {
    const { status } = await post(`${url}/pictures`, picture);
    expect(status === 422, `${JSON.stringify(picture)} gives ${status}`);
  }
  for (const query of ['limit=0', 'limit=x', 'page=0', 'medium=song', 'tag=a']) {
    const { status } = await fetch(`${url}/pictures?${query}`);
    expect(status === 422, `${query} gives ${status}`);
  }
  if (wrong.length > 0) throw new Error(`it does other work: ${wrong.join('; ')}`);
};

const load = (url, method, seconds) =>
  new Promise((resolve, reject) => {
    const target = method === 'POST' ? '/pictures' : kTarget;
    const client = spawn(
      'taskset',
      ['-c', kClientCores, 'wrk', '-t', '1', '-c', kConnections, '-d', `${seconds}s`]
        .concat(['-s', path.join(servers, 'load.lua'), url + target])
        .map(String),
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, METHOD: method } },
    );
    let text = '';
    client.stdout.on('data', (piece) => (text += piece));
    client.on('error', reject);
    client.on('exit', () => {
      const line = text.split('\n').find((each) => each.startsWith('{'));
      if (line) resolve(JSON.parse(line));
      else reject(new Error(`wrk said: ${text}`));
    });
  });

const start = async (peer) => {
  const port = await freePort();
  const [command, args] = peer.start(port);
  peer.program = new Program(command, args, {
    core: kServerCore,
    env: { PYTHONDONTWRITEBYTECODE: '1', GOMAXPROCS: '1' },
  });
  peer.url = `http://127.0.0.1:${port}`;
  peer.rounds = { POST: [], GET: [] };
  await peer.program.responds(peer.url + kTarget);
  await verify(peer);
};

const measure = async (peer, method) => {
  await load(peer.url, method, 1);
  const before = peer.program.cpu();
  const { requests, seconds, failed, p50, p99 } = await load(peer.url, method, kSeconds);
  const cpu = ((peer.program.cpu() - before) / requests) * 1e6;
  peer.rounds[method].push({ rate: requests / seconds, cpu, p50, p99, failed });
};

const of = (peer, method, field) => median(peer.rounds[method].map((round) => round[field]));
const say = (...columns) =>
  console.log(
    columns.map((text, i) => (i ? String(text).padStart(10) : text.padEnd(22))).join(' '),
  );

mkdirSync(path.dirname(go), { recursive: true });
const compiled = spawnSync('go', ['build', '-o', go, path.join(servers, 'by_hand.go')], {
  encoding: 'utf8',
  env: { ...process.env, GOCACHE: path.join(build, 'bench/go'), GOFLAGS: '-mod=mod' },
});
if (compiled.status !== 0) console.error(`Go: ${compiled.stderr ?? compiled.error?.message}`);

const running = [];
try {
  console.log(versions());
  for (const peer of peers) {
    try {
      await start(peer);
      running.push(peer);
    } catch (error) {
      console.error(`${peer.name} is left out: ${error.message}`);
      process.exitCode = 1;
    }
  }
  for (let round = 0; round < kRounds; ++round) {
    // Each first as often as last, so that a busy machine treats all alike.
    const order = round % 2 ? [...running].reverse() : running;
    for (const method of ['POST', 'GET']) {
      for (const peer of order) {
        await measure(peer, method);
        await sleep(200);
      }
    }
  }
  const bare = running.find(({ name }) => name === 'cpp-httplib by hand');
  for (const method of ['POST', 'GET']) {
    console.log(`\n${method} /pictures, one core, ${kConnections} connections`);
    say('', 'requests/s', 'CPU µs', '× bare', 'p50 ms', 'p99 ms', 'failed', 'peak MB');
    for (const peer of running) {
      say(
        peer.name,
        of(peer, method, 'rate').toFixed(0),
        of(peer, method, 'cpu').toFixed(1),
        bare ? (of(bare, method, 'cpu') / of(peer, method, 'cpu')).toFixed(2) : '',
        of(peer, method, 'p50').toFixed(2),
        of(peer, method, 'p99').toFixed(2),
        peer.rounds[method].reduce((all, { failed }) => all + failed, 0),
        (peer.program.peakMemory() / 1e6).toFixed(0),
      );
    }
  }
  console.log(
    '\nAims by CPU: 0.95 × bare or more for both, less than Go and Node, 8 × less than FastAPI (async def)',
  );
} finally {
  for (const { program } of peers) await program?.stop();
}
