// The words inside an element, before and without the playground.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { Words } = await load('words');

function element(html) {
  const host = document.createElement('div');
  host.innerHTML = html;
  document.body.replaceChildren(host);
  const words = new Words(host.attachShadow({ mode: 'open' }));
  return { host, words };
}

test('WordsAreShownUntilThePlaygroundIs', () => {
  const { host, words } = element('<h2>Pets</h2>');
  words.show();
  assert.equal(words.place.hidden, false);
  assert.equal(host.shadowRoot.querySelector('slot').assignedNodes().length, 1);
  words.hide();
  assert.equal(host.shadowRoot.querySelector('slot'), null);
});

test('WordsForTheMeanwhileGoAndComeBack', () => {
  const { host, words } = element('<h2>Ours</h2><article data-meanwhile>Pets</article>');
  words.show();
  words.hide();
  assert.equal(host.textContent, 'Ours');
  words.show();
  assert.equal(host.textContent, 'OursPets');
});

test('AnElementWithNothingToReadShowsHowFarThePlaygroundIs', () => {
  for (const html of ['', '\n  ', '<script type="application/json">{}</script>']) {
    const { words } = element(html);
    words.show();
    assert.equal(words.place.hidden, true, html);
  }
});

test('WordsThatComeLaterAreShownToo', async () => {
  const { host, words } = element('');
  words.show();
  host.textContent = 'Pets';
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(words.place.hidden, false);
});
