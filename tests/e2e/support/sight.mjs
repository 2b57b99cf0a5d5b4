// Scenarios with half of the page: VITRINE_SEEN=layer hides the canvas, so that all is done through the DOM;
// VITRINE_SEEN=canvas leaves the layer deaf, and presses go to the places of its nodes.
const kStyles = {
  layer: '.clip > canvas { visibility: hidden; }',
  canvas: '.layer * { pointer-events: none; }',
};

const seen = process.env.VITRINE_SEEN;

/** Before the scripts of the page: a style more in each shadow root. */
function restyle(css) {
  const original = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = original.call(this, init);
    queueMicrotask(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });
    return root;
  };
}

/** A press as a hand makes it: at the place where the element is, whatever takes it there. */
async function pressThere({ position } = {}) {
  await this.waitFor();
  await this.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await this.boundingBox();
  await this.page().mouse.click(x + (position?.x ?? width / 2), y + (position?.y ?? height / 2));
}

export async function limitSight(page) {
  if (!seen) return;
  await page.addInitScript(restyle, kStyles[seen]);
  if (seen !== 'canvas') return;
  const { prototype } = page.locator('body').constructor;
  prototype.click = pressThere;
  for (const [name, wanted] of Object.entries({ check: true, uncheck: false }))
    prototype[name] = async function () {
      if ((await this.isChecked()) !== wanted) await pressThere.call(this);
    };
}
