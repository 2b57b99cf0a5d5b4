// What is copied and printed: the text of the layer with its line ends, cells and marks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { node, stage } from './support/stage.mjs';
import { load } from './support/page.mjs';

const { blocksOf, DocumentPaper, plainText, semanticHtml, watchCopies, watchPrinting } = await load(
  'transcript',
  'copying',
  'printing',
);

const kFont = ['sans', 14, 400, false, 0];
const run = (text, flags = 0, ...link) => [text, flags, 0, 50, 0, ...link];

/** A text node at a height; lines are runs or texts. */
const text = (role, id, y, lines, rest = {}) =>
  node(role, {
    id,
    rect: [0, y, 400, 20 * lines.length],
    lines: lines.map((line) => (Array.isArray(line) ? line : [run(line)])),
    fonts: [kFont],
    ...rest,
  });
const box = (role, id, rest = {}) => node(role, { id, rect: [0, 0, 400, 20], ...rest });

function made(...nodes) {
  const on = stage();
  on.show(...nodes.map((each, index) => ({ after: previous(nodes, index), ...each })));
  const blocks = (range) => blocksOf(on.layer, on.root, range);
  return { ...on, blocks, text: () => plainText(blocks()), html: () => htmlOf(blocks()) };
}
function previous(nodes, index) {
  const before = nodes.slice(0, index).filter(({ parent }) => parent === nodes[index].parent);
  return before.at(-1)?.id;
}
const htmlOf = (blocks) => semanticHtml(blocks).innerHTML;

test('paragraphs are parted by an empty line, lines of one thought by a line end', () => {
  const { text: copied, html } = made(
    text('heading', 'h', 0, ['Pets'], { level: 2 }),
    text('paragraph', 'p', 40, ['All of ', 'them.']),
    text('text', 'q', 82, ['A note']),
  );
  assert.equal(copied(), 'Pets\n\nAll of them.\nA note');
  assert.equal(html(), '<h2>Pets</h2><p>All of them.</p><p>A note</p>');
});

test('what stands at the right of a text is in its line', () => {
  const { text: copied, html } = made(
    text('paragraph', 'name', 0, ['limit integer'], { rect: [0, 0, 300, 20] }),
    text('text', 'note', 0, ['required'], { rect: [320, 0, 60, 20] }),
  );
  assert.equal(copied(), 'limit integer required');
  assert.equal(html(), '<p>limit integer required</p>');
});

test('line ends of the author stay, those of the page do not', () => {
  const { text: copied } = made(
    text('paragraph', 'p', 0, ['one ', 'two', 'three'], { hard: [1] }),
    text('paragraph', 'q', 90, ['four']),
  );
  assert.equal(copied(), 'one two\nthree\n\nfour');
});

test('cells are parted by tabs, rows by line ends, empty cells counted', () => {
  const cell = (row, index, content) => [
    box('cell', `c${row}${index}`, { parent: `r${row}` }),
    ...(content
      ? [text('paragraph', `t${row}${index}`, 0, [content], { parent: `c${row}${index}` })]
      : []),
  ];
  const { text: copied, html } = made(
    box('table', 't'),
    box('row', 'r0', { parent: 't' }),
    ...cell(0, 0, 'Code'),
    ...cell(0, 1, ''),
    ...cell(0, 2, 'Meaning'),
    box('row', 'r1', { parent: 't' }),
    ...cell(1, 0, ''),
    ...cell(1, 1, '404'),
    ...cell(1, 2, 'Gone'),
    text('paragraph', 'p', 90, ['After']),
  );
  assert.equal(copied(), 'Code\t\tMeaning\n\t404\tGone\n\nAfter');
  assert.equal(
    html(),
    '<table><tr><td>Code</td><td></td><td>Meaning</td></tr><tr><td></td><td>404</td><td>Gone</td></tr></table><p>After</p>',
  );
});

test('items of lists have their marks and depth', () => {
  const { text: copied, html } = made(
    box('list', 'l'),
    box('listitem', 'i1', { parent: 'l', label: '3.' }),
    text('paragraph', 'p1', 0, ['Sign up'], { parent: 'i1' }),
    box('list', 'm', { parent: 'i1' }),
    box('listitem', 'j', { parent: 'm', label: '•' }),
    text('paragraph', 'q', 24, ['by mail'], { parent: 'j' }),
    box('listitem', 'i2', { parent: 'l', label: '4.' }),
    text('paragraph', 'p2', 52, ['Send'], { parent: 'i2' }),
    text('paragraph', 'p3', 82, ['twice'], { parent: 'i2' }),
  );
  assert.equal(copied(), '3. Sign up\n  • by mail\n4. Send\n\n   twice');
  assert.equal(
    html(),
    '<ol start="3"><li>Sign up<ul><li>by mail</li></ul></li><li>Send<p>twice</p></li></ol>',
  );
});

test('of HTML only what means something is copied, and links lead somewhere', () => {
  const { html } = made(
    text('paragraph', 'p', 0, [
      [run('See '), run('the ', 8, '#/tags/pets', 'p/1')],
      [run('pets', 8, '#/tags/pets', 'p/1'), run(' <b>', 1)],
    ]),
    text('code', 'c', 40, ['{', '}'], { hard: [0] }),
  );
  assert.equal(
    html(),
    '<p>See <a href="https://page.test/#/tags/pets">the pets</a><code> &lt;b&gt;</code></p><pre><code>{\n}</code></pre>',
  );
});

test('a selection within a block is copied exactly, one over blocks begins and ends in them', () => {
  const { element, blocks } = made(
    text('paragraph', 'p', 0, ['All of ', 'them']),
    text('paragraph', 'q', 60, ['and more']),
  );
  const range = document.createRange();
  const inside = (id, line) => element(id).querySelectorAll('.l > *')[line].firstChild;
  range.setStart(inside('p', 0), 4);
  range.setEnd(inside('p', 1), 2);
  assert.equal(plainText(blocks(range)), 'of th');
  range.setEnd(inside('q', 0), 3);
  assert.equal(plainText(blocks(range)), 'of them\n\nand');
  assert.equal(htmlOf(blocks(range)), '<p>of them</p><p>and</p>');
});

test('copying gives text and HTML, and leaves fields to the browser', () => {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const on = made(
    text('paragraph', 'p', 0, ['One']),
    text('paragraph', 'q', 60, ['Two']),
    node('textbox', { id: 'f' }),
  );
  document.body.replaceChildren(host);
  shadow.append(on.root);
  const range = document.createRange();
  range.selectNodeContents(on.root);
  shadow.getSelection = () => ({ rangeCount: 1, getRangeAt: () => range });
  const life = new document.defaultView.AbortController();
  watchCopies(on.root, shadow, on.layer, life.signal);
  const copy = (target) => {
    const data = {};
    const event = new Event('copy', { bubbles: true, cancelable: true });
    event.clipboardData = { setData: (type, value) => (data[type] = value) };
    target.dispatchEvent(event);
    return [event.defaultPrevented, data];
  };
  assert.deepEqual(copy(on.element('p')), [
    true,
    { 'text/plain': 'One\n\nTwo', 'text/html': '<p>One</p><p>Two</p>' },
  ]);
  assert.deepEqual(copy(on.element('f')), [false, {}]);
  document.getSelection().selectAllChildren(document.body);
  assert.deepEqual(copy(document.body), [false, {}], "a page around it is the browser's");
  host.setAttribute('layout', 'page');
  assert.equal(copy(document.body)[1]['text/plain'], 'One\n\nTwo');
  life.abort();
});

test('paper has the page in its order, addresses after links, and no form', () => {
  const media = { addEventListener() {} };
  globalThis.matchMedia = () => media;
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const on = made(
    text('heading', 'h', 0, ['Pets'], { level: 1 }),
    text('paragraph', 'p', 40, [[run('See '), run('there', 8, 'https://pets.test/', 'p/1')]]),
    text('paragraph', 'own', 80, [[run('https://pets.test', 8, 'https://pets.test/', 'own/0')]]),
    text('paragraph', 'deep', 120, ['deep'], { rect: [44, 120, 300, 20] }),
    node('button', { id: 'b', name: 'Send' }),
    box('region', 'form', { look: 'card' }),
    text('text', 'label', 160, ['limit'], { parent: 'form' }),
    box('region', 'code', { look: 'card' }),
    text('code', 'sample', 200, ['curl x'], { parent: 'code' }),
  );
  document.body.replaceChildren(host);
  shadow.append(on.root);
  const life = new document.defaultView.AbortController();
  watchPrinting(shadow, on.layer, life.signal);
  window.dispatchEvent(new Event('beforeprint'));
  const paper = shadow.querySelector('.paper');
  assert.equal(paper.textContent, 'PetsSee there (https://pets.test/)https://pets.testdeepcurl x');
  assert.equal(paper.querySelector('p:last-of-type').style.marginLeft, '44px');
  assert.equal(paper.querySelector('button'), null);
  window.dispatchEvent(new Event('afterprint'));
  assert.equal(shadow.querySelector('.paper'), null);
  life.abort();
});

/** What jsdom lacks of style sheets; how often the browser was asked to print. */
function printer() {
  globalThis.CSSStyleSheet = class {
    replaceSync() {}
  };
  document.adoptedStyleSheets = [];
  const life = new document.defaultView.AbortController();
  let asked = 0;
  globalThis.print = () => ++asked;
  const host = document.createElement('div');
  host.style.fontFamily = 'Inter';
  document.body.replaceChildren(host);
  return {
    life,
    paper: new DocumentPaper(host, new CSSStyleSheet(), life.signal),
    asked: () => asked,
    holder: () => document.querySelector('body > [data-vitrine-paper]'),
  };
}

test('the whole document comes in parts and is printed alone', async () => {
  const { paper, asked, holder } = printer();
  paper.take({
    part: 'more',
    blocks: '["h1","Pets"]\n["p","See ",["a",{"href":"https://pets.test/"},"there"]]\n',
  });
  assert.equal(holder(), null);
  paper.take({ part: 'last', blocks: '["ol",{"start":"3"},["li",["code","<b>"]]]\n' });
  assert.equal(asked(), 1);
  const printed = holder().shadowRoot.querySelector('.paper');
  assert.equal(
    printed.innerHTML,
    '<h1>Pets</h1><p>See <a href="https://pets.test/">there</a> (https://pets.test/)</p>' +
      '<ol start="3"><li><code>&lt;b&gt;</code></li></ol>',
  );
  assert.equal(printed.style.fontFamily, 'Inter');
  assert.equal(document.adoptedStyleSheets.length, 1);
  window.dispatchEvent(new Event('afterprint'));
  assert.equal(holder(), null);
  assert.equal(document.adoptedStyleSheets.length, 0);
});

test('a paper that is dropped is not printed, and not part of the next', () => {
  const { paper, asked, holder } = printer();
  paper.take({ part: 'more', blocks: '["p","One"]\n' });
  paper.take({ part: 'drop', blocks: '' });
  assert.equal(asked(), 0);
  paper.take({ part: 'last', blocks: '["p","Two"]\n' });
  assert.equal(holder().shadowRoot.querySelector('.paper').textContent, 'Two');
  window.dispatchEvent(new Event('afterprint'));
});

test('while the whole document is printed, pages make no paper', () => {
  const { paper, life } = printer();
  globalThis.matchMedia = () => ({ addEventListener() {} });
  const shadow = document.createElement('div').attachShadow({ mode: 'open' });
  const on = made(text('paragraph', 'p', 0, ['One']));
  shadow.append(on.root);
  watchPrinting(shadow, on.layer, life.signal);
  paper.take({ part: 'last', blocks: '["p","All"]\n' });
  window.dispatchEvent(new Event('beforeprint'));
  assert.equal(shadow.querySelector('.paper'), null);
  window.dispatchEvent(new Event('afterprint'));
  life.abort();
});
