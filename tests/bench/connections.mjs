// How long a new client waits for its response while others hold connections: 2,000 that are idle, 200 streams, 50 that
// send slowly, 200 that stop within a head, and a burst of 500 requests at once. Memory and threads of the server beside it.
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Program, freePort, percentile, sleep } from './support/processes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const command = process.env.VITRINE_COMMAND ?? path.join(here, '../../build/native/server/vitrine');

const kIdle = 2000;
const kStreams = 200;
const kSlow = 50;
const kSilent = 200;
const kBurst = 500;
const kNewClients = 100;
const kTarget = '/pictures?limit=1';
/** Sockets that connect at the same time while a crowd gathers. */
const kAtOnce = 50;

const port = await freePort();
const say = (...columns) =>
  console.log(columns.map((text, i) => (i ? String(text).padStart(9) : text.padEnd(44))).join(' '));

/** A socket that may be closed by the other side whenever it likes. */
const connect = () =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => {});
  });

/** Connections of one kind; the server may end them in time, then others take their place. */
class Crowd {
  constructor(count, begin) {
    this.count = count;
    this.begin = begin;
    this.sockets = new Set();
    this.replaced = 0;
    this.over = false;
  }
  async gather() {
    for (let i = 0; i < this.count; i += kAtOnce) {
      const some = Math.min(kAtOnce, this.count - i);
      await Promise.all(Array.from({ length: some }, () => this.add()));
    }
  }
  async add() {
    const socket = await connect();
    this.sockets.add(socket);
    socket.resume();
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.over) return;
      this.replaced += 1;
      this.add().catch(() => {});
    });
    this.begin(socket);
  }
  leave() {
    this.over = true;
    for (const socket of this.sockets) socket.destroy();
  }
}

const head = (line, more = '') => `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more}`;
const slowly = (socket) => {
  const fields = 'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n';
  socket.write(head('POST /users', fields));
  const timer = setInterval(() => socket.write(' '), 500);
  socket.on('close', () => clearInterval(timer));
};

/** Milliseconds from connecting to the end of the response; NaN for a failure. */
const request = () =>
  new Promise((resolve) => {
    const began = performance.now();
    const options = { port, host: '127.0.0.1', path: kTarget, agent: false, timeout: 60_000 };
    const sent = http.get(options, (response) => {
      response.resume();
      response.on('end', () =>
        resolve(response.statusCode === 200 ? performance.now() - began : NaN),
      );
      response.on('error', () => resolve(NaN));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(NaN));
  });

const server = new Program(command, ['demo', '--port', port]);
const crowds = [];

const report = (name, times) => {
  const good = times.filter((time) => !Number.isNaN(time));
  say(
    name,
    percentile(good, 0.5).toFixed(1),
    percentile(good, 0.99).toFixed(1),
    Math.max(...good).toFixed(1),
    times.length - good.length,
    crowds.reduce((all, { sockets }) => all + sockets.size, 0),
    (server.memory() / 1e6).toFixed(0),
    server.threads(),
  );
  if (good.length < times.length) process.exitCode = 1;
};
const oneByOne = async () => {
  const times = [];
  for (let i = 0; i < kNewClients; ++i) times.push(await request());
  return times;
};
const stage = async (name, count, begin) => {
  const crowd = new Crowd(count, begin);
  crowds.push(crowd);
  await crowd.gather();
  await sleep(500);
  report(name, await oneByOne());
};

try {
  await server.responds(`http://127.0.0.1:${port}${kTarget}`);
  say('', 'p50 ms', 'p99 ms', 'max ms', 'failed', 'held', 'MB', 'threads');
  report('a new client, the server being quiet', await oneByOne());
  await stage(`and ${kIdle} idle connections`, kIdle, () => {});
  await stage(`and ${kStreams} streams of events`, kStreams, (socket) =>
    socket.write(`${head('GET /events')}\r\n`),
  );
  await stage(`and ${kSlow} that send a body slowly`, kSlow, slowly);
  await stage(`and ${kSilent} that stop within a head`, kSilent, (socket) =>
    socket.write('GET /pictures HTTP/1.1\r\nHost:'),
  );
  report(
    `a burst of ${kBurst} among them`,
    await Promise.all(Array.from({ length: kBurst }, () => request())),
  );
  report('a new client after it', await oneByOne());
  for (const crowd of crowds) crowd.leave();
  await sleep(2000);
  report('a new client once they are gone', await oneByOne());
  const replaced = crowds.reduce((all, crowd) => all + crowd.replaced, 0);
  console.log(`\n${replaced} held connections were ended by the server and came again`);
  console.log(`peak memory: ${(server.peakMemory() / 1e6).toFixed(0)} MB`);
} finally {
  for (const crowd of crowds) crowd.leave();
  await server.stop();
}
