// The plugins: each tool makes its site (tests/sites/plugins) below a path, with words and pages of operations, and
// Chromium opens it.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { becomes, command, open, site as serve, stage } from '../e2e/support/browser.mjs';
import { nodeIsAtLeast, tarball, unpacked } from './support/sites.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const fixtures = path.join(root, 'tests/sites/plugins');
const folder = path.join(process.env.VITRINE_SITES ?? path.join(root, 'build/sites'), 'plugins');
const gallery = path.join(root, 'tests/fixtures/gallery.json');
const python = '/usr/bin/python3'; // Debian's, which has MkDocs and Sphinx
const kBase = '/below/a/path/';

const [browser] = await stage();

const environment = {
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  CI: '1',
  NO_COLOR: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  VITRINE_COMMAND: command,
};

async function run(place, program, ...args) {
  const options = { cwd: place, env: environment, maxBuffer: 1 << 26 };
  const { stdout, stderr } = await promisify(execFile)(program, args, options).catch((error) => {
    throw new Error(`${program} ${args.join(' ')}: ${error.stdout}\n${error.stderr}`);
  });
  return stdout + stderr;
}

/** A copy of a fixture, where the tools and the package are found. */
function copyOf(name, files) {
  const copy = path.join(folder, name);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(path.join(copy, files), { recursive: true });
  cpSync(path.join(fixtures, name), copy, { recursive: true });
  cpSync(gallery, path.join(copy, files, 'gallery.json'));
  return copy;
}

/** A site of a tool from npm. */
function nodeSite(name, files, tool, ...args) {
  const copy = copyOf(name, files);
  const link = path.join(folder, 'node_modules');
  if (!existsSync(link)) symlinkSync(path.join(fixtures, 'node_modules'), link, 'dir');
  writeFileSync(path.join(copy, 'package.json'), JSON.stringify({ name, private: true }));
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--no-save'];
  execFileSync('npm', ['install', ...flags, tarball], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return run(copy, process.execPath, path.join(link, tool), ...args);
}

/** A site of a tool from Debian; the plugin is installed as its README says, into a folder of its own. */
async function pythonSite(name, files, plugin, ...args) {
  const copy = copyOf(name, files);
  const packages = path.join(folder, `${name}-packages`);
  const source = path.join(folder, `${name}-plugin`);
  for (const old of [packages, source]) rmSync(old, { recursive: true, force: true });
  cpSync(path.join(root, 'wasm/integrations', name), source, { recursive: true });
  const flags = [
    '--quiet',
    '--no-deps',
    '--no-build-isolation',
    '--no-index',
    '--target',
    packages,
  ];
  await run(copy, python, '-m', 'pip', 'install', ...flags, source);
  cpSync(unpacked, path.join(copy, '../vitrine'), { recursive: true });
  environment.PYTHONPATH = packages;
  return run(copy, python, '-m', plugin, ...args);
}

/** What Python is asked says whether a tool is there. */
function has(question) {
  try {
    execFileSync(python, ['-c', question], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The text of the files below a folder whose names fit. */
function textOf(output, pattern) {
  return readdirSync(output, { recursive: true })
    .map(String)
    .filter((name) => pattern.test(name))
    .map((name) => readFileSync(path.join(output, name), 'utf8'))
    .join('\n')
    .toLowerCase();
}

const kSites = [
  {
    name: 'vitepress',
    build: () => nodeSite('vitepress', 'public', 'vitepress/bin/vitepress.js', 'build'),
    output: '.vitepress/dist',
    guide: 'guide/deep/try.html',
    operation: 'api/accounts/create-user.html',
    toggle: (page) => page.locator('.VPSwitchAppearance:visible').click(),
    isDark: () => document.documentElement.classList.contains('dark'),
    contents: '.VPDocAsideOutline',
    found: ({ output, word }) => textOf(output, /localSearchIndex/).includes(word),
    within: true,
  },
  {
    name: 'docusaurus',
    skip: nodeIsAtLeast('20.0') ? false : 'Docusaurus needs Node.js 20',
    build: () => nodeSite('docusaurus', 'static', '@docusaurus/core/bin/docusaurus.mjs', 'build'),
    output: 'build',
    guide: 'guide/deep/try/',
    operation: 'api/accounts/create-user/',
    toggle: (page) => page.locator('[class*=colorModeToggle] button').first().click(),
    isDark: () => document.documentElement.dataset.theme === 'dark',
    contents: '.table-of-contents',
    found: ({ output, word }) => textOf(output, /search-index.*\.json$/).includes(word),
    within: true,
  },
  {
    name: 'starlight',
    build: () => nodeSite('starlight', 'public', 'astro/astro.js', 'build'),
    output: 'dist',
    guide: 'guide/deep/try/',
    operation: 'api/accounts/create-user/',
    toggle: async (page) => {
      const dark = await page.evaluate(() => document.documentElement.dataset.theme === 'dark');
      await page
        .locator('starlight-theme-select select:visible')
        .selectOption(dark ? 'light' : 'dark');
    },
    isDark: () => document.documentElement.dataset.theme === 'dark',
    contents: 'starlight-toc',
    found: ({ page, word }) =>
      page.evaluate(
        async ([base, wanted]) => {
          const pagefind = await import(`${base}pagefind/pagefind.js`);
          return (await pagefind.search(wanted)).results.length > 0;
        },
        [kBase, word],
      ),
    within: true,
  },
  {
    name: 'mkdocs',
    skip: has(
      "from mkdocs.utils import get_theme_names as names; {n: n for n in names()}['material']",
    )
      ? false
      : 'mkdocs and mkdocs-material are not installed',
    build: () => pythonSite('mkdocs', 'docs', 'mkdocs', 'build', '--strict'),
    output: 'site',
    guide: 'guide/deep/try/',
    operation: 'api/accounts/create-user/',
    link: 'nav a.md-nav__link--active[href="./"]', // the page's own has no other address
    toggle: (page) => page.locator('.md-header__option label:visible').click(),
    isDark: () => document.body.dataset.mdColorScheme === 'slate',
    contents: '.md-sidebar--secondary',
    found: ({ output, word }) => textOf(output, /search_index\.json$/).includes(word),
    within: true,
  },
  {
    name: 'sphinx',
    skip: has('import sphinx, furo') ? false : 'python3-sphinx and furo are not installed',
    build: async () => {
      await pythonSite('sphinx', '.', 'sphinx', '-W', '-q', '.', '_build');
      // Debian's Furo comes as the sources of its script, which no browser takes.
      const script = path.join(folder, 'sphinx/_build/_static/scripts/furo.js');
      const esbuild = path.join(fixtures, 'node_modules/.bin/esbuild');
      await run(folder, esbuild, script, '--bundle', '--allow-overwrite', `--outfile=${script}`);
    },
    output: '_build',
    link: '.sidebar-tree .current-page > a',
    guide: 'guide/deep/try.html',
    operation: 'api/create-user.html',
    toggle: async (page) => {
      const dark = await page.evaluate(() => document.body.dataset.theme === 'dark');
      const button = page.locator('.theme-toggle:visible').first();
      do await button.click();
      while (
        (await page.evaluate(() => document.body.dataset.theme)) !== (dark ? 'light' : 'dark')
      );
    },
    isDark: () => document.body.dataset.theme === 'dark',
    contents: '.toc-drawer',
    found: ({ output, word }) => textOf(output, /searchindex\.js$/).includes(word),
  },
];

/** A word of the operation that no page of the site has of its own, without what Sphinx cuts off it. */
const kWord = 'refus';

/** The average light of what is seen of the element. */
async function light(page) {
  const picture = await page.locator('vitrine-operation').first().screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    return (
      data.reduce((sum, value, index) => (index % 4 === 3 ? sum : sum + value), 0) /
      data.length /
      0.75
    );
  }, picture.toString('base64'));
}

async function ready(page) {
  await page.waitForFunction(() => customElements.get('vitrine-operation'));
  await page.evaluate(() => document.querySelector('vitrine-operation').ready);
}

const email = (page) => page.locator('vitrine-operation').getByRole('textbox', { name: 'email' });

// VITRINE_SITE=NAME tries one of them.
const { VITRINE_SITE: chosen } = process.env;

for (const it of kSites.filter(({ name }) => !chosen || name === chosen)) {
  describe(it.name, { skip: it.skip, timeout: 900_000 }, () => {
    const output = path.join(folder, it.name, it.output);
    let made;
    const address = async (name) => {
      made ??= it.build().then(() => serve(output, kBase));
      return `${(await made).url}${kBase}${name}`;
    };

    test('TheElementIsInAPageBelowFolders', async () => {
      const { page, done } = await open(browser, await address(it.guide), { ready: false });
      await ready(page);
      await email(page).waitFor();
      const scripts = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter(({ name, initiatorType }) => /\.js$/.test(name) && initiatorType !== 'link')
          .map(({ name }) => name),
      );
      assert.equal(new Set(scripts).size, scripts.length, 'no script is fetched twice');
      assert.equal(await page.locator('vitrine-playground').count(), 0, 'examples of it stay code');
      await done();
    });

    test('AnOperationHasAPageInTheSidebar', async () => {
      const { page, done } = await open(browser, await address(it.operation), { ready: false });
      await ready(page);
      await email(page).waitFor();
      const link = page.locator(it.link ?? ':is(nav, aside) a[href*="create-user"]').first();
      assert.match(await link.textContent(), /Create an account/);
      await done();
    });

    test('TheThemeIsFollowedBothWays', async () => {
      const { page, done } = await open(browser, await address(it.guide), {
        ready: false,
        colorScheme: 'light',
      });
      await ready(page);
      await email(page).waitFor();
      for (const round of ['dark', 'light', 'dark']) {
        const dark = round === 'dark';
        if ((await page.evaluate(it.isDark)) !== dark) await it.toggle(page);
        await becomes(async () => (await light(page)) < 128, dark);
      }
      await done();
    });

    test('SearchAndContentsKnowTheWords', async () => {
      const { page, done } = await open(browser, await address(it.guide), {
        ready: false,
        javaScriptEnabled: true,
      });
      assert.ok(await it.found({ page, output, word: kWord }), `${kWord} is in the site's index`);
      await page.locator(it.contents).getByRole('link', { name: 'Create an account' }).waitFor();
      await done();
    });

    test('WordsAreThereWithoutScripts', async () => {
      const { page, done } = await open(browser, await address(it.guide), {
        ready: false,
        javaScriptEnabled: false,
      });
      assert.match(await page.locator('vitrine-operation').innerText(), new RegExp(kWord, 'i'));
      await done();
    });

    test('GoingThereAndBackWithinTheSite', async () => {
      // A browser reports every transition between pages that the user does not wait for.
      const others = /Transition was skipped/;
      const { page, done } = await open(browser, await address(''), { ready: false, others });
      await page.evaluate(() => (window.same = true));
      for (let round = 0; round < 2; ++round) {
        await page
          .locator('a:visible')
          .filter({ hasText: /^\s*(?:Guide|Try it)\s*$/ })
          .first()
          .click();
        await email(page).waitFor();
        await email(page).fill('somebody@example.com');
        await page.goBack();
        await page.locator('vitrine-operation').waitFor({ state: 'detached' });
      }
      await page.goForward();
      await email(page).waitFor();
      if (it.within)
        assert.ok(await page.evaluate(() => window.same), 'the page was not loaded anew');
      await done();
    });

    test('NothingMovesAsItLoads', async () => {
      const { page, done } = await open(browser, await address(it.guide), {
        ready: false,
        init: () => {
          window.shift = 0;
          new PerformanceObserver((list) => {
            const element = document.querySelector('vitrine-operation');
            // What stands before the element the site moves itself.
            const before = ({ node }) =>
              node && node.compareDocumentPosition(element) === Node.DOCUMENT_POSITION_FOLLOWING;
            for (const { value, sources } of list.getEntries())
              if (!sources.every(before)) window.shift += value;
          }).observe({ type: 'layout-shift', buffered: true });
        },
      });
      await ready(page);
      await email(page).waitFor();
      const shift = await page.evaluate(() => window.shift);
      assert.ok(shift <= 0.02, `${shift}`);
      await done();
    });

    test('PaperIsNotBlank', async () => {
      const { page, done } = await open(browser, await address(it.guide), { ready: false });
      await ready(page);
      await email(page).waitFor();
      await page.emulateMedia({ media: 'print' });
      const paper = page
        .locator('vitrine-operation')
        .getByText(new RegExp(kWord, 'i'))
        .filter({ visible: true })
        .first();
      await paper.waitFor();
      await done();
    });
  });
}
