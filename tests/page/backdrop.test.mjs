// Whether a page is light or dark, by its marks and by what is behind an element.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { backdrop, hex, isDark, marked, over, parse } = await load('backdrop', 'colors');

const marks = (html) => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return marked(holder.firstElementChild);
};

test('MarksOfDocumentationSitesSayDarkOrLight', () => {
  for (const [html, dark] of [
    ['<i data-theme="dark">', true],
    ['<i data-theme="Light">', false],
    ['<i data-bs-theme="dark">', true],
    ['<i data-color-mode="dark">', true],
    ['<i data-mantine-color-scheme="light">', false],
    ['<i data-theme="github-dark">', true],
    ['<i class="no-js dark">', true],
    ['<i class="theme-light">', false],
    ['<i class="v-theme--dark">', true],
    ['<i class="dark-mode">', true],
  ])
    assert.equal(marks(html), dark, html);
});

test('WhatNamesNeitherSaysNothing', () => {
  for (const html of [
    '<i data-theme="auto">',
    '<i data-md-color-scheme="slate">',
    '<i data-dark-theme="dark" data-light-theme="light">',
    '<i data-theme="light dark">',
    '<i class="navbar-dark text-light">',
    '<i class="darkness">',
    '<i>',
  ])
    assert.equal(marks(html), undefined, html);
});

const standing = (html) => {
  document.body.innerHTML = html;
  return document.querySelector('b');
};

test('TheFirstOpaqueColourBehindAnElementDecides', () => {
  const dark = (html, used = false) => backdrop(standing(html), used).dark;
  assert.equal(dark('<div style="background: #111"><p><b></b></p></div>'), true);
  assert.equal(
    dark('<div style="background: #111"><p style="background: #eee"><b></b></p></div>'),
    false,
  );
  assert.equal(dark('<p><b></b></p>'), false);
  assert.equal(dark('<p><b></b></p>', true), true, 'the canvas has the colour scheme of the page');
  const { color } = backdrop(
    standing('<p style="background: #fff"><b style="background: rgba(0, 0, 0, 0.8)"></b></p>'),
    false,
  );
  assert.equal(hex(color), '#333333');
});

test('ABackgroundIsFoundAcrossShadowRoots', () => {
  const inside = document.createElement('i');
  standing('<div style="background: #111"><b></b></div>');
  const host = document.createElement('div');
  document.querySelector('b').append(host);
  host.attachShadow({ mode: 'open' }).append(inside);
  assert.equal(backdrop(inside, false).dark, true);
});

test('MarksComeBeforeWhatIsBehind', () => {
  document.documentElement.className = 'dark';
  assert.equal(backdrop(standing('<p style="background: #fff"><b></b></p>'), false).dark, true);
  document.body.dataset.theme = 'light';
  assert.equal(backdrop(document.querySelector('b'), false).dark, false, 'the inner one');
  document.documentElement.className = '';
  delete document.body.dataset.theme;
});

test('ComputedColoursAreNumbers', () => {
  assert.deepEqual(parse('rgb(1, 2, 3)'), [1, 2, 3, 1]);
  assert.deepEqual(parse('rgba(255, 0, 0, 0.5)'), [255, 0, 0, 0.5]);
  assert.equal(hex(over(parse('rgba(255, 0, 0, 0.5)'), [255, 255, 255, 1])), '#ff8080');
  assert.equal(isDark([0x77, 0x77, 0x77, 1]), false);
  assert.equal(isDark([0x66, 0x66, 0x66, 1]), true);
});
