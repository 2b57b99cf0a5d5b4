// Chromium as a reader has it: driven over a pipe with the few commands a measurement needs, because a
// test's driver watches every byte of the network in the page's own main thread.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { executable, flags } from '../../support/chromium.mjs';

export class Chromium {
  #process;
  #folder = mkdtempSync(path.join(tmpdir(), 'vitrine-bench-'));
  #commands = 0;
  #waiting = new Map();
  #trace = [];
  #traced = () => {};
  #session;
  #target;
  #listener;

  static async open(width, height, ...more) {
    const chromium = new Chromium(width, height, more);
    const { targetInfos } = await chromium.#call('Target.getTargets');
    await chromium.#attach(targetInfos.find(({ type }) => type === 'page').targetId);
    return chromium;
  }

  constructor(width, height, more) {
    this.#process = spawn(
      executable,
      [
        '--headless=new',
        ...flags,
        ...more,
        `--user-data-dir=${this.#folder}`,
        `--window-size=${width},${height}`,
        '--remote-debugging-pipe',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    this.#process.stdio[4].setEncoding('utf8').on('data', (piece) => {
      const messages = (text + piece).split('\0');
      text = messages.pop();
      messages.forEach((message) => this.#receive(JSON.parse(message)));
    });
  }

  async #attach(targetId) {
    this.#target = targetId;
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    this.#session = sessionId;
  }

  /** A new page in the place of the one before, which is closed. */
  async renew() {
    const before = this.#target;
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' });
    await this.#call('Target.closeTarget', { targetId: before });
    await this.#attach(targetId);
  }

  /** What is told of events: the method, its parameters, and the session of the page or of a worker. */
  listen(listener) {
    this.#listener = listener;
  }

  goto(url) {
    return this.call('Page.navigate', { url });
  }

  /** Runs `script` in each page before its own. */
  async prepare(script) {
    await this.call('Page.enable');
    return this.call('Page.addScriptToEvaluateOnNewDocument', { source: script });
  }

  /** A key that types `text`. */
  async type(text) {
    await this.call('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text });
    await this.call('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
  }

  /** What an expression comes to in the page, promises awaited. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  mouse(type, x, y, more = {}) {
    return this.call('Input.dispatchMouseEvent', { type, x, y, ...more });
  }

  /** Events of the page's main thread while `work` runs: those of the thread that sets `mark`. */
  async trace(work, mark = 'vitrine:first-frame') {
    const events = await this.record(work, [
      'devtools.timeline',
      'blink.user_timing',
      'toplevel',
      'disabled-by-default-devtools.timeline',
    ]);
    return mainThread(events, mark);
  }

  /** All events of these categories while `work` runs. */
  async record(work, includedCategories) {
    this.#trace = [];
    await this.#call('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories },
    });
    await work();
    const traced = new Promise((resolve) => {
      this.#traced = resolve;
    });
    await this.#call('Tracing.end');
    await traced;
    return this.#trace;
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.on('exit', resolve));
    void this.#call('Browser.close');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  get session() {
    return this.#session;
  }

  /** For one that does not end by itself. */
  kill() {
    this.#process.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** A command of the DevTools protocol to the page, or to a worker by its session. */
  call(method, parameters, session = this.#session) {
    return this.#call(method, parameters, session);
  }

  /** The browser's processes, by their types. */
  async processes() {
    return (await this.#call('SystemInfo.getProcessInfo')).processInfo;
  }

  #call(method, params = {}, sessionId = undefined) {
    const id = ++this.#commands;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #receive({ id, result, error, method, params, sessionId }) {
    if (method === 'Tracing.dataCollected') this.#trace.push(...params.value);
    if (method === 'Tracing.tracingComplete') this.#traced();
    if (id === undefined) return void this.#listener?.(method, params, sessionId);
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }
}

/** Of a trace, the events of the thread that sets `mark`. */
export function mainThread(events, mark) {
  const own = events.find(({ name }) => name === mark);
  if (!own) throw new Error(`nothing set the mark ${mark}`);
  return events.filter(({ pid, tid }) => pid === own.pid && tid === own.tid);
}
