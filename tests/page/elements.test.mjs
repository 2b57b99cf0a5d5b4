// Elements of one page: what tells their forms apart, who hears of a change, and whose loads go on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { placeOf, appear, disappear, Company, Loads, Resources, nextTask } = await load(
  'places',
  'company',
  'resources',
  'tasks',
);

function element(spec, { id = '', group = '', before = null } = {}) {
  const made = Object.assign(document.createElement('div'), { spec, group, id });
  document.body.insertBefore(made, before);
  appear(made);
  return made;
}

test('elements of a description are numbered in the order of the document', () => {
  const elements = [element('a.json'), element('b.json'), element('a.json'), element('a.json')];
  // They may be opened in any order.
  assert.deepEqual(
    elements.reverse().map((each) => placeOf(each)),
    ['2', '1', '', ''],
  );
  elements.forEach(disappear);
});

test('an id is a better place than a number', () => {
  const [first, named, second] = [
    element('a.json'),
    element('a.json', { id: 'users' }),
    element('a.json'),
  ];
  assert.deepEqual([first, named, second].map(placeOf), ['', '#users', '1']);
  [first, named, second].forEach(disappear);
});

test('groups are numbered by themselves', () => {
  const elements = [element('a.json'), element('a.json', { group: 'b' })];
  assert.deepEqual(elements.map(placeOf), ['', '']);
  elements.forEach(disappear);
});

test('a place stays its own when an element comes before it', () => {
  const later = element('a.json');
  assert.equal(placeOf(later), '');
  const earlier = element('a.json', { before: later });
  assert.notEqual(placeOf(earlier), placeOf(later));
  assert.equal(placeOf(later), '');
  later.spec = 'b.json';
  assert.equal(placeOf(later), '', 'another description has places of its own');
  [earlier, later].forEach(disappear);
});

/** Enough of them for what is done in a few, however slow the machine is. */
async function tasks() {
  for (let count = 0; count < 20; ++count) await nextTask();
}

test('all others are told, once for changes that follow each other', async () => {
  const company = new Company();
  const heard = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ told: () => heard.push(name) }));
  for (const member of [a, b, c]) company.add(member);
  company.tell(a);
  company.tell(a);
  assert.deepEqual(heard, [], 'in tasks of their own');
  await tasks();
  assert.deepEqual(heard, ['b', 'c']);
  company.tell(b);
  company.remove(c);
  await tasks();
  assert.deepEqual(heard, ['b', 'c', 'a']);
});

/** A server that sends a piece whenever it is told to. */
function server() {
  let stream;
  const body = new ReadableStream({ start: (controller) => (stream = controller) });
  const asked = [];
  globalThis.fetch = async (url, { signal }) => {
    asked.push(url);
    signal.addEventListener('abort', () => stream.error(new DOMException('', 'AbortError')));
    return new Response(body);
  };
  return {
    asked,
    piece: (text) => stream.enqueue(new TextEncoder().encode(text)),
    end: () => stream.close(),
  };
}

test('a load goes on when the element that asked for it is removed', async () => {
  const { piece, end } = server();
  const loads = new Loads(() => false);
  const heard = { first: [], second: [] };
  const make = (name) =>
    new Resources(
      loads,
      ({ type, id }) => heard[name].push(`${type} ${id}`),
      async () => true,
    );
  const [first, second] = [make('first'), make('second')];
  const done = first.load({ id: 7, uri: 'https://page.test/a.json', fresh: false });
  piece('{"openapi"');
  await tasks();
  first.close(second);
  piece(': "3.1.0"}');
  end();
  await done;
  assert.deepEqual(heard, { first: ['chunk 7'], second: ['chunk 7', 'end 7'] });
  assert.equal(loads.size, 0);
});

test('a load ends with the last element, and any element may cancel it', async () => {
  for (const stop of [(first) => first.close(), (_, second) => second.cancel(7)]) {
    server();
    const loads = new Loads(() => false);
    const heard = [];
    const make = () =>
      new Resources(
        loads,
        (event) => heard.push(event),
        async () => true,
      );
    const [first, second] = [make(), make()];
    const done = first.load({ id: 7, uri: 'https://page.test/a.json', fresh: false });
    await tasks();
    stop(first, second);
    await done;
    assert.deepEqual(heard, []);
    assert.equal(loads.size, 0);
  }
});
