// Markdown of descriptions: code, images, wide tables, links to headings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, open, painted, served, stage, texts } from './support/browser.mjs';

const [browser] = await stage();

const kPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Opens a description whose own text is that; `init` comes before the page. */
async function described(description, options = {}) {
  const spec = await served({
    openapi: '3.1.0',
    info: { title: 'Prose', version: '1', description },
    paths: { '/a': { get: { operationId: 'getA', responses: { 200: { description: 'Fine' } } } } },
  });
  const { page, done } = await open(browser, `${spec.url}/docs`, options);
  return {
    page,
    url: spec.url,
    done: async () => {
      await done();
      await spec.stop();
    },
  };
}

/** Keeps what is copied. */
const clipboard = () => {
  globalThis.copied = [];
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: async (text) => void globalThis.copied.push(text) },
  });
};
const copied = (page) => page.evaluate(() => globalThis.copied);

test('CodeOfADescriptionIsCopiedAsItIsWritten', async () => {
  // The Markdown parser gives tabs at the beginning of a line as spaces.
  const code = 'if (a != b) {\n    return "x";\n}';
  const { page, done } = await described(`\`\`\`js\n${code}\n\`\`\``, { init: clipboard });
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await becomes(() => copied(page), [code]);
  const text = page.getByRole('main').locator('pre');
  assert.match(await text.textContent(), /^if \(a != b\) \{\n +return "x";\n\}$/);
  assert.equal(await text.evaluate((each) => getComputedStyle(each).fontVariantLigatures), 'none');
  await done();
});

test('AnImageOfAnotherServerIsAskedForByAClickOnly', async () => {
  let requests = 0;
  const other = await texts({
    '/cat.png': (_, response) => {
      ++requests;
      response
        .writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' })
        .end(kPixel);
    },
  });
  const { page, done } = await described(`![A cat](${other.url}/cat.png)`);
  await painted(page);
  assert.equal(requests, 0);
  await page.getByRole('button', { name: `Load image from ${new URL(other.url).host}` }).click();
  const image = page.getByRole('img', { name: 'A cat' });
  await image.waitFor();
  await becomes(async () => (await image.boundingBox()).width, 1);
  assert.equal(requests, 1);
  await done();
  await other.stop();
});

test('AWideTableIsScrolledByItsKeys', async () => {
  const cells = (text) => `|${Array.from({ length: 14 }, (_, at) => ` ${text}${at} |`).join('')}`;
  const { page, done } = await described(
    `# Codes\n\n${cells('head')}\n|${'--|'.repeat(14)}\n${cells('aRatherLongWordInACell')}`,
  );
  const region = page.getByRole('region', { name: 'Codes' });
  await region.focus();
  await page.keyboard.press('ArrowRight');
  await becomes(() => region.evaluate(({ scrollLeft }) => scrollLeft > 0), true);
  const words = page.getByText('aRatherLongWordInACell13');
  await words.scrollIntoViewIfNeeded();
  await painted(page);
  const [frame, word] = await Promise.all([region.boundingBox(), words.boundingBox()]);
  assert.ok(word.x + word.width <= frame.x + frame.width + 1);
  await done();
});

test('APageAndAHeadingAreCopiedAsLinks', async () => {
  const { page, url, done } = await described('# First steps\n\nWords', { init: clipboard });
  await page.getByRole('button', { name: 'Copy link' }).click();
  await becomes(() => copied(page), [`${url}/docs#/`]);
  const sign = page.getByRole('main').locator('a[href="#/?heading=first-steps"]');
  await sign.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#/?heading=first-steps');
  assert.equal((await copied(page)).at(-1), `${url}/docs#/?heading=first-steps`);
  await done();
});
