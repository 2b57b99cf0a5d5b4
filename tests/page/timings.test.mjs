// What the browser tells of the time of a request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Timing } = await load('timings');

/** The observers that listen, as a browser calls them. */
const listening = new Set();
globalThis.PerformanceObserver = class {
  records = [];
  constructor(heard) {
    this.heard = heard;
  }
  observe() {
    listening.add(this);
  }
  disconnect() {
    listening.delete(this);
  }
  takeRecords() {
    return this.records.splice(0);
  }
};

const entry = (rest) => ({
  name: 'https://api.test/a',
  startTime: performance.now(),
  fetchStart: 10,
  domainLookupStart: 12,
  domainLookupEnd: 15,
  connectStart: 15,
  secureConnectionStart: 20,
  connectEnd: 28,
  requestStart: 30,
  responseStart: 70,
  responseEnd: 75,
  transferSize: 300,
  ...rest,
});

/** What is told of a request to `url`, of which the browser reports the entries. */
async function told(entries, url = 'https://api.test/a', late = false) {
  const timing = new Timing(url);
  const [observer] = listening;
  if (!late) observer.records.push(...entries());
  const asked = timing.told();
  if (late) observer.heard({ getEntries: entries });
  const result = await asked;
  timing.stop();
  assert.equal(listening.size, 0);
  return result;
}

test('the phases of a new connection are told apart', async () => {
  assert.deepEqual(await told(() => [entry()]), {
    transferred: 300,
    phases: {
      queued: 4,
      dns: 3,
      connect: 5,
      tls: 8,
      waiting: 40,
      download: 5,
      reused: false,
    },
  });
});

test('a connection that is used again has neither DNS nor TLS', async () => {
  const same = Object.fromEntries(
    [
      'domainLookupStart',
      'domainLookupEnd',
      'connectStart',
      'secureConnectionStart',
      'connectEnd',
    ].map((name) => [name, 10]),
  );
  const { phases } = await told(() => [entry(same)]);
  assert.deepEqual(phases, {
    queued: 20,
    dns: 0,
    connect: 0,
    tls: 0,
    waiting: 40,
    download: 5,
    reused: true,
  });
});

test('a server that tells other origins nothing leaves the total', async () => {
  const hidden = { requestStart: 0, responseStart: 0, transferSize: 0 };
  const { transferred, phases } = await told(() => [entry(hidden)]);
  assert.deepEqual([transferred, phases], [0, undefined]);
});

test('the report may come after the end, and is of this request only', async () => {
  const entries = () => [
    entry({ transferSize: 1, startTime: performance.now() - 5000 }),
    entry({ transferSize: 2, name: 'https://api.test/b' }),
    entry({ transferSize: 7, name: 'https://page.test/mine' }),
  ];
  assert.equal((await told(entries, '/mine', true)).transferred, 7);
});

test('where nothing is reported it is not waited for', async () => {
  assert.deepEqual(await told(() => []), { transferred: 0 });
});
