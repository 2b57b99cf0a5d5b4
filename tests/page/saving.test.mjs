// Users who save data: what is fetched without them, and what waits for a sign of theirs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { wanted } = await load('saving');
const page = () => load('saving');
const { AbortController } = document.defaultView;

/** Says whether a promise is settled by now. */
async function settles(promise) {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setTimeout(resolve));
  return settled;
}

function element(saveData) {
  Object.defineProperty(navigator, 'connection', {
    configurable: true,
    value: saveData === undefined ? undefined : { saveData },
  });
  return document.body.appendChild(document.createElement('div'));
}

test('nobody is waited for where no data is saved, or the browser does not say', async () => {
  for (const saveData of [false, undefined])
    assert.equal(await settles(wanted(element(saveData), new AbortController().signal)), true);
});

for (const sign of ['pointerover', 'focusin', 'keydown', 'wheel'])
  test(`with data to be saved the user is waited for: ${sign}`, async () => {
    const place = element(true);
    const promise = wanted(place, new AbortController().signal);
    assert.equal(await settles(promise), false);
    place.dispatchEvent(new Event(sign));
    assert.equal(await settles(promise), true);
  });

test('what elements share is there once one of them is used', async () => {
  const { used, wanted: sign } = await page();
  const place = element(true);
  const shared = used();
  void sign(place, new AbortController().signal);
  assert.equal(await settles(shared), false);
  place.dispatchEvent(new Event('wheel'));
  assert.equal(await settles(shared), true);
  element(false);
  assert.equal(await settles((await page()).used()), true, 'no data is saved');
});

for (const [what, event, waits] of [
  ['an overview', { type: 'open', operation: '', hash: '#/' }, true],
  ['a link to an operation', { type: 'open', operation: '', hash: '#/operations/a' }, false],
  ['an operation of the page', { type: 'open', operation: 'a', hash: '' }, false],
  ['a call of the page', { type: 'fill', id: 1, operation: 'a', parameters: [] }, false],
  ['a chunk', { type: 'chunk', id: 1 }, true],
])
  test(`${what} ${waits ? 'waits for the user' : 'has all that elements share'}`, async () => {
    const { used, heed } = await page();
    element(true);
    const shared = used();
    heed(event);
    assert.equal(await settles(shared), !waits);
  });

test('an element that is gone waits for nobody', async () => {
  const place = element(true);
  const life = new AbortController();
  const promise = wanted(place, life.signal);
  life.abort();
  place.dispatchEvent(new Event('keydown'));
  assert.equal(await settles(promise), false);
});
