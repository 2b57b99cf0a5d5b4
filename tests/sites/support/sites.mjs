// Sites that are made by real tools: a folder each in build/sites, into which the npm package is installed from its
// tarball (./dev package); the tools are those of package.json, pinned.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const tools = path.join(root, 'tests/sites/node_modules');
const folder = process.env.VITRINE_SITES ?? path.join(root, 'build/sites');
const packages = process.env.VITRINE_PACKAGE ?? path.join(root, 'build/package');

/** The package as npm packed it, and unpacked. */
export const tarball = (() => {
  const found = existsSync(packages)
    ? readdirSync(packages).filter((name) => name.endsWith('.tgz'))
    : [];
  if (found.length !== 1)
    throw new Error(`${packages}: ${found.length} tarballs, one is needed (./dev package)`);
  return path.join(packages, found[0]);
})();
export const unpacked = path.join(packages, 'package');

if (!existsSync(tools))
  throw new Error(`${tools} is not there: npm ci in tests/sites (./dev test sites does it)`);

/** What every site shows. */
export const api = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Gallery', version: '1' },
  paths: {
    '/pictures': {
      get: {
        operationId: 'listPictures',
        summary: 'List pictures',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: 'Done' } },
      },
    },
  },
});

const number = (version) => version.split('.').map(Number);

/** False where Node.js is older than a tool asks for, such as '20.19'. */
export function nodeIsAtLeast(wanted) {
  const [major, minor] = number(process.versions.node);
  const [wantedMajor, wantedMinor] = number(wanted);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** An empty folder with `files` (texts by their names) and the package in its node_modules. */
export function site(name, files) {
  const place = path.join(folder, name);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  // Tools are found as in any folder below node_modules.
  const link = path.join(folder, 'node_modules');
  if (!existsSync(link)) symlinkSync(tools, link, 'dir');
  const own = { name, private: true, type: 'module' };
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(own), ...files })) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), text);
  }
  execFileSync(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball],
    {
      cwd: place,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  return place;
}

/** The script that a tool's package names as its command. */
const script = (tool) => path.join(tools, tool);

const settings = (place) => ({
  cwd: place,
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', CI: '1', NO_COLOR: '1' },
});

/** Runs a tool to its end; what it printed is the error's where it fails. */
export async function run(place, tool, ...args) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script(tool), ...args], {
    ...settings(place),
    maxBuffer: 1 << 26,
  }).catch((error) => {
    throw new Error(`${tool} ${args.join(' ')}: ${error.stdout}\n${error.stderr}`);
  });
  return stdout + stderr;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a tool's server, to which `args` gives its arguments for a port; waits until it responds. */
export async function started(place, tool, args) {
  const port = await freePort();
  const child = spawn(process.execPath, [script(tool), ...args(port)], {
    ...settings(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => (printed += bytes));
    stream.unref();
  }
  child.unref();
  process.on('exit', () => child.kill());
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`${tool} ended with ${child.exitCode}: ${printed}`);
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    if (Date.now() > end) throw new Error(`${tool} does not respond: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop: () => (child.kill(), ended) };
}
