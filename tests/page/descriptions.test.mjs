// The descriptions of an element: an address, a text of the page, several to choose from.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

const { Descriptions } = await load('descriptions');

/** The descriptions of an element that is written so. */
function described(html) {
  document.body.innerHTML = html;
  const host = document.body.firstElementChild;
  return Object.assign(new Descriptions(host), { host });
}

beforeEach(() => history.replaceState(null, '', '/docs/page.html'));

test('the attribute is an address relative to the page', () => {
  const { opening } = described('<vitrine-playground spec="a.json"></vitrine-playground>');
  assert.deepEqual(opening, { spec: 'https://page.test/docs/a.json' });
});

test('nothing is opened where nothing is given', () => {
  assert.deepEqual(described('<vitrine-playground></vitrine-playground>').opening, { spec: '' });
});

test('an object is opened under an address beside the page', async () => {
  const given = described('<vitrine-playground spec="a.json"></vitrine-playground>');
  given.description = { openapi: '3.1.0' };
  const { spec } = given.opening;
  assert.match(spec, /^https:\/\/page\.test\/docs\/page\.html\?vitrine-text=\w+$/);
  assert.equal(await given.response(spec).text(), '{"openapi":"3.1.0"}');
  assert.equal(given.response('https://page.test/docs/a.json'), undefined);
  given.description = null;
  assert.equal(given.opening.spec, 'https://page.test/docs/a.json');
});

test('equal texts are one description, others are not', () => {
  const [one, other] = [1, 2].map(() => described('<vitrine-playground></vitrine-playground>'));
  one.description = '{"openapi":"3.1.0"}';
  other.description = { openapi: '3.1.0' };
  assert.equal(one.opening.spec, other.opening.spec);
  other.description = { openapi: '3.0.0' };
  assert.notEqual(one.opening.spec, other.opening.spec);
});

test('a script inside is the description where no other is given', async () => {
  const script = '<script type="application/json"> {"openapi":"3.1.0"} </script>';
  const given = described(`<vitrine-playground>${script}</vitrine-playground>`);
  assert.equal(await given.response(given.opening.spec).text(), '{"openapi":"3.1.0"}');
  given.host.setAttribute('spec', 'a.json');
  assert.equal(given.opening.spec, 'https://page.test/docs/a.json');
});

test('a script that changed is read when its element says so', () => {
  const script = '<script type="application/yaml">openapi: 3.1.0</script>';
  const given = described(`<vitrine-playground>${script}</vitrine-playground>`);
  const { spec } = given.opening;
  given.host.firstElementChild.textContent = 'openapi: 3.0.0';
  assert.equal(given.opening.spec, spec);
  given.forget();
  assert.notEqual(given.opening.spec, spec);
});

const kLinks = `<a rel="service-desc" href="pets.json">Pets</a>
  <link rel="service-desc" href="v2/orders.yaml?x=1">
  <a href="about.html">About</a>`;

test('links inside are descriptions to choose from', () => {
  const given = described(`<vitrine-playground>${kLinks}</vitrine-playground>`);
  assert.deepEqual(given.opening, {
    spec: 'https://page.test/docs/pets.json',
    descriptions: ['Pets', 'orders.yaml'],
    description: 0,
  });
  given.choose(1);
  assert.equal(given.opening.spec, 'https://page.test/docs/v2/orders.yaml?x=1');
  assert.equal(location.search, '', 'the address is the page’s own');
});

test('the one that spec names is the first to be shown', () => {
  const given = described(
    `<vitrine-playground spec="v2/orders.yaml?x=1">${kLinks}</vitrine-playground>`,
  );
  assert.equal(given.opening.description, 1);
});

test('the attribute names them as JSON, and is none where it cannot be read', () => {
  const given = described('<vitrine-playground></vitrine-playground>');
  given.host.setAttribute('specs', '[{"name":"Pets","url":"a.json"},{"url":"b.json"},{"url":3}]');
  assert.deepEqual(given.opening.descriptions, ['Pets', 'b.json']);
  given.host.setAttribute('specs', 'a.json');
  assert.equal(given.opening.spec, '');
});

test('the address keeps the choice beside the place in the page', () => {
  history.replaceState(null, '', '/docs/page.html?q=1#/operations/addPet');
  const given = described(`<vitrine-playground routing="hash">${kLinks}</vitrine-playground>`);
  given.choose(1);
  assert.equal(location.search, '?q=1&description=orders.yaml');
  assert.equal(location.hash, '#/operations/addPet');
  assert.equal(given.opening.description, 1);
  history.replaceState(null, '', '/docs/page.html?description=nowhere');
  assert.equal(given.opening.description, 0, 'an address names none but those of the element');
});
