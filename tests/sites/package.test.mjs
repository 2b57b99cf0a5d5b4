// The npm package, installed into empty folders: each tool makes a site of it, which Chromium opens.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open, site as serve, stage } from '../e2e/support/browser.mjs';
import { api, nodeIsAtLeast, run, site, started, tarball, unpacked } from './support/sites.mjs';

const [browser] = await stage();

const kElement = '<vitrine-playground spec="/api.json" style="height: 600px"></vitrine-playground>';
const html = (script) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">
${script}
</head><body>${kElement}</body></html>`;

/** What a user of the site can tell: the operations are there, one opens and can be tried. */
async function works(url, options) {
  const { page, done } = await open(browser, url, { ready: false, ...options });
  const failed = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.getByRole('link', { name: 'GET /pictures List pictures' }).click();
  await page.getByRole('spinbutton', { name: 'limit' }).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await done();
  assert.deepEqual(failed, []);
}

/** The reason to leave out what the Node.js of this machine is too old for. */
const olderThan = (node, name) =>
  nodeIsAtLeast(node) ? false : `${name} needs Node.js ${node}, this is ${process.version}`;

const kVite = {
  'index.html': html('<script type="module" src="/main.js"></script>'),
  'main.js': "import 'vitrine-playground';\nimport 'vitrine-playground/themes/vitepress.css';\n",
  'public/api.json': api,
};

for (const [name, tool, node] of [
  ['vite 5', 'vite5', '18.0'],
  ['the newest vite', 'vite', '20.19'],
]) {
  const skip = olderThan(node, name);
  const script = `${tool}/bin/vite.js`;

  test(`WorksWithTheDevelopmentServerOf ${name}`, { skip }, async (context) => {
    const place = site(`${tool}-dev`, kVite);
    const server = await started(place, script, (port) => [
      '--host',
      '127.0.0.1',
      '--port',
      port,
      '--strictPort',
    ]);
    context.after(server.stop);
    await works(server.url);
  });

  test(`WorksBuiltBy ${name}`, { skip }, async (context) => {
    const place = site(`${tool}-build`, kVite);
    await run(place, script, 'build');
    const files = readdirSync(path.join(place, 'dist/assets'));
    assert.ok(
      files.some((file) => /^vitrine-.+\.wasm$/.test(file)),
      `${files}`,
    );
    assert.ok(
      files.some((file) => /^later-.+\.wasm$/.test(file)),
      `${files}`,
    );
    const server = await serve(path.join(place, 'dist'));
    context.after(server.stop);
    await works(server.url);
  });
}

test('WorksBuiltByWebpack', async (context) => {
  const place = site('webpack', {
    'src/index.js': "import 'vitrine-playground';\n",
    'dist/index.html': html('<script src="main.js"></script>'),
    'dist/api.json': api,
  });
  await run(place, 'webpack-cli/bin/cli.js', '--mode', 'production');
  assert.equal(
    readdirSync(path.join(place, 'dist')).filter((file) => file.endsWith('.wasm')).length,
    2,
  );
  const server = await serve(path.join(place, 'dist'));
  context.after(server.stop);
  await works(server.url);
});

test('WorksBundledByEsbuildWithTheFilesBesideIt', async (context) => {
  const place = site('esbuild', {
    'main.js': "import 'vitrine-playground';\n",
    'dist/index.html': html('<script type="module" src="main.js"></script>'),
    'dist/api.json': api,
  });
  await run(place, 'esbuild/bin/esbuild', 'main.js', '--bundle', '--format=esm', '--outdir=dist');
  for (const file of ['vitrine.wasm', 'later.wasm', 'warm.js'])
    cpSync(
      path.join(place, 'node_modules/vitrine-playground', file),
      path.join(place, 'dist', file),
    );
  const server = await serve(path.join(place, 'dist'));
  context.after(server.stop);
  await works(server.url);
});

test('WorksBundledByEsbuildWhereConfigureSaysWhereTheFilesAre', async (context) => {
  const place = site('esbuild-loader', {
    'main.js': `import { configure } from 'vitrine-playground';
import wasm from 'vitrine-playground/vitrine.wasm';
import later from 'vitrine-playground/later.wasm';
configure({ wasm: new URL(wasm, location.href), later: fetch(new URL(later, location.href)) });
`,
    'dist/index.html': html('<script defer src="main.js"></script>'),
    'dist/api.json': api,
  });
  // No ES module: it does not know where it is.
  const log = await run(
    place,
    'esbuild/bin/esbuild',
    'main.js',
    '--bundle',
    '--format=iife',
    '--loader:.wasm=file',
    '--outdir=dist',
  );
  assert.doesNotMatch(log, /error/i);
  const server = await serve(path.join(place, 'dist'));
  context.after(server.stop);
  await works(server.url);
});

test(
  'WorksInAPageThatAstroMakesOnAServer',
  { skip: olderThan('20.3', 'Astro') },
  async (context) => {
    const place = site('astro', {
      'src/pages/index.astro': `---
import 'vitrine-playground';
import { VitrinePlayground } from 'vitrine-playground/element';
const name = typeof VitrinePlayground;
---
${html('')}
<p>{name}</p>
<script>
  import 'vitrine-playground';
</script>
`,
      'public/api.json': api,
    });
    await run(place, 'astro/astro.js', 'build');
    const server = await serve(path.join(place, 'dist'));
    context.after(server.stop);
    await works(server.url);
  },
);

test('WorksAsAScriptOfAnotherOrigin', async (context) => {
  const files = await serve(unpacked, '/files/', {
    headers: { 'access-control-allow-origin': '*' },
  });
  const place = site('script', {
    'index.html': html(`<script type="module" src="${files.url}/files/vitrine.js"></script>`),
    'api.json': api,
  });
  const server = await serve(place);
  context.after(() => Promise.all([files.stop(), server.stop()]));
  await works(server.url);
});

test('WorksAsAComponentOfReact', async (context) => {
  const place = site('react', {
    'main.js': `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { VitrinePlayground } from 'vitrine-playground/react';
const element = createElement(VitrinePlayground, {
  spec: '/api.json', headingLevel: 2, className: 'mine', style: { height: '600px' },
  onReady: () => { document.title = 'Ready'; },
});
createRoot(document.getElementById('root')).render(element);
`,
    'server.mjs': `import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { VitrinePlayground } from 'vitrine-playground/react';
process.stdout.write(renderToString(createElement(VitrinePlayground, { spec: '/api.json', headingLevel: 2 })));
`,
    'dist/index.html': html('<script type="module" src="main.js"></script>').replace(
      kElement,
      '<div id="root"></div>',
    ),
    'dist/api.json': api,
  });
  await run(
    place,
    'esbuild/bin/esbuild',
    'main.js',
    '--bundle',
    '--format=esm',
    '--outdir=dist',
    '--define:process.env.NODE_ENV="production"',
  );
  const made = execFileSync(process.execPath, ['server.mjs'], { cwd: place, encoding: 'utf8' });
  assert.match(made, /<vitrine-playground spec="\/api.json" heading-level="2">/);
  for (const file of ['vitrine.wasm', 'later.wasm', 'warm.js'])
    cpSync(path.join(unpacked, file), path.join(place, 'dist', file));
  const server = await serve(path.join(place, 'dist'));
  context.after(server.stop);
  await works(server.url);
  const { page, done } = await open(browser, server.url, { ready: false });
  await page.waitForFunction(() => document.title === 'Ready');
  await page.locator('vitrine-playground.mine[heading-level="2"]').waitFor();
  await done();
});

test('TagsHaveTypesInTemplates', async () => {
  const place = site('types', {
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'es2022',
        jsx: 'react-jsx',
        types: [],
        lib: ['es2022', 'dom', 'dom.iterable'],
      },
      include: ['*.ts', '*.tsx'],
    }),
    'page.tsx': `import type {} from 'vitrine-playground/types/react';
import { VitrinePlayground } from 'vitrine-playground/react';
export const tag = <vitrine-playground spec="/api.json" heading-level={2} theme="dark" className="mine" />;
export const component = <VitrinePlayground spec="/api.json" headingLevel={2}
  onRequest={(event) => event.detail.headers.push(['X-Trace', '1'])} onError={({ detail }) => console.log(detail.message)} />;
// @ts-expect-error There is no such theme.
export const wrong = <vitrine-playground theme="blue" />;
`,
    'other.ts': `import type {} from 'vitrine-playground/types/vue';
import type { GlobalComponents } from 'vue';
import type {} from 'vitrine-playground/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';
import { configure, LoadError } from 'vitrine-playground';
configure({ wasm: fetch('/vitrine.wasm'), later: new Uint8Array() });
export const svelte: SvelteHTMLElements['vitrine-playground'] = {
  spec: '/api.json', 'heading-level': 2, 'onvitrine-error': (event) => console.log(event.detail.status) };
export type Vue = InstanceType<GlobalComponents['vitrine-playground']>['$props']['spec'];
export const spec: Vue = '/api.json';
export const isLoadError = (error: unknown): boolean => error instanceof LoadError && error.status === 404;
`,
  });
  await run(place, 'typescript/bin/tsc', '-p', '.');
});

test('ItsManifestAndTypesAreInOrder', { skip: olderThan('20.0', 'attw') }, async () => {
  const place = site('checks', {});
  await run(place, 'publint/src/cli.js', tarball, '--strict');
  const attw = '@arethetypeswrong/cli/dist/index.js';
  await run(place, attw, '--profile', 'esm-only', tarball);
});

test('PublishingItHasNothingToComplainAbout', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['publish', '--dry-run', tarball], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout + stderr);
  const complaints = stderr
    .split('\n')
    .filter((line) => /warn|error/i.test(line) && !/logged in/.test(line));
  assert.deepEqual(complaints, []);
  assert.match(stderr, /LICENSES\.txt/);
});

test('ImportingItInNodeDoesNothing', () => {
  const place = site('node', {
    'main.mjs': "await import('vitrine-playground'); await import('vitrine-playground/element');\n",
  });
  execFileSync(process.execPath, ['main.mjs'], { cwd: place, stdio: ['ignore', 'ignore', 'pipe'] });
});
