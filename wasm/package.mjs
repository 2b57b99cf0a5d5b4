// Assembles the npm package from the page's files (page.mjs) and integrations/package, and packs it:
//   package/            index.js and element.js for bundlers, vitrine.js, one file, for pages without one, debug.js; with
//                       source maps; lazy scripts; vitrine.wasm, later.wasm; types; react.js; themes; the licences of
//                       what is in it
//   NAME-VERSION.tgz    as npm packs it; NAME-VERSION.tar.gz is the same
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle, LAZY_SCRIPTS, WARM } from './bundle.mjs';
import { addPlugins } from './integrations/plugins.mjs';

const { values: options } = parseArgs({
  options: {
    page: { type: 'string' },
    sources: { type: 'string' }, // of third parties, a folder each
    emscripten: { type: 'string' }, // its root
    esbuild: { type: 'string' },
    output: { type: 'string' },
  },
});

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..');
const folder = path.join(options.output, 'package');

/** What the module is linked with: its folder, its licence's name and file. */
const kLinked = [
  ['imgui', 'Dear ImGui', 'MIT', 'LICENSE.txt'],
  ['nlohmann-json3', 'JSON for Modern C++', 'MIT', 'LICENSE.MIT'],
  ['md4c', 'MD4C', 'MIT', 'LICENSE.md'],
  ['quickjs', 'QuickJS (libregexp, libunicode)', 'MIT', 'LICENSE'],
];

/** Of Emscripten's C and C++ libraries, below its root. */
const kSystem = ['LICENSE', 'system/lib/libc/musl/COPYRIGHT', 'system/lib/libcxx/LICENSE.TXT'];
/** Debian has them all in one. */
const kDebian = '/usr/share/doc/emscripten/copyright';

const read = (...parts) => readFileSync(path.join(...parts), 'utf8');
const write = (name, text) => writeFileSync(path.join(folder, name), text);

function version() {
  return /project\(vitrine VERSION ([\d.]+)/.exec(read(root, 'CMakeLists.txt'))[1];
}

/** The file `NAME-HASH.EXT` of the page. */
function hashed(name, extension) {
  const pattern = new RegExp(`^${name}-[0-9a-f]{12}\\${extension}$`);
  const found = readdirSync(path.join(options.page, 'vitrine')).filter((file) =>
    pattern.test(file),
  );
  if (found.length !== 1)
    throw new Error(
      `${options.page}: ${found.length} files ${name}-HASH${extension}, one is needed`,
    );
  return path.join(options.page, 'vitrine', found[0]);
}

/** Third-party sources are Debian's (build/deps) or CMake's own (_deps/NAME-src). */
function licenceOf(name, file) {
  const places = options.sources
    .split(':')
    .flatMap((each) => [name, `${name}-src`].map((it) => path.join(each, it, file)));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no licence of ${name}: none of ${places.join(', ')}`);
  return read(found).trim();
}

function systemLicences() {
  const own = kSystem.map((file) => path.join(options.emscripten, file));
  const found = existsSync(kDebian) ? [kDebian] : own.filter((file) => existsSync(file));
  if (found.length === 0) throw new Error(`no licence of Emscripten: none of ${own.join(', ')}`);
  return found.map((file) => read(file).trim());
}

function licences() {
  const texts = kLinked.map(
    ([name, title, licence, file]) => `${title}\n${licence}\n\n${licenceOf(name, file)}`,
  );
  return [
    'vitrine.wasm and later.wasm contain, beside Vitrine itself (LICENSE.txt):',
    ...texts,
    'The system libraries of Emscripten (musl, libc++, compiler-rt, emmalloc)',
    ...systemLicences(),
  ].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function scripts() {
  const names = {
    VITRINE_MODULE: './vitrine.wasm',
    VITRINE_LATER: './later.wasm',
    VITRINE_WARM: `./${WARM}.js`,
    VITRINE_REDIRECT: '',
    VITRINE_PACKAGE: 'vitrine-playground',
    ...Object.fromEntries(Object.entries(LAZY_SCRIPTS).map(([key, name]) => [key, `./${name}.js`])),
  };
  const make = (source, target, ...flags) =>
    bundle(options.esbuild, path.join(here, 'src', `${source}.ts`), names, [
      `--outfile=${path.join(folder, `${target}.js`)}`,
      '--sourcemap',
      ...flags,
    ]);
  for (const name of [...Object.values(LAZY_SCRIPTS), WARM]) make(name, name, '--minify');
  make('exported', 'element', '--minify');
  make('index', 'vitrine', '--minify');
  make('index', 'debug');
  write(
    'index.js',
    `import { define } from './element.js';\n\nexport * from './element.js';\n\ndefine();\n`,
  );
}

/** Where sign-ins return to, without the looks of the page. */
function redirect() {
  const page = read(root, 'assets/page/docs/oauth2-redirect.html')
    .replace(/^<link .*\{\{.*\n/gm, '')
    .replace('../{{popup.js}}', './oauth2-redirect.js');
  write('oauth2-redirect.html', page);
  copyFileSync(
    path.join(root, 'assets/page/vitrine/popup.js'),
    path.join(folder, 'oauth2-redirect.js'),
  );
}

try {
  rmSync(options.output, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(here, 'integrations/package'), folder, { recursive: true });
  cpSync(path.join(root, 'assets/themes'), path.join(folder, 'themes'), { recursive: true });
  const manifest = { ...JSON.parse(read(folder, 'package.json')), version: version() };
  addPlugins(folder, manifest);
  write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(path.join(here, 'vitrine.d.ts'), path.join(folder, 'vitrine.d.ts'));
  copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE.txt'));
  copyFileSync(hashed('vitrine', '.wasm'), path.join(folder, 'vitrine.wasm'));
  copyFileSync(hashed('later', '.wasm'), path.join(folder, 'later.wasm'));
  write('LICENSES.txt', licences());
  scripts();
  redirect();
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', path.resolve(options.output)], {
      cwd: folder,
    }),
  );
  const [{ filename, size, entryCount }] = packed;
  const tarball = path.join(options.output, filename);
  copyFileSync(tarball, tarball.replace(/\.tgz$/, '.tar.gz'));
  console.log(`${tarball}: ${entryCount} files, ${Math.round(size / 1024)} KB`);
} catch (error) {
  console.error(`package: ${error.message}`);
  process.exit(1);
}
