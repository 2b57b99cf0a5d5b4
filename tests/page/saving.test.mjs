// Users who save data: what is fetched without them, and what waits for a sign of theirs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { wanted } = await load('saving');
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

test('an element that is gone waits for nobody', async () => {
  const place = element(true);
  const life = new AbortController();
  const promise = wanted(place, life.signal);
  life.abort();
  place.dispatchEvent(new Event('keydown'));
  assert.equal(await settles(promise), false);
});
