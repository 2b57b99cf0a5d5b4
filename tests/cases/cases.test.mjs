// The reading walk over the cases of public reports: what each description says must be seen is seen on its pages.
// cases.json has the words, by page; what is no description is skipped by name.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, painted, stage, vitrine } from '../e2e/support/browser.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const corpus = process.env.VITRINE_CORPUS ?? path.join(here, '../../../shared/corpus');
const folder = path.join(corpus, '../cases');
const { seen, skipped } = JSON.parse(readFileSync(path.join(here, 'cases.json'), 'utf8'));
const absent = existsSync(folder) ? false : `no cases in ${folder}: NOTHING WAS READ`;

const [browser] = await stage();

/** All that can be read on the page now: text, names, values, choices. */
const words = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('vitrine-playground');
    const main = shadowRoot.querySelector('[role=main], main') ?? shadowRoot;
    const all = [];
    for (const element of main.querySelectorAll('*')) {
      if (element.childElementCount === 0) all.push(element.textContent);
      all.push(element.getAttribute('aria-label') ?? '');
      if ('value' in element) all.push(String(element.value));
    }
    // A text may stand in several elements.
    all.push(main.textContent);
    return all.join('\n').replace(/\s+/g, ' ');
  });

/** Unfolds or chooses what was not yet; false when nothing is left. */
const next = (page, done) =>
  page.evaluate((known) => {
    const { shadowRoot } = document.querySelector('vitrine-playground');
    const main = shadowRoot.querySelector('[role=main], main') ?? shadowRoot;
    const name = (element) => element.getAttribute('aria-label') ?? element.textContent;
    for (const element of main.querySelectorAll(
      '[aria-expanded=false], [role=tab]:not([aria-selected=true])',
    )) {
      const key = `${element.id}|${name(element)}`;
      if (known.includes(key)) continue;
      element.click();
      return key;
    }
    for (const element of main.querySelectorAll('select')) {
      for (let index = 0; index < element.options.length; ++index) {
        const key = `${element.id}|${name(element)}|${index}`;
        if (known.includes(key) || index === element.selectedIndex) continue;
        element.selectedIndex = index;
        element.dispatchEvent(new Event('input', { bubbles: true }));
        element.dispatchEvent(new Event('change', { bubbles: true }));
        return key;
      }
    }
    return '';
  }, done);

/** Reads a page with everything unfolded and every choice taken. */
async function read(page) {
  let all = await words(page);
  const done = [];
  for (let step = 0; step < 60; ++step) {
    const key = await next(page, done);
    if (!key) break;
    done.push(key);
    await painted(page);
    all += ` ${await words(page)}`;
  }
  return all;
}

/** Shows the page of that name: `overview`, `schema NAME`, or an operation by its line in the list. */
async function show(page, name) {
  if (name === 'overview') {
    await page.evaluate(() => {
      location.hash = '#/';
    });
  } else if (name.startsWith('schema ')) {
    await page.evaluate(
      (to) => {
        location.hash = to;
      },
      `#/schemas/${encodeURIComponent(name.slice(7))}`,
    );
  } else {
    const links = page.getByRole('navigation', { name: 'Operations' }).getByRole('link');
    const names = await links.allTextContents();
    const index = names.findIndex((each) => each === name || each.startsWith(`${name} `));
    assert.ok(index >= 0, `no operation ${name} among ${names.join(', ')}`);
    await links.nth(index).click();
  }
  await painted(page);
}

test('EveryCaseIsReadOrSkippedByName', { skip: absent }, () => {
  const listed = [...Object.keys(seen), ...Object.keys(skipped)].map((name) => name.split('/')[0]);
  const there = readdirSync(folder).filter((name) => name !== 'INDEX.md');
  assert.deepEqual([...new Set(listed)].sort(), there.sort());
});

for (const [file, pages] of Object.entries(seen)) {
  test(`Case ${file}`, { skip: absent }, async () => {
    const server = await vitrine('serve', path.join(folder, file));
    // As tall as any of its pages: what is on screen is in the layer.
    const { page, done } = await open(browser, `${server.url}/docs`, {
      viewport: { width: 1440, height: 5000 },
    });
    const missing = [];
    for (const [name, wanted] of Object.entries(pages)) {
      await show(page, name);
      let all = await read(page);
      // Other files of the description come after the page.
      for (let again = 0; again < 20 && wanted.some((text) => !all.includes(text)); ++again) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        all = await read(page);
      }
      for (const text of wanted) if (!all.includes(text)) missing.push(`${name}: ${text}`);
    }
    assert.deepEqual(missing, []);
    await done();
    await server.stop();
  });
}

for (const [file, reason] of Object.entries(skipped))
  test(`Case ${file}`, { skip: reason }, () => {});
