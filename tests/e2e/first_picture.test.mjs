// The first picture is the DOM layer's; graphics start in idle time, and the canvas takes over in its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, painted, settled, stage, vitrine } from './support/browser.mjs';
import { count } from './support/looks.mjs';

const [browser, server] = await stage(vitrine('demo'));

/** A page whose idle time comes when it is told to, and without the later part of the module. */
async function busy(place) {
  const { page, done } = await open(browser, 'about:blank', { ready: false });
  await page.addInitScript(`(${count})();
    window.idlers = [];
    window.requestIdleCallback = (run) => window.idlers.push(run);`);
  await page.route('**/later-*.wasm', () => {});
  await page.goto(`${server.url}/docs${place}`);
  await settled(page);
  return { page, done };
}

const marked = (page, name) =>
  page.evaluate((mark) => performance.getEntriesByName(`vitrine:${mark}`).length, name);

/** Two pictures, in dots of four pixels by four, so that antialiasing does not count: the share of dots that differ
 * clearly, and of those with ink. */
function differences(page, ...pictures) {
  return page.evaluate(
    async (texts) => {
      const [first, second] = await Promise.all(
        texts.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const [width, height] = [bitmap.width >> 2, bitmap.height >> 2];
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context.imageSmoothingQuality = 'high';
          context.drawImage(bitmap, 0, 0, width, height);
          return context.getImageData(0, 0, width, height).data;
        }),
      );
      let [apart, ink] = [0, 0];
      for (let at = 0; at < first.length; at += 4) {
        const far = (one, other, place) =>
          Math.abs(one[at] - other[place]) +
          Math.abs(one[at + 1] - other[place + 1]) +
          Math.abs(one[at + 2] - other[place + 2]);
        if (far(first, second, at) > 90) ++apart;
        if (far(first, first, 0) > 60) ++ink;
      }
      return { apart: apart / (first.length / 4), ink: ink / (first.length / 4) };
    },
    pictures.map((picture) => picture.toString('base64')),
  );
}

test('WordsAreReadBeforeThereAreGraphics', async () => {
  const { page, done } = await busy('#/operations/createUser');
  assert.equal(await marked(page, 'interactive'), 1);
  assert.equal(await page.evaluate(() => window.counts.contexts), 0);
  const heading = page.getByRole('heading', { name: 'Create an account', level: 1 });
  const color = await heading.evaluate((text) => getComputedStyle(text).color);
  assert.doesNotMatch(color, /, 0\)$/, 'the text paints itself');
  await done();
});

for (const place of ['', '#/operations/createUser'])
  test(`TheCanvasTakesOverWithoutAJump${place && ': an operation'}`, async () => {
    const { page, done } = await busy(place);
    await page.evaluate(() => document.fonts.ready);
    const main = page.getByRole('main');
    const box = await main.boundingBox();
    const clip = { ...box, y: 40, height: 800, width: Math.min(box.width, 640) };
    await painted(page);
    const layer = await page.screenshot({ clip });
    await page.evaluate(() => window.idlers.splice(0).forEach((run) => run()));
    await page.waitForFunction(() => performance.getEntriesByName('vitrine:picture').length > 0);
    await painted(page);
    const canvas = await page.screenshot({ clip });
    const { apart, ink } = await differences(page, layer, canvas);
    assert.ok(ink > 0.005, `there are words: ${ink}`);
    console.log(`${(100 * apart).toFixed(2)} % differ, ${(100 * ink).toFixed(1)} % are ink`);
    // Icons are other glyphs.
    assert.ok(apart < ink / 10, `${apart} of the picture differ, ${ink} is ink`);
    await done();
  });
