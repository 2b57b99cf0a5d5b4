// What the user takes away from a page: it as Markdown, the description as a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { becomes, open, stage, vitrine } from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));
const permissions = ['clipboard-read', 'clipboard-write'];
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** The text of the file that a press of the button gives. */
async function downloaded(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}

test('AnOperationIsCopiedAsMarkdown', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/createUser`, {
    permissions,
  });
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await becomes(async () => /^# .+\n\n`POST \/users`/.test(await clipboard(page)), true);
  const text = await clipboard(page);
  for (const part of ['`email`', '`password`', '## Responses', '### 201', '### 422'])
    assert.ok(text.includes(part), `${part} is not in\n${text}`);
  await done();
});

test('TheOverviewIsCopiedWithEveryOperation', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`, { permissions });
  const { info, paths } = await (await fetch(`${server.url}/openapi.json`)).json();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await becomes(async () => (await clipboard(page)).startsWith(`# ${info.title}\n`), true);
  const text = await clipboard(page);
  for (const [path, item] of Object.entries(paths))
    for (const method of Object.keys(item).filter((key) =>
      /^(get|put|post|patch|delete)$/.test(key),
    ))
      assert.ok(text.includes(`\`${method.toUpperCase()} ${path}\``), `${method} ${path}`);
  await done();
});

test('TheDescriptionIsDownloadedAsItIsAndAsYaml', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const source = await (await fetch(`${server.url}/openapi.json`)).text();
  const { info } = JSON.parse(source);
  const [name, json] = await downloaded(page, 'Download JSON');
  assert.equal(json, source);
  assert.match(name, /\.json$/);
  const [, yaml] = await downloaded(page, 'Download YAML');
  assert.match(yaml, /^openapi: 3\./);
  assert.ok(yaml.includes(`\n  title: ${info.title}\n`));
  await done();
});
