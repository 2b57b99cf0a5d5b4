// Words on the pages of glyphs: what is drawn as one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { GlyphAtlas } = await load('glyphs');

const kSans = [0, 0, 14, 400, 0, 0];
const kMono = [0, 1, 13, 400, 0, 0];

/** An atlas in whose fonts two letters that are drawn together are narrower, and what it draws. */
function atlas() {
  const drawn = [];
  const context = {
    measureText: (text) => ({
      width: text.length * 10 - (text.length > 1 ? 3 : 0),
      actualBoundingBoxLeft: 0,
      actualBoundingBoxRight: text.length * 10,
      actualBoundingBoxAscent: 8,
      actualBoundingBoxDescent: 2,
      fontBoundingBoxAscent: 10,
      fontBoundingBoxDescent: 3,
    }),
    fillText: (text, x) => drawn.push([text, x]),
    fillRect: () => {},
    save: () => {},
    restore: () => {},
    beginPath: () => {},
    rect: () => {},
    clip: () => {},
  };
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = () => context;
  const glyphs = new GlyphAtlas();
  glyphs.stack('sans-serif', 'monospace');
  glyphs.open();
  HTMLCanvasElement.prototype.getContext = own;
  return { glyphs, drawn };
}

test('words are shaped as one, code letter by letter', () => {
  const { glyphs, drawn } = atlas();
  assert.equal(glyphs.measure(kSans, 1, '!='), 17);
  assert.equal(glyphs.measure(kMono, 1, '!='), 20);
  glyphs.draw(kSans, 1, 0xff, 0, '!=');
  glyphs.draw(kMono, 1, 0xff, 0, '!=');
  glyphs.finish();
  assert.deepEqual(
    drawn.map(([text]) => text),
    ['!=', '!', '='],
  );
  assert.equal(drawn[2][1] - drawn[1][1], 10);
});

test('code in other scripts is shaped as words are', () => {
  const { glyphs, drawn } = atlas();
  glyphs.draw(kMono, 1, 0xff, 0, '값');
  glyphs.finish();
  assert.deepEqual(
    drawn.map(([text]) => text),
    ['값'],
  );
});

test('a text has its place before it is drawn, and is drawn once', () => {
  const { glyphs, drawn } = atlas();
  const { page, place } = glyphs.draw(kSans, 1, 0xff, 0, 'pets');
  assert.deepEqual([page, place.slice(2, 4), drawn], [0, [42, 12], []]);
  glyphs.finish();
  glyphs.finish();
  assert.deepEqual(drawn, [['pets', place[4] - place[0]]]);
});

test('what was given up is not drawn', () => {
  const { glyphs, drawn } = atlas();
  glyphs.draw(kSans, 1, 0xff, 0, 'pets');
  glyphs.drop();
  glyphs.finish();
  assert.deepEqual(drawn, []);
});
