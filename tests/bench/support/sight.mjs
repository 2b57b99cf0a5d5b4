// A visit to a page: it is loaded until it rests, left alone, and then used. One browser for all of them, each in a
// new renderer.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chromium, mainThread } from './chromium.mjs';
import { look } from './eyes.mjs';
import { Traffic } from './traffic.mjs';

const megabits = (count) => (count * 1e6) / 8;
export const networks = {
  loopback: { title: 'loopback' },
  near: { title: '40 ms, 10 Mbit/s', latency: 40, throughput: megabits(10) },
  phone: {
    title: '40 ms, 10 Mbit/s, a processor four times slower',
    latency: 40,
    throughput: megabits(10),
    slower: 4,
  },
  far: { title: '150 ms, 1.6 Mbit/s', latency: 150, throughput: megabits(1.6) },
};

const kTasks = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const kFrames = [...kTasks, 'disabled-by-default-devtools.timeline.frame'];
const kQuiet = 1000; // ms without a request and almost without work: it rests
const kLittle = 20; // ms of work in a tenth of a second, which do not count
const kTick = 10; // ms of the kernel's clock
const sum = (values) => values.reduce((total, value) => total + value, 0);
const names = (events, name) => events.filter((event) => event.name === name);
const tasksOf = (events) => names(events, 'RunTask').filter(({ dur }) => dur !== undefined);
const cpuOf = (events) => sum(tasksOf(events).map(({ tdur }) => (tdur ?? 0) / 1000));

/** ms of CPU of a process, all of its threads. */
function cpu(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * kTick;
  } catch {
    return 0; // It has ended.
  }
}

/** Proportional set size, MB. */
const memory = (pid) =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;

export class Sight {
  static async open() {
    const sight = new Sight();
    await sight.restart();
    return sight;
  }

  /** Another browser: the one before may not reply any more. */
  async restart() {
    this.page?.kill();
    this.least = Infinity; // MB of the graphics process with nothing to show
    this.page = await Chromium.open(
      1440,
      900,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    );
  }

  close() {
    return this.page.close();
  }

  /** Forgets what was kept of former visits. */
  async forget(origin) {
    await this.page.call('Network.enable');
    await this.page.call('Network.clearBrowserCache');
    await this.page.call('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  /** The figures of a visit. `uses` has the word to search and the seconds of rest, where the page is used as well. */
  async visit(url, { page: kind, operations, network, patience, uses }) {
    const { page } = this;
    await page.renew();
    const traffic = new Traffic();
    const graphics = await this.#graphics();
    await this.#prepare(traffic, network);
    const { entries, opened, search, unfold } = kind;
    const plan = { entries, opened, unfold, operations, results: search?.results ?? [] };
    await page.prepare(`(${look})(${JSON.stringify(plan)})`);

    const before = cpu(graphics);
    let rested = false;
    const all = await page.record(async () => {
      await page.goto(url);
      rested = await this.#rest(traffic, patience, network.slower);
    }, kTasks);
    const seen = await page.evaluate(
      `({ ...sight, start: performance.getEntriesByName('sight:start')[0].startTime })`,
    );
    if (!seen.first)
      return { failed: `no operation within ${patience} s`, requests: traffic.requests };

    // The words are laid out then; nothing is on screen before the first contentful paint.
    seen.first = Math.max(seen.first, seen.paint);
    const events = mainThread(all, 'sight:start');
    const start = events.find(({ name }) => name === 'sight:start');
    const zero = start.ts / 1000 - seen.start; // of the page's clock
    const tasks = tasksOf(events).filter(({ ts, dur }) => (ts + dur) / 1000 >= zero);
    const busy = tasks
      .filter(({ dur }) => dur >= 10_000)
      .map(({ ts, dur }) => (ts + dur) / 1000 - zero);
    const figures = {
      bytes: traffic.bytes() / 1024,
      bytesFirst: traffic.bytes(seen.first) / 1024,
      paint: seen.paint || undefined,
      first: seen.first,
      settled: rested ? Math.max(seen.first, traffic.end, ...busy) : undefined,
      blocking: sum(tasks.map(({ dur }) => Math.max(0, dur / 1000 - 50))),
      longest: Math.max(0, ...tasks.map(({ dur }) => dur / 1000)),
      cpu: network.slower ? undefined : cpu(start.pid) + cpu(graphics) - before,
      renderer: memory(start.pid),
      graphics: Math.max(0, memory(graphics) - this.least),
    };
    figures.memory = figures.renderer + figures.graphics;
    if (uses) {
      const renderer = start.pid;
      if (uses.idle) Object.assign(figures, await this.#idle(renderer, uses.idle));
      figures.open = await this.#click(2);
      await sleep(1000);
      figures.later = await this.#click(0);
      await sleep(1000);
      Object.assign(figures, await this.#scroll(start));
      if (search) figures.search = await this.#search(search, uses.word);
    }
    return { figures, requests: traffic.requests };
  }

  /** The graphics process, without what it still has of the page before as far as it gives that back. */
  async #graphics() {
    const { page } = this;
    await page.goto('data:text/html,<p>Words</p>');
    await page.call('Memory.simulatePressureNotification', { level: 'critical' }).catch(() => {});
    await sleep(1000);
    const { id } = (await page.processes()).find(({ type }) => type === 'GPU');
    this.least = Math.min(this.least, memory(id));
    return id;
  }

  async #prepare(traffic, { latency = 0, throughput = -1, slower = 1 }) {
    const { page } = this;
    const conditions = {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    };
    const listen = async (session) => {
      await page.call('Network.enable', {}, session);
      if (latency > 0) await page.call('Network.emulateNetworkConditions', conditions, session);
    };
    const sessions = new Set([page.session]); // The page before may still say something.
    page.listen((method, params, session) => {
      if (!sessions.has(session)) return;
      if (method === 'Target.attachedToTarget') {
        sessions.add(params.sessionId);
        traffic.worker(params.targetInfo.url);
        // A worker waits until its network is as slow as the page's.
        void listen(params.sessionId)
          .catch(() => {})
          .then(() => page.call('Runtime.runIfWaitingForDebugger', {}, params.sessionId))
          .catch(() => {});
      } else if (method.startsWith('Network.')) traffic.hear(method, params);
    });
    await listen(undefined);
    await page.call('Performance.enable');
    await page.call('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
    await page.call('Emulation.setDeviceMetricsOverride', {
      width: 1440,
      height: 900,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await page.call('Emulation.setCPUThrottlingRate', { rate: slower });
  }

  /** Waits until an operation is there and nothing happens any more; false where that does not come. */
  async #rest(traffic, patience, slower = 1) {
    const end = Date.now() + patience * 1000;
    let quiet = Date.now();
    let first = 0;
    let worked = 0;
    let asked;
    while (Date.now() < end) {
      await sleep(100);
      // A page that is busy does not reply for a while. The process says nothing: being slower is work too.
      asked ??= Promise.all([
        this.page.evaluate(`window.sight?.first ?? 0`),
        this.page.call('Performance.getMetrics'),
      ])
        .then(([value, { metrics }]) => {
          first ||= value;
          const before = worked;
          worked = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
          if (worked - before > kLittle * slower) quiet = Date.now();
        })
        .catch(() => {})
        .finally(() => (asked = undefined));
      if (traffic.open > 0) quiet = Date.now();
      if (first && Date.now() - quiet > kQuiet) return true;
    }
    return false;
  }

  async #idle(renderer, seconds) {
    const before = cpu(renderer);
    const events = await this.page.record(() => sleep(seconds * 1000), kTasks);
    const own = events.filter(({ pid }) => pid === renderer);
    return {
      idleFrames: names(own, 'FireAnimationFrame').length,
      idleTimers: names(own, 'TimerFire').length,
      idleCpu: cpu(renderer) - before,
    };
  }

  /** What `name` of the page's eyes comes to, or nothing where it does not come. */
  async #until(name, seconds = 15) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      await sleep(50);
      const value = await this.page.evaluate(`sight.${name}`);
      if (value) return value;
    }
    return undefined;
  }

  async #press({ x, y }) {
    await this.page.mouse('mousePressed', x, y, { button: 'left', clickCount: 1 });
    await this.page.mouse('mouseReleased', x, y, { button: 'left', clickCount: 1 });
  }

  /** ms from the press on the entry of this number to its operation on screen. A hand is over it for a moment before. */
  async #click(number) {
    const place = await this.page.evaluate(`sight.entry(${number})`);
    if (!place) return undefined;
    await this.page.mouse('mouseMoved', place.x, place.y);
    await sleep(150);
    await this.page.evaluate(`sight.expectOpened()`);
    await this.#press(place);
    return this.#until('opened');
  }

  async #scroll(renderer) {
    const events = await this.page.record(
      () =>
        this.page.call('Input.synthesizeScrollGesture', {
          x: 600,
          y: 500,
          yDistance: -4000,
          speed: 2000,
          gestureSourceType: 'mouse',
        }),
      kFrames,
    );
    const own = events.filter(({ pid }) => pid === renderer.pid);
    const work = own.filter(({ tid }) => tid === renderer.tid);
    const frames = names(own, 'DrawFrame').length;
    return {
      scrollFrames: frames,
      scrollWork: frames ? cpuOf(work) / frames : undefined,
      scrollLongest: Math.max(0, ...tasksOf(work).map(({ dur }) => dur / 1000)),
    };
  }

  /** ms from a word that is put into the search to the first result on screen. */
  async #search({ open, field, enter }, word) {
    const { page } = this;
    for (const selector of [open, field]) {
      const place = selector && (await page.evaluate(`sight.place(${JSON.stringify(selector)})`));
      if (!place) continue;
      await this.#press(place);
      await sleep(500);
    }
    await page.evaluate(`sight.expectFound(${JSON.stringify(word)})`);
    await page.call('Input.insertText', { text: word });
    if (enter) {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
      await page.call('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
      await page.call('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    }
    return this.#until('found', 10);
  }
}
