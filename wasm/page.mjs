// Assembles the page's files:
//   vitrine.js                 the stable entry, a line that re-exports; vitrine.d.ts its types
//   vitrine/app-HASH.js        wasm/src, bundled; starts
//   vitrine/warm-HASH.js       a worker, and loads
//   vitrine/manners-HASH.js    copying, printing, the layer's own look, drops and pickers; loads in idle time
//   vitrine/vitrine-HASH.wasm  the module, as much of it as a page needs until the user acts
//   vitrine/later-HASH.wasm    the rest of it
//   docs.html, …               assets/page as they are, with {{app}} and {{module}} filled in HTML, relative
//                              to the root of the page's files, so that they work below any path
// and beside each a .br and a .gz. Files that did not change are not written again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
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

// Imports that the loader provides besides "host": any other import is an undefined symbol.
const SYSTEM_IMPORTS = new Set(['env', 'wasi_snapshot_preview1']);
const ENV_IMPORTS = new Set(['emscripten_notify_memory_growth']);

// Filled in by the server that serves the page.
const SERVED_NAMES = new Set(['spec']);

const files = new Map();

function hashed(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${name}-${hash}${extension}`;
}

function checkImports(bytes) {
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

function bundle(source, names = {}) {
  const flags = [
    path.join(options.source, source),
    '--bundle',
    '--format=esm',
    '--target=es2020',
    '--charset=utf8',
    '--legal-comments=none',
    '--log-level=warning',
    options.debug ? '--sourcemap=inline' : '--minify',
    ...Object.entries(names).map(([name, file]) => `--define:${name}=${JSON.stringify(file)}`),
  ];
  const { status, stdout, stderr } = spawnSync(options.esbuild, flags, { maxBuffer: 1 << 28 });
  process.stderr.write(stderr);
  if (status !== 0) throw new Error('esbuild failed');
  return stdout;
}

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

function writeChanged(folder) {
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

try {
  const module = readFileSync(options.module);
  checkImports(module);
  const { first, later } = options.debug ? { first: module } : split(options.module, options.split);
  const moduleFile = hashed('vitrine', '.wasm', first);
  const laterFile = later ? hashed('later', '.wasm', later) : '';
  const warm = bundle('warm.ts');
  const warmFile = hashed('warm', '.js', warm);
  const manners = bundle('manners.ts');
  const mannersFile = hashed('manners', '.js', manners);
  const app = bundle('index.ts', {
    VITRINE_MODULE: moduleFile,
    VITRINE_LATER: laterFile,
    VITRINE_WARM: warmFile,
    VITRINE_MANNERS: mannersFile,
  });
  const appFile = hashed('app', '.js', app);
  files.set(`vitrine/${moduleFile}`, first);
  if (later) files.set(`vitrine/${laterFile}`, later);
  files.set(`vitrine/${warmFile}`, warm);
  files.set(`vitrine/${mannersFile}`, manners);
  files.set(`vitrine/${appFile}`, app);
  files.set('vitrine.d.ts', readFileSync(path.join(options.source, '../vitrine.d.ts')));
  files.set('vitrine.js', Buffer.from(`export * from "./vitrine/${appFile}";\n`));
  addAssets(options.assets, { app: `vitrine/${appFile}`, module: `vitrine/${moduleFile}` });
  addCompressed();
  removeStale(options.output);
  writeChanged(options.output);
} catch (error) {
  console.error(`page: ${error.message}`);
  process.exit(1);
}
