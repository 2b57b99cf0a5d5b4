// No request of the page is synchronous, whatever it waits for: it would stop the page around, and dies under
// `Permissions-Policy: sync-xhr=()`.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../wasm/bundle.mjs';

const root = new URL('../../', import.meta.url);
const kSynchronous =
  /XMLHttpRequest|ActiveXObject|Atomics\.wait\b|importScripts|\.open\([^()]*,\s*(?:false|!1)\s*[,)]/;

/** The files of a folder, at any depth, whose names end like this. */
const found = (folder, ending) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .map(String)
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .map((name) => `${folder}${name}`);

test('no source asks for a synchronous request', () => {
  const files = [
    ...found('wasm/src/', /\.ts$/),
    ...found('wasm/integrations/', /\.[cm]?js$/),
    ...found('assets/page/', /\.js$/),
  ];
  assert.ok(files.length > 40, `${files}`);
  for (const file of files)
    assert.doesNotMatch(readFileSync(new URL(file, root), 'utf8'), kSynchronous, file);
});

test('no bundle asks for a synchronous request', () => {
  for (const name of ['index', 'manners', 'remedies', 'warm']) {
    const source = fileURLToPath(new URL(`wasm/src/${name}.ts`, root));
    assert.doesNotMatch(bundle('esbuild', source).toString(), kSynchronous, name);
  }
});

test('a synchronous request would be seen', () => {
  for (const text of ['x.open("GET", url, false)', "r.open('GET',u,!1);", 'new XMLHttpRequest'])
    assert.match(text, kSynchronous);
  for (const text of ["x.open('GET', url, true)", 'dialog.open()'])
    assert.doesNotMatch(text, kSynchronous);
});
