// Programs under measurement: started, watched in /proc, ended.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export const median = (values) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;

const kTicks = 100; // of a second, as /proc counts on Linux

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The fields of /proc/PID/stat after the name, or undefined when the process is gone. */
const statOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
};

/** A process and all that it has started. */
const family = (root) => {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : undefined;
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  const members = [root];
  for (const member of members) {
    for (const [pid, parent] of parents) if (parent === member) members.push(pid);
  }
  return members;
};

const statusOf = (pid, field) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
};

const sum = (values) => values.reduce((total, value) => total + value, 0);

export class Program {
  /** With `core` it runs on that one alone. */
  constructor(command, args, { core, env = {} } = {}) {
    const [program, all] =
      core === undefined ? [command, args] : ['taskset', ['-c', String(core), command, ...args]];
    this.output = '';
    this.process = spawn(program, all.map(String), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.process.stderr.on('data', (text) => (this.output = (this.output + text).slice(-2000)));
    this.ended = new Promise((resolve) => {
      this.process.on('error', (error) => resolve(error.message));
      this.process.on('exit', (code, signal) => resolve(code ?? signal));
    });
  }

  /** Waits until the address responds; throws when the program ends before. */
  async responds(url) {
    for (let i = 0; i < 300; ++i) {
      const end = await Promise.race([this.ended, sleep(100)]);
      if (end !== undefined) throw new Error(`it ended with ${end}: ${this.output.trim()}`);
      const response = await fetch(url).catch(() => undefined);
      if (response) return response.arrayBuffer();
    }
    throw new Error(`nothing responds at ${url}: ${this.output.trim()}`);
  }

  /** Seconds of CPU so far, of user and system. */
  cpu() {
    return sum(
      family(this.process.pid).map((pid) => {
        const stat = statOf(pid);
        return stat ? (Number(stat[11]) + Number(stat[12])) / kTicks : 0;
      }),
    );
  }
  /** In bytes; the most there ever were, and now. */
  peakMemory() {
    return sum(family(this.process.pid).map((pid) => statusOf(pid, 'VmHWM'))) * 1024;
  }
  memory() {
    return sum(family(this.process.pid).map((pid) => statusOf(pid, 'VmRSS'))) * 1024;
  }
  threads() {
    return sum(family(this.process.pid).map((pid) => statusOf(pid, 'Threads')));
  }

  async stop() {
    this.process.kill('SIGTERM');
    const forced = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(forced);
  }
}
