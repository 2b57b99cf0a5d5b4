// Sites are made on servers, which import the script as well: there it does nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../wasm/bundle.mjs';

const kIndex = fileURLToPath(new URL('../../wasm/src/index.ts', import.meta.url));

test('importing it where there is no document is harmless', (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-server-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const names = Object.fromEntries(
    ['MODULE', 'LATER', 'WARM', 'MANNERS', 'REMEDIES', 'REDIRECT', 'PACKAGE'].map((name) => [
      `VITRINE_${name}`,
      `./${name}.js`,
    ]),
  );
  writeFileSync(path.join(folder, 'index.mjs'), bundle('esbuild', kIndex, names));
  writeFileSync(
    path.join(folder, 'page.mjs'),
    `import { configure, define } from './index.mjs';
configure({ wasm: '/vitrine.wasm' });
define();
console.log('made');`,
  );
  const printed = execFileSync(process.execPath, [path.join(folder, 'page.mjs')], {
    encoding: 'utf8',
  });
  assert.equal(printed, 'made\n');
});
