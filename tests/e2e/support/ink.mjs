// Where ink is: compares what the canvas draws with what the DOM layer would draw.

/** Bounding box of what differs from the top left pixel in a PNG, in its own pixels; null if nothing. */
export function inkOf(page, png) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let [x0, y0, x1, y1] = [width, height, -1, -1];
    for (let y = 0; y < height; ++y) {
      for (let x = 0; x < width; ++x) {
        const at = 4 * (y * width + x);
        const difference =
          Math.abs(data[at] - data[0]) +
          Math.abs(data[at + 1] - data[1]) +
          Math.abs(data[at + 2] - data[2]);
        if (difference < 90) continue;
        [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
      }
    }
    return x1 < 0 ? null : { x0, y0, x1: x1 + 1, y1: y1 + 1 };
  }, png.toString('base64'));
}

/** Shows only the canvas ("canvas"), only the DOM layer in black ("layer"), or both as they are (""). */
export function show(page, what) {
  return page.evaluate((mode) => {
    for (const element of document.querySelectorAll('vitrine-playground')) {
      const sheets = element.shadowRoot.adoptedStyleSheets.filter((sheet) => !sheet.shows);
      const rules = {
        canvas: '.layer { visibility: hidden; }',
        layer:
          'canvas { visibility: hidden; } .root { background: #fff !important; } .layer .n, .layer .n * { color: #000 !important; }',
      };
      if (mode) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules[mode]);
        sheet.shows = mode;
        sheets.push(sheet);
      }
      element.shadowRoot.adoptedStyleSheets = sheets;
    }
  }, what);
}

/** Ink of the canvas and of the layer within the box of a locator, in device pixels. */
export async function compareInk(page, locator) {
  const box = await locator.boundingBox();
  const clip = {
    x: Math.floor(box.x) - 3,
    y: Math.floor(box.y) - 1,
    width: Math.ceil(box.width) + 6,
    height: Math.ceil(box.height) + 2,
  };
  await show(page, 'canvas');
  const canvas = await inkOf(page, await page.screenshot({ clip }));
  await show(page, 'layer');
  const layer = await inkOf(page, await page.screenshot({ clip }));
  await show(page, '');
  return { canvas, layer };
}
