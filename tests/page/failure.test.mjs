// What the element shows where it cannot start, and how it takes over what it finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

// Words that cannot be fetched.
globalThis.VITRINE_REMEDIES = 'data:text/javascript,throw new Error()';

const { Failure, LoadError, remedyOf, takeOver } = await load(
  'failure',
  'fetching',
  'remedies',
  'upgrade',
);

const kAddress = 'https://files.test/deep/vitrine-0123456789ab.wasm';
const kProblems = [
  'status',
  'type',
  'outdated',
  'network',
  'crossOrigin',
  'policy',
  'evaluation',
  'file',
  'broken',
  'noWebAssembly',
  'noAddress',
];

function shown(error, language, retry = () => {}) {
  document.documentElement.lang = language;
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const { place } = new Failure(host, error, retry);
  return { place, button: place.querySelector('button') };
}

test('it says what happened in the language of the page and can be tried again', () => {
  let tries = 0;
  const error = new LoadError('status', kAddress, 404, 'text/plain', 'Not Found');
  const { place, button } = shown(error, 'ja-JP', () => ++tries);
  assert.equal(place.getAttribute('role'), 'alert');
  assert.equal(place.lang, 'ja');
  assert.match(
    place.textContent,
    /プレイグラウンドを読み込めませんでした.*404 Not Found \(text\/plain\)/,
  );
  assert.equal(button.textContent, '再試行');
  button.click();
  assert.equal(tries, 1);
  assert.equal(shown(error, 'ko').button.textContent, '다시 시도');
  assert.equal(shown(error, 'fr').button.textContent, 'Try again');
});

test('a page that is older than its files is told to be reloaded', () => {
  const { place, button } = shown(new LoadError('outdated', kAddress, 404), 'en');
  assert.match(place.textContent, /older than its files/);
  assert.equal(button.textContent, 'Reload the page');
});

test('each problem has a remedy in each language', () => {
  for (const problem of kProblems) {
    const texts = ['en', 'ko', 'ja'].map((language) =>
      remedyOf(new LoadError(problem, kAddress), language),
    );
    assert.equal(new Set(texts).size, 3, problem);
    for (const text of texts) assert.doesNotMatch(text, /^$|\{(file|origin)\}/, problem);
  }
  assert.match(
    remedyOf(new LoadError('policy', kAddress), 'en'),
    /https:\/\/files\.test to connect-src/,
  );
  assert.match(remedyOf(new LoadError('type', kAddress), 'en'), /vitrine-0123456789ab\.wasm/);
  assert.equal(remedyOf(new Error('unreachable'), 'en'), '');
});

test('an element without attributes takes over the properties set before it was defined', () => {
  const seen = [];
  class Element {
    own = 1;
    constructor(early) {
      Object.assign(this, early);
      Object.defineProperty(this, 'early', { value: 'x', enumerable: true, configurable: true });
      takeOver(this);
    }
    set early(value) {
      seen.push(value);
    }
    get ready() {
      return 'ready';
    }
  }
  const element = new Element({ other: 2 });
  assert.deepEqual(seen, ['x']);
  assert.deepEqual([element.own, element.other, element.ready], [1, 2, 'ready']);
  assert.ok(!Object.hasOwn(element, 'early'));
});
