// Words drawn by the canvas lie where the DOM's own text lies.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open, painted, served, stage } from './support/browser.mjs';
import { compareInk } from './support/ink.mjs';

const kTexts = {
  Latin: 'AVATAR Toffee, office waffles; Type `code` here and **weigh it** well.',
  Korean: '겨울 산책에서 찍은 사진을 올립니다.',
  Japanese: '京都の冬、雪の朝に撮った写真です。',
  Arabic: 'صورة من الشتاء في المدينة القديمة',
  Emoji: 'Family 👨‍👩‍👧‍👦 flag 🇰🇷 wave 👋🏽 end',
};

const paths = Object.fromEntries(
  Object.entries(kTexts).map(([name, description]) => [
    `/${name}`,
    {
      get: {
        operationId: name,
        summary: name,
        description,
        responses: { 200: { description: 'fine' } },
      },
    },
  ]),
);
const [browser, spec] = await stage(
  served({ openapi: '3.1.0', info: { title: 'Words', version: '1' }, paths }),
);

for (const deviceScaleFactor of [1, 1.5, 2]) {
  for (const name of Object.keys(kTexts)) {
    test(`${name}LiesOnTheDomsTextAtDensity${deviceScaleFactor}`, async () => {
      const { page, done } = await open(browser, `${spec.url}/docs#/operations/${name}`, {
        deviceScaleFactor,
      });
      const line = page
        .getByRole('main')
        .locator('p')
        .filter({ hasText: kTexts[name].slice(0, 4) });
      const { canvas, layer } = await compareInk(page, line);
      assert.ok(canvas && layer, 'both show ink');
      // Boxes around code are the canvas's own.
      const edges = name === 'Latin' ? ['x0', 'x1'] : ['x0', 'y0', 'x1', 'y1'];
      for (const edge of edges) {
        assert.ok(
          Math.abs(canvas[edge] - layer[edge]) <= deviceScaleFactor,
          `${edge}: canvas ${canvas[edge]}, DOM ${layer[edge]}`,
        );
      }
      await done();
    });
  }
}

test('ALateFontRedrawsWhatWasMeasuredWithout', async (context) => {
  const folders = [
    '/usr/share/fonts/truetype/jetbrains-mono',
    '/usr/share/fonts/truetype/jetbrains',
    '/usr/share/fonts/truetype/dejavu',
  ];
  const folder = folders.find(existsSync);
  const file =
    folder && readdirSync(folder).find((name) => /Mono.*(Regular|Mono)?\.ttf$/.test(name));
  if (!file) return context.skip('no font file to arrive late');
  const { page, done } = await open(browser, `${spec.url}/docs#/operations/Latin`);
  await page.route('**/late.ttf', (route) =>
    route.fulfill({ body: readFileSync(path.join(folder, file)), contentType: 'font/ttf' }),
  );
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').style.fontFamily = 'Late, sans-serif';
  });
  const line = page.getByRole('main').locator('p').filter({ hasText: 'AVATAR' });
  const early = await compareInk(page, line);
  await page.evaluate(() => {
    const font = new FontFace('Late', 'url(/late.ttf)');
    document.fonts.add(font);
    return font.load();
  });
  await painted(page);
  await painted(page);
  const late = await compareInk(page, line);
  assert.ok(Math.abs(late.canvas.x1 - early.canvas.x1) > 4, 'the other font is of another width');
  assert.ok(
    Math.abs(late.canvas.x1 - late.layer.x1) <= 1,
    `canvas ${late.canvas.x1}, DOM ${late.layer.x1}`,
  );
  await done();
});
