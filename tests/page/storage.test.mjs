// What the browser keeps, and what of it comes back by itself.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

const { kept, persist, restored } = await load('storage');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

test('input is kept for the visit, preferences are kept for the next one', () => {
  persist('form a', '{}');
  persist('historyOff', '1');
  assert.equal(sessionStorage.getItem('vitrine:form a'), '{}');
  assert.equal(localStorage.getItem('vitrine:historyOff'), '1');
  assert.deepEqual(restored().sort(), [
    ['form a', '{}'],
    ['historyOff', '1'],
  ]);
});

test('every preference outlives the visit', () => {
  for (const key of ['theme', 'language', 'code', 'listWidth', 'historyOff']) persist(key, 'x');
  assert.equal(sessionStorage.length, 0);
  assert.equal(localStorage.length, 5);
});

test('a history outlives the visit and comes only when it is asked for', () => {
  persist('history https://a.test/', '[1]');
  assert.equal(localStorage.getItem('vitrine:history https://a.test/'), '[1]');
  assert.deepEqual(restored(), []);
  assert.equal(kept('history https://a.test/'), '[1]');
  assert.equal(kept('history https://b.test/'), '');
});

test("the address of a server of one's own outlives the visit", () => {
  persist('server https://a.test/', 'https://mine.test');
  assert.equal(localStorage.length, 1);
  assert.deepEqual(restored(), [['server https://a.test/', 'https://mine.test']]);
});

test('environments outlive the visit and come back by themselves', () => {
  persist('environments https://a.test/', '{}');
  assert.equal(localStorage.length, 1);
  assert.deepEqual(restored(), [['environments https://a.test/', '{}']]);
});

test('an empty value removes its key', () => {
  persist('history a', '[1]');
  persist('history a', '');
  assert.equal(localStorage.length, 0);
});
