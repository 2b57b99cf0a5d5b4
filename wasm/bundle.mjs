// What the page's own files (page.mjs) and the npm package (package.mjs) have in common: scripts are bundled by
// esbuild, with the names of the files beside them filled in.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Imports that the loader provides besides "host": any other import is an undefined symbol.
const SYSTEM_IMPORTS = new Set(['env', 'wasi_snapshot_preview1']);
const ENV_IMPORTS = new Set(['emscripten_notify_memory_growth']);

export function hashed(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${name}-${hash}${extension}`;
}

export function checkImports(bytes) {
  const undefinedNames = WebAssembly.Module.imports(new WebAssembly.Module(bytes))
    .filter(({ module, name }) => {
      if (module === 'host') return false;
      return !SYSTEM_IMPORTS.has(module) || (module === 'env' && !ENV_IMPORTS.has(name));
    })
    .map(({ module, name }) => `${module}.${name}`);
  if (undefinedNames.length > 0) {
    throw new Error(`the module imports what nobody gives: ${undefinedNames.join(', ')}`);
  }
}

/** Scripts that come when they are needed; each is a file of its own. */
export const LAZY_SCRIPTS = { VITRINE_MANNERS: 'manners', VITRINE_REMEDIES: 'remedies' };
/** A worker. */
export const WARM = 'warm';

/** Bundles `source`; `names` are filled in. Sources import each other without an ending: `./NAME.js` stays as it is. */
export function bundle(esbuild, source, names = {}, flags = ['--minify']) {
  const all = [
    source,
    '--bundle',
    '--format=esm',
    '--target=es2020',
    '--charset=utf8',
    '--legal-comments=none',
    '--log-level=warning',
    ...Object.entries(names).map(([name, file]) => `--define:${name}=${JSON.stringify(file)}`),
    '--external:./*.js',
    ...flags,
  ];
  const { status, stdout, stderr, error } = spawnSync(esbuild, all, { maxBuffer: 1 << 28 });
  if (error) throw error;
  process.stderr.write(stderr);
  if (status !== 0) throw new Error('esbuild failed');
  return stdout;
}

/** Writes `files`, those that changed. */
export function writeChanged(folder, files) {
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(bytes))) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
