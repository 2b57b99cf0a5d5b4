// Text of the layer: lines where the canvas draws them, one paragraph for everything else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, node } from './support/page.mjs';

const { fillText } = await load('text');

const kBody = ['sans', 15, 400, false, 0];
const kStrong = 2;
const kLink = 8;

function filled(patch, tag = 'p') {
  const element = document.createElement(tag);
  fillText(element, { fonts: [kBody], ...patch });
  return element;
}

test('the element has the first font of its node', () => {
  const { style } = filled(
    node('paragraph', { lineHeight: 22, lines: [], fonts: [['sans', 15, 600, true, 0.02]] }),
  );
  assert.equal(style.fontFamily, 'inherit');
  assert.equal(style.fontSize, '15px');
  assert.equal(style.fontWeight, '600');
  assert.equal(style.fontStyle, 'italic');
  assert.equal(style.letterSpacing, '0.02em');
  assert.equal(style.lineHeight, '22px');
});

test('wrapped lines are one text, filled up to their width', () => {
  const element = filled(
    node('paragraph', { lines: [[['Adds a ', 0, 0, 60, 0]], [['picture.', 0, 0, 50, 0]]] }),
  );
  assert.equal(element.textContent, 'Adds a picture.');
  assert.equal(element.querySelectorAll('wbr').length, 1);
  assert.equal(element.querySelectorAll('br').length, 0);
  const [first, last] = element.querySelectorAll('.l');
  assert.equal(first.style.paddingRight, '40px');
  assert.equal(last.style.paddingRight, '');
});

test('a line that the text ends is a line break', () => {
  const element = filled(
    node('paragraph', { hard: [0], lines: [[['one', 0, 0, 30, 0]], [['two', 0, 0, 30, 0]]] }),
  );
  assert.equal(element.querySelectorAll('br').length, 1);
  assert.equal(element.querySelector('.l').style.paddingRight, '');
});

test('a gap before a run is its margin', () => {
  const element = filled(
    node('paragraph', {
      lines: [
        [
          ['a', 0, 4, 10, 0],
          ['b', 0, 20, 10, 0],
        ],
      ],
    }),
  );
  const margins = [...element.querySelectorAll('.l > span')].map(({ style }) => style.marginLeft);
  assert.deepEqual(margins, ['4px', '6px']);
});

test('runs have the elements of their flags', () => {
  const runs = [1, 2, 4, 0].map((flags, index) => ['x', flags, index * 10, 10, 0]);
  const element = filled(node('paragraph', { lines: [runs] }));
  assert.deepEqual(
    [...element.querySelector('.l').children].map(({ localName }) => localName),
    ['code', 'strong', 'em', 'span'],
  );
});

test('lines under and through words are theirs', () => {
  const runs = [16, 32, 48, 0].map((flags, index) => ['x', flags, index * 10, 10, 0]);
  const element = filled(node('paragraph', { lines: [runs] }));
  assert.deepEqual(
    [...element.querySelector('.l').children].map(({ style }) => style.textDecoration),
    ['underline', 'line-through', 'underline line-through', ''],
  );
});

test('code has no ligatures, as it is drawn', () => {
  const code = filled(node('code', { lines: [], fonts: [['mono', 13, 400, false, 0]] }), 'pre');
  assert.equal(code.style.fontVariantLigatures, 'none');
  assert.equal(filled(node('paragraph', { lines: [] })).style.fontVariantLigatures, 'normal');
});

test('a heading is strong without being told', () => {
  const element = filled(node('heading', { lines: [[['Title', kStrong, 0, 50, 0]]] }), 'h2');
  assert.equal(element.querySelector('strong'), null);
});

test('a link knows its node, and one to elsewhere opens a tab of its own', () => {
  const element = filled(
    node('paragraph', {
      lines: [
        [
          ['here', kLink, 0, 30, 0, '#/schemas/Pet', 'text/1'],
          ['there', kLink, 30, 30, 0, 'https://pets.test/', 'text/2'],
        ],
      ],
    }),
  );
  const [here, there] = element.querySelectorAll('a');
  assert.equal(here.dataset.node, 'text/1');
  assert.equal(here.getAttribute('href'), '#/schemas/Pet');
  assert.equal(here.target, '');
  assert.equal(there.target, '_blank');
  assert.equal(there.rel, 'noopener noreferrer');
});

test('markup in a text stays text', () => {
  const element = filled(node('paragraph', { lines: [[['<img src=x>', 0, 0, 90, 0]]] }));
  assert.equal(element.querySelector('img'), null);
  assert.equal(element.textContent, '<img src=x>');
});

test('code is one text, a line each', () => {
  const element = filled(
    node('code', {
      hard: [0, 1],
      lines: [
        [['{', 0, 0, 8, 0]],
        [
          ['  "a": ', 0, 0, 60, 0],
          ['1', 0, 60, 8, 0],
        ],
        [['}', 0, 0, 8, 0]],
      ],
    }),
    'pre',
  );
  assert.equal(element.childNodes.length, 1);
  assert.equal(element.textContent, '{\n  "a": 1\n}');
});

test('a line of code that is wrapped is one line of its text', () => {
  const lines = [[['"a b', 0, 0, 30, 0]], [['c",', 0, 0, 30, 0]], [['1', 0, 0, 8, 0]]];
  const element = filled(node('code', { hard: [1], lines }), 'pre');
  assert.equal(element.textContent, '"a bc",\n1');
  assert.equal(element.querySelectorAll('br').length, 1);
});
