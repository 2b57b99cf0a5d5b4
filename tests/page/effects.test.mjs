// Texts that the module asks for: what the browser keeps, and files that the user picks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Effects } = await load('effects');

function stage() {
  const events = [];
  const nothing = { close() {} };
  const effects = new Effects({ send: (event) => events.push(event) }, nothing, nothing);
  return { events, perform: (effect) => effects.perform(effect, new Uint8Array()), effects };
}

test('a kept text is given back with the time of the user', () => {
  localStorage.setItem('vitrine:history a', '[1]');
  const { events, perform } = stage();
  const before = Date.now();
  perform({ type: 'recall', key: 'history a' });
  perform({ type: 'recall', key: 'history b' });
  assert.deepEqual(
    events.map(({ type, key, text }) => [type, key, text]),
    [
      ['givenText', 'history a', '[1]'],
      ['givenText', 'history b', ''],
    ],
  );
  assert.ok(events[0].now >= before);
  assert.equal(events[0].offset, -new Date().getTimezoneOffset());
});

test('the text of a picked file is given', async () => {
  const { events, perform } = stage();
  const created = document.createElement;
  let input;
  document.createElement = (name) => (input = created.call(document, name));
  perform({ type: 'pickText', key: 'import' });
  document.createElement = created;
  Object.defineProperty(input, 'files', { value: [new Blob(['curl a.example'])] });
  input.dispatchEvent(new Event('change'));
  while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.deepEqual([events[0].key, events[0].text], ['import', 'curl a.example']);
});

test('nothing is given to an element that is closed', () => {
  const { events, perform, effects } = stage();
  effects.close();
  perform({ type: 'recall', key: 'history a' });
  assert.deepEqual(events, []);
});
