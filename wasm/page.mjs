// Assembles the page's files:
//   vitrine.js                 the stable entry: wasm/src, bundled; it knows the names of all below. vitrine.d.ts: its types
//   vitrine/warm-HASH.js       a worker
//   vitrine/manners-HASH.js    copying, printing, the layer's own look, drops and pickers; loads in idle time
//   vitrine/remedies-HASH.js   how to mend what keeps the element from starting; loads then
//   vitrine/vitrine-HASH.wasm  the module, as much of it as a page needs until the user acts
//   vitrine/later-HASH.wasm    the rest of it
//   docs.html, …               assets/page as they are, with {{module}} filled in HTML, relative to the root of the
//                              page's files, so that they work below any path
// and beside each a .br and a .gz. Files that did not change are not written again.
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import { bundle, checkImports, hashed, LAZY_SCRIPTS, WARM, writeChanged } from './bundle.mjs';
import { split } from './split.mjs';

const { values: options } = parseArgs({
  options: {
    module: { type: 'string' },
    source: { type: 'string' },
    assets: { type: 'string' },
    esbuild: { type: 'string' },
    split: { type: 'string' },
    output: { type: 'string' },
    debug: { type: 'boolean', default: false },
  },
});

// Filled in by the server that serves the page.
const SERVED_NAMES = new Set(['spec', 'specs', 'outlines']);

const files = new Map();

// Files below vitrine/ are served as immutable, so they get a hash into their names, and {{file.ext}} in
// HTML stands for that name.
function addAssets(folder, names) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((entry) => statSync(path.join(folder, entry)).isFile())
    .sort((left, right) => left.endsWith('.html') - right.endsWith('.html'));
  for (const entry of entries) {
    let bytes = readFileSync(path.join(folder, entry));
    let name = entry;
    if (entry.endsWith('.html')) {
      bytes = Buffer.from(
        bytes.toString().replace(/\{\{([\w.]+)\}\}/g, (whole, key) => {
          if (SERVED_NAMES.has(key)) return whole;
          if (!(key in names)) throw new Error(`${entry}: nothing is called ${whole}`);
          return names[key];
        }),
      );
    } else if (path.dirname(entry) === 'vitrine') {
      const { base, name: stem, ext } = path.parse(entry);
      name = `vitrine/${hashed(stem, ext, bytes)}`;
      names[base] = name;
    }
    files.set(name, bytes);
  }
}

function addCompressed() {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN, BROTLI_PARAM_LGBLOCK } =
    zlib.constants;
  for (const [name, bytes] of [...files]) {
    if (/\.(png|ico)$/.test(name)) continue;
    const params = {
      [BROTLI_PARAM_QUALITY]: 11,
      [BROTLI_PARAM_LGWIN]: 24,
      [BROTLI_PARAM_LGBLOCK]: 24,
      [BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    files.set(`${name}.br`, zlib.brotliCompressSync(bytes, { params }));
    files.set(`${name}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  }
}

function removeStale(folder, prefix = '') {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) removeStale(path.join(folder, entry.name), `${name}/`);
    else if (!files.has(name)) rmSync(path.join(folder, entry.name));
  }
}

try {
  const module = readFileSync(options.module);
  checkImports(module);
  const { first, later } = options.debug ? { first: module } : split(options.module, options.split);
  const moduleFile = `vitrine/${hashed('vitrine', '.wasm', first)}`;
  const laterFile = later ? `vitrine/${hashed('later', '.wasm', later)}` : '';
  const script = (name, names) =>
    bundle(options.esbuild, path.join(options.source, `${name}.ts`), names, [
      options.debug ? '--sourcemap=inline' : '--minify',
    ]);
  const names = {
    VITRINE_MODULE: moduleFile,
    VITRINE_LATER: laterFile,
    VITRINE_REDIRECT: 'docs/oauth2-redirect',
    VITRINE_PACKAGE: '',
  };
  for (const [key, name] of Object.entries({ ...LAZY_SCRIPTS, VITRINE_WARM: WARM })) {
    const bytes = script(name);
    const file = `vitrine/${hashed(name, '.js', bytes)}`;
    files.set(file, bytes);
    names[key] = `./${file}`;
  }
  files.set(moduleFile, first);
  if (later) files.set(laterFile, later);
  files.set('vitrine.js', script('index', names));
  files.set('vitrine.d.ts', readFileSync(path.join(options.source, '../vitrine.d.ts')));
  addAssets(options.assets, { module: moduleFile });
  addCompressed();
  removeStale(options.output);
  writeChanged(options.output, files);
} catch (error) {
  console.error(`page: ${error.message}`);
  process.exit(1);
}
