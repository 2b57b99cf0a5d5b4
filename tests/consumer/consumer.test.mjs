// A service outside the tree, built with the packages that `./dev package` makes and with our sources: it
// responds, and nothing comes along that it did not ask for.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const packages = path.join(root, 'build/native/packages');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vitrine-consumer-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const version = /project\(vitrine VERSION ([\d.]+)/.exec(
  readFileSync(path.join(root, 'CMakeLists.txt'), 'utf8'),
)[1];

const run = (command, ...words) => execFileSync(command, words, { encoding: 'utf8' });
const folder = (name) => path.join(scratch, name);

/** The newest package with this ending. */
function packed(ending) {
  const files = readdirSync(packages).filter(
    (name) => name.includes(version) && name.endsWith(ending),
  );
  assert.equal(files.length, 1, `${packages}: ${files.length} files of ${version}${ending}`);
  return path.join(packages, files[0]);
}

/** Where the .tar.gz is unpacked. */
let unpackedFolder;
function unpacked() {
  if (!unpackedFolder) {
    unpackedFolder = folder('prefix');
    mkdirSync(unpackedFolder);
    run('tar', '-x', '-f', packed('.tar.gz'), '-C', unpackedFolder, '--strip-components=1');
  }
  return unpackedFolder;
}

/** Builds this folder and gives the program. */
function built(name, ...options) {
  run('cmake', '-S', here, '-B', folder(name), ...options);
  run('cmake', '--build', folder(name), '--parallel', '2');
  return path.join(folder(name), 'consumer');
}

/** Starts a program, asks it for what it is there for, and ends it. */
async function responds(program, { page }) {
  const service = spawn(program, ['0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: service.stdout });
    const [url] = await new Promise((resolve, reject) => {
      lines.once('line', (line) => resolve(/http:\S+/.exec(line)));
      service.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    });
    const post = (body) =>
      fetch(new URL('/notes', url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const created = await post({ text: 'milk', extra: { b: [1, null], a: 2 } });
    assert.equal(created.status, 201);
    assert.equal(await created.text(), '{"text":"milk","extra":{"b":[1,null],"a":2}}');
    assert.equal((await post({ text: '' })).status, 422);
    const description = await (await fetch(new URL('/openapi.json', url))).json();
    assert.equal(description.paths['/notes'].post.summary, 'Keep a note');
    const docs = await fetch(new URL('/docs', url));
    assert.equal((await docs.text()).includes('vitrine.js'), page);
    run(program, 'test');
  } finally {
    service.kill();
  }
}

test('what is installed is found by find_package', async () => {
  await responds(built('installed', `-DCMAKE_PREFIX_PATH=${unpacked()}`), { page: true });
});

test('what is installed is found by pkg-config', async () => {
  const pkgConfig = (...words) =>
    execFileSync('pkg-config', [...words, 'vitrine'], {
      encoding: 'utf8',
      env: { ...process.env, PKG_CONFIG_PATH: path.join(unpacked(), 'lib/pkgconfig') },
    })
      .trim()
      .split(/\s+/);
  const program = folder('by-pkg-config');
  const source = path.join(here, 'main.cpp');
  run('g++', ...pkgConfig('--cflags'), source, '-o', program, ...pkgConfig('--libs'));
  await responds(program, { page: true });
  assert.deepEqual(pkgConfig('--modversion'), [version]);
});

test('a project has nlohmann/json of its own', async () => {
  const own = folder('own-json');
  mkdirSync(path.join(own, 'include'), { recursive: true });
  run(
    'cp',
    '-r',
    path.join(unpacked(), 'include/vitrine/third_party/nlohmann'),
    path.join(own, 'include'),
  );
  // Another version as far as the linker knows: JSON_DIAGNOSTICS is part of its names.
  writeFileSync(
    path.join(own, 'nlohmann_jsonConfig.cmake'),
    `add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
target_include_directories(nlohmann_json::nlohmann_json INTERFACE \${CMAKE_CURRENT_LIST_DIR}/include)
target_compile_definitions(nlohmann_json::nlohmann_json INTERFACE JSON_DIAGNOSTICS=1)
`,
  );
  writeFileSync(
    path.join(own, 'nlohmann_jsonConfigVersion.cmake'),
    'set(PACKAGE_VERSION 3.99.0)\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n',
  );
  const program = built(
    'with-own-json',
    `-DCMAKE_PREFIX_PATH=${unpacked()}`,
    `-Dnlohmann_json_DIR=${own}`,
    '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON',
  );
  const commands = readFileSync(
    path.join(folder('with-own-json'), 'compile_commands.json'),
    'utf8',
  );
  assert.match(commands, /own-json\/include/);
  assert.doesNotMatch(commands, /third_party/);
  await responds(program, { page: true });
});

test('our sources come with nothing but the server library, optimised', async () => {
  const program = built(
    'fetched',
    `-DVITRINE_SOURCE=${root}`,
    '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON',
    '-DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON',
    '-DCMAKE_CXX_COMPILER_LAUNCHER=ccache',
    '-DCMAKE_C_COMPILER_LAUNCHER=ccache',
  );
  const text = readFileSync(path.join(folder('fetched'), 'compile_commands.json'), 'utf8');
  const commands = JSON.parse(text);
  assert.doesNotMatch(text, /imgui|md4c|sqlite|sodium|app\/session|server\/demo|server\/command/);
  for (const { command, file } of commands) {
    if (file !== path.join(here, 'main.cpp') && !file.endsWith('.S'))
      assert.match(command, / -O2 /, file);
  }
  await responds(program, { page: false });
});

test('the .deb and the .tar.gz hold the command and the library', () => {
  assert.equal(run(path.join(unpacked(), 'bin/vitrine'), '--version').trim(), `vitrine ${version}`);
  const files = run('dpkg-deb', '--contents', packed('.deb'));
  for (const name of [
    'bin/vitrine',
    'lib/libvitrine.a',
    'lib/cmake/vitrine/vitrineConfig.cmake',
    'lib/pkgconfig/vitrine.pc',
    'include/vitrine.h',
    'include/vitrine/test.h',
    'share/doc/vitrine/copyright',
  ])
    assert.match(files, new RegExp(`\\./usr/${name}$`, 'm'));
  const depends = run('dpkg-deb', '--field', packed('.deb'), 'Depends');
  assert.match(depends, /libsqlite3-0/);
});

test('the changelog begins with this version', () => {
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  assert.equal(/^## ([\d.]+)/m.exec(changelog)[1], version);
});
