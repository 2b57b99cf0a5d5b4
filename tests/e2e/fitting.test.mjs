// An element in a page of others: its colours, its size, its place, and its words on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, painted, settled, stage, texts, vitrine } from './support/browser.mjs';
import { compareInk } from './support/ink.mjs';

const description = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.test' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        summary: 'List the pets',
        description: Array.from({ length: 80 }, (_, at) => `Paragraph ${at}.`).join('\n\n'),
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: 'Some pets' } },
      },
    },
  },
};

const pages = {
  '/api.json': (request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(description)),
};

const [browser, gallery, elsewhere] = await stage(vitrine('demo'), texts(pages));

/** Opens a page with this body, in which `<v->` is an element. */
let count = 0;
async function page(body, { css = '', html = '', ...options } = {}) {
  const name = `/${++count}`;
  const element = '<vitrine-playground spec="/api.json" operation="listPets"';
  pages[name] =
    `<!doctype html><html lang="en" ${html}><meta charset="utf-8"><title>Elsewhere</title>
<style>${css}</style><script type="module" src="${gallery.url}/vitrine.js"></script>
${body.replaceAll('<v-', element).replaceAll('</v->', '</vitrine-playground>')}`;
  const opened = await open(browser, elsewhere.url + name, { colorScheme: 'light', ...options });
  return { ...opened, element: opened.page.locator('vitrine-playground').first() };
}

/** The scheme that the element shows, and a colour of its theme. */
const schemeOf = (element) =>
  element.evaluate(({ shadowRoot }) => shadowRoot.querySelector('.root').style.colorScheme);
const colorOf = (element, name) =>
  element.evaluate(
    ({ shadowRoot }, color) => shadowRoot.querySelector('.root').style.getPropertyValue(color),
    `--${name}`,
  );

for (const [what, set] of Object.entries({
  'color-scheme': (value) => (document.documentElement.style.colorScheme = value),
  'data-theme of html': (value) => (document.documentElement.dataset.theme = value),
  'data-theme of body': (value) => (document.body.dataset.theme = value),
  class: (value) => (document.documentElement.className = value),
  'the colour behind': (value) => {
    document.body.dataset.mdColorScheme = value === 'dark' ? 'slate' : 'default';
  },
}))
  test(`ThePagesToggleIsFollowed: ${what}`, async () => {
    const {
      page: at,
      element,
      done,
    } = await page('<div style="padding: 20px"><v-></v-></div>', {
      css: 'body { background: #fff } body[data-md-color-scheme=slate] { background: #1e2129 }',
    });
    assert.equal(await schemeOf(element), 'light');
    await at.evaluate(set, 'dark');
    await becomes(() => schemeOf(element), 'dark');
    await at.evaluate(set, 'light');
    await becomes(() => schemeOf(element), 'light');
    await done();
  });

test('AColourThatTheGroundPassesToIsFollowed', async () => {
  const {
    page: at,
    element,
    done,
  } = await page('<main><v-></v-></main>', {
    css: 'body { transition: background-color .2s } body.night { background-color: #111 } main { color: #777 }',
  });
  assert.equal(await schemeOf(element), 'light');
  await at.evaluate(() => document.body.classList.add('night'));
  await becomes(() => schemeOf(element), 'dark');
  await done();
});

test('TheToggleIsFollowedOutOfSight', async () => {
  const { page: at, done } = await page(
    '<v-></v-><div style="display: none"><v- id="hidden"></v-></div><div style="height: 5000px"></div><v- id="below"></v->',
  );
  await at.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  await at.locator('#below').evaluate((element) => element.scrollIntoView());
  await becomes(() => schemeOf(at.locator('#below')), 'dark');
  await at.evaluate(() => (document.querySelector('#hidden').parentElement.style.display = ''));
  await becomes(() => schemeOf(at.locator('#hidden')), 'dark');
  await done();
});

test('WhatWasChosenElsewhereDoesNotOutlastTheToggle', async () => {
  const {
    page: at,
    element,
    done,
  } = await page('<v-></v->', {
    init: () => localStorage.setItem('vitrine:theme', 'dark'),
  });
  assert.equal(await schemeOf(element), 'light');
  assert.equal(await at.getByRole('button', { name: 'Theme', exact: true }).count(), 0);
  await done();
});

test('AnyColourOfCssWillDoAndChangesAreFollowed', async () => {
  const {
    page: at,
    element,
    done,
  } = await page('<v-></v->', {
    css: `:root { color-scheme: light; --brand: light-dark(#6750a4, #d0bcff) }
      vitrine-playground { --vitrine-accent: var(--brand); --vitrine-background: oklch(0.97 0.02 90);
        --vitrine-text: hsl(200 80% 15%); --vitrine-line: color-mix(in srgb, red, white) }`,
  });
  const accent = await colorOf(element, 'accent');
  assert.equal(accent, '#6750a4ff');
  assert.match(await colorOf(element, 'bg'), /^#f[0-9a-f]f[0-9a-f][ed]/);
  assert.match(await colorOf(element, 'line'), /^#ff(7f|80)(7f|80)ff$/);
  await at.evaluate(() => (document.documentElement.style.colorScheme = 'dark'));
  // The background is what decides: it stays light, and so does the element.
  await becomes(async () => (await colorOf(element, 'accent')) === accent, false);
  await at.evaluate(() => {
    document.documentElement.style.colorScheme = '';
    document.documentElement.style.setProperty('--brand', 'rebeccapurple');
  });
  await becomes(() => colorOf(element, 'accent'), '#663399ff');
  await done();
});

test('AnAccentThatIsNoColourIsNone', async () => {
  const { element, done } = await page('<v-></v->', {
    css: 'vitrine-playground { --vitrine-accent: banana }',
  });
  assert.equal(await colorOf(element, 'accent'), '#2457d6ff');
  await done();
});

/** The size of the first heading's text, in pixels of the page. */
const headingOf = async (element) => {
  const heading = element.getByRole('heading', { name: 'List the pets' });
  return (await heading.boundingBox()).height;
};

test('TheSizeOfTheTextIsThePages', async () => {
  const { page: at, element, done } = await page('<v-></v->');
  const natural = await headingOf(element);
  await at.evaluate(() => (document.body.style.fontSize = '24px'));
  await becomes(async () => Math.abs((await headingOf(element)) - 1.5 * natural) < 1, true);
  await element.evaluate((host) => host.style.setProperty('--vitrine-font-size', '12px'));
  await becomes(async () => Math.abs((await headingOf(element)) - 0.75 * natural) < 1, true);
  await done();
});

test('ALargerElementTakesThePointerWhereItShowsThings', async () => {
  const { page: at, element, done } = await page('<v-></v->', { css: 'body { font-size: 20px }' });
  await element.getByRole('spinbutton', { name: 'limit' }).fill('x');
  await painted(at);
  const send = element.getByRole('button', { name: 'Send', exact: true });
  await send.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await send.boundingBox();
  await at.mouse.click(x + width - 3, y + height - 3);
  await element.getByRole('button', { name: 'Send anyway' }).waitFor();
  await done();
});

test('ALargerElementDrawsWhereItsTextStands', async () => {
  const { page: at, element, done } = await page('<v-></v->', { css: 'body { font-size: 20px }' });
  await becomes(() => element.evaluate((host) => host.pictures > 0), true);
  await painted(at);
  const { canvas, layer } = await compareInk(
    at,
    element.getByRole('heading', { name: 'List the pets' }),
  );
  for (const side of ['x0', 'y0', 'x1', 'y1'])
    assert.ok(
      Math.abs(canvas[side] - layer[side]) <= 1,
      `${side}: ${canvas[side]}, ${layer[side]}`,
    );
  await done();
});

for (const [what, body, least] of [
  ['a row', '<div style="display: flex"><nav style="width: 200px">Menu</nav><v-></v-></div>', 950],
  ['a column', '<div style="display: flex; flex-direction: column"><v-></v-></div>', 1150],
  [
    'a grid',
    '<div style="display: grid; grid-template-columns: 200px auto"><i>a</i><v-></v-></div>',
    950,
  ],
  ['a cell', '<table><tr><td>Pets</td><td><v-></v-></td></tr></table>', 300],
  ['a float', '<div style="float: left"><v-></v-></div>', 300],
])
  test(`ItHasAWidthIn: ${what}`, async () => {
    const { element, done } = await page(body, { viewport: { width: 1200, height: 800 } });
    const { width } = await element.boundingBox();
    assert.ok(width >= least, `${width}`);
    assert.ok(width <= 1200, `${width}`);
    await done();
  });

test('ItIsReadyWhateverItsSize', async () => {
  const { page: at, done } = await page(
    '<div style="display: none"><v-></v-></div><v- style="width: 0; height: 0; flex-grow: 0"></v->',
    { ready: false },
  );
  await settled(at);
  await done();
});

test('TheTitleOfAPageIsItsOwn', async () => {
  const { page: at, element, done } = await page('<v- routing="hash"></v->');
  await element.getByRole('heading', { name: 'List the pets' }).waitFor();
  await painted(at);
  assert.equal(await at.title(), 'Elsewhere');
  await done();
});

const kAround = {
  'a pane that scrolls': 'height: 300px; overflow: auto',
  'a part that is moved': 'transform: translateY(3px); overflow: hidden; height: 200px',
  'a part that is not laid out': 'content-visibility: auto; contain-intrinsic-size: 300px',
};

/** Each element has what prints it: it comes in idle time. */
const watched = (at) =>
  at.waitForFunction(() =>
    [...document.querySelectorAll('vitrine-playground')].every(
      ({ shadowRoot }) => shadowRoot.adoptedStyleSheets.length > 2,
    ),
  );

for (const [what, style] of Object.entries(kAround))
  test(`PaperHasAllOfItIn: ${what}`, async () => {
    const { page: at, done } = await page(
      `<div style="height: 4000px">Above</div><main style="${style}"><v-></v-><v-></v-></main>`,
    );
    await watched(at);
    const styleOf = () => at.locator('main').evaluate((main) => main.style.cssText);
    const before = await styleOf();
    await at.emulateMedia({ media: 'print' });
    const papers = at.locator('vitrine-playground .paper');
    await becomes(() => papers.count(), 2);
    for (const paper of await papers.all()) {
      const words = await paper.innerText();
      for (const text of ['List the pets', 'Paragraph 0.', 'Paragraph 79.'])
        assert.ok(words.includes(text), text);
    }
    const [main, last] = await at.evaluate(() => {
      const [, { shadowRoot }] = document.querySelectorAll('vitrine-playground');
      const bottom = (element) => element.getBoundingClientRect().bottom;
      return [bottom(document.querySelector('main')), bottom(shadowRoot.querySelector('.paper'))];
    });
    assert.ok(main >= last - 1, `${main}, ${last}`);
    await at.emulateMedia({ media: null });
    await becomes(() => papers.count(), 0);
    assert.equal(await styleOf(), before);
    await done();
  });

test('TextIsPrintedBeforeTheScriptOfPaperIsThere', async () => {
  const {
    page: at,
    element,
    done,
  } = await page('<div style="height: 4000px"></div><v-></v->', {
    ready: false,
    init: () => {
      // No idle time comes.
      window.requestIdleCallback = () => 0;
    },
  });
  await settled(at);
  await at.emulateMedia({ media: 'print' });
  const heading = element.getByRole('heading', { name: 'List the pets' });
  await becomes(() => heading.evaluate((text) => getComputedStyle(text).color), 'rgb(0, 0, 0)');
  const last = await element.getByText('Paragraph 79.').boundingBox();
  const { y, height } = await element.boundingBox();
  assert.ok(last.y + last.height <= y + height + 1, 'nothing is cut');
  await done();
});
