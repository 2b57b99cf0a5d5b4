// Events until the later part of the module is here: which wait, and in which order they are handled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Waiting, PointerKind } = await load('waiting', 'boundary');

const typed = (value) => ({ type: 'input', node: 'n', value });
const kOpen = { type: 'open', spec: '/api.json' };
const kMove = { type: 'pointer', kind: PointerKind.moved, surface: 'main', x: 1, y: 1 };

/** A queue before a playground that notes what it handles; `come` lets the later part come, or fails. */
function stage({ here = false, resumes = false } = {}) {
  let settle;
  const asked = new Promise((resolve, reject) => {
    settle = { come: () => ((later.here = true), resolve()), fail: reject };
  });
  const later = { here, fetch: () => asked };
  const host = { waiting: [], stopped: (error) => handled.push(error.message) };
  const handled = [];
  const whole = [];
  const handler = {
    ended: false,
    root: { isConnected: true },
    handle: (event) => (handled.push(event), true),
    whole: () => whole.push(handled.length),
    resume: (event) => handled.push(event),
  };
  return {
    ...settle,
    host,
    handled,
    whole,
    handler,
    waiting: new Waiting(host, later, handler, resumes),
  };
}

test('events are handled at once once the later part is here', () => {
  const { waiting, handled, host } = stage({ here: true });
  assert.equal(waiting.send(typed('a')), true);
  assert.deepEqual([handled, host.waiting], [[typed('a')], []]);
});

test('events wait in order and those of opening overtake them', async () => {
  const { waiting, handled, come } = stage();
  assert.equal(waiting.send(typed('a')), false);
  assert.equal(waiting.send(kMove), false);
  assert.equal(waiting.send({ type: 'frame' }), true);
  waiting.send(typed('b'));
  assert.deepEqual(handled, [{ type: 'frame' }]);
  come();
  await waiting.need();
  assert.deepEqual(handled.slice(1), [typed('a'), typed('b')]);
});

test('the module hears that all of it is here before the events that waited', async () => {
  const { waiting, handled, whole, come } = stage();
  waiting.send(typed('a'));
  assert.deepEqual(whole, []);
  come();
  await waiting.need();
  assert.deepEqual([whole[0], handled], [0, [typed('a')]]);
});

test('that editors are attended waits for the later part and asks for nothing', () => {
  const { waiting, handled, host } = stage();
  let fetched = false;
  waiting.later.fetch = () => ((fetched = true), Promise.resolve());
  assert.equal(waiting.send({ type: 'editorsAttended' }), false);
  assert.deepEqual([handled, host.waiting.length, fetched], [[], 1, false]);
  waiting.later.here = true;
  waiting.release();
  assert.deepEqual(handled, [{ type: 'editorsAttended' }]);
});

test('idle work waits for the later part and asks for nothing', () => {
  const { waiting, handled, host } = stage();
  const wake = (timer) => ({ type: 'wake', timer });
  let fetched = false;
  waiting.later.fetch = () => ((fetched = true), Promise.resolve());
  assert.equal(waiting.send(wake('idle')), false);
  assert.equal(waiting.send(wake('slice')), true);
  assert.deepEqual([handled, host.waiting, fetched], [[wake('slice')], [wake('idle')], false]);
  waiting.later.here = true;
  waiting.release();
  assert.deepEqual(handled, [wake('slice'), wake('idle')]);
});

test('another description is opened after what waits', async () => {
  const { waiting, handled, come } = stage();
  assert.equal(waiting.send(kOpen), true);
  waiting.send(typed('a'));
  assert.equal(waiting.send(kOpen), false);
  come();
  await waiting.need();
  assert.deepEqual(handled, [kOpen, typed('a'), null]);
});

test('events of a description that is not loaded again keep waiting', async () => {
  const { waiting, handled, host, come } = stage({ resumes: true });
  waiting.send(typed('a'));
  come();
  await waiting.need();
  assert.deepEqual([handled, host.waiting], [[], [typed('a')]]);
  waiting.resumes = false;
  waiting.release();
  assert.deepEqual(handled, [typed('a')]);
});

test('a part that cannot be had is reported and what waits stays', async () => {
  const { waiting, handled, host, fail } = stage();
  waiting.send(typed('a'));
  fail(new Error('503'));
  assert.equal(await waiting.need(), false);
  assert.ok(handled.every((each) => each === '503'));
  assert.deepEqual(host.waiting, [typed('a')]);
});

test('a playground that ended keeps what is done on its picture', () => {
  const { waiting, handled, handler, host } = stage({ here: true });
  handler.ended = true;
  waiting.send(typed('a'));
  waiting.send({ type: 'frame' });
  assert.deepEqual([handled, host.waiting], [[], [typed('a')]]);
  handler.root.isConnected = false;
  waiting.send(typed('b'));
  assert.deepEqual(host.waiting, [typed('a')]);
});
