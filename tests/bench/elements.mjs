// Elements of one description on one page, each showing an operation of its own: one of them, ten, and ten again
// after 200 were added and removed. Requests for the description, DOM nodes, memory of the renderer.
// Usage: elements.mjs DESCRIPTION
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launch, texts, vitrine } from '../e2e/support/browser.mjs';

const file = process.argv[2];
const text = readFileSync(file);
const { paths } = JSON.parse(text);
const operations = Object.values(paths)
  .flatMap((item) => Object.values(item))
  .map(({ operationId }) => operationId)
  .filter(Boolean);

const waits = setInterval(() => {}, 1000); // servers and browser do not keep the process alive
const browser = await launch('--js-flags=--expose-gc');
const page = await vitrine('demo');
let asked = 0;
const element = (index) =>
  `<vitrine-operation spec="/api.json" operation="${operations[(index * 37) % operations.length]}"></vitrine-operation>`;
const around = (count) =>
  `<!doctype html><html lang="en"><script type="module" src="${page.url}/vitrine.js"></script><body>
${Array.from({ length: count }, (_, index) => element(index)).join('<p>Words between.</p>')}`;
const site = await texts({
  '/1': around(1),
  '/10': around(10),
  '/api.json': (request, response) => {
    ++asked;
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(text);
  },
});

/** Proportional set size of the largest renderer, MB. */
async function memory() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]) / 1024;
    });
  return Math.max(...sizes);
}

/** Elements and texts of the page, those of shadow roots too. */
function nodes() {
  const count = (root) =>
    [...root.querySelectorAll('*')].reduce(
      (sum, each) => sum + 1 + (each.shadowRoot ? count(each.shadowRoot) : 0),
      0,
    );
  return count(document);
}

const allReady = () =>
  Promise.all([...document.querySelectorAll('vitrine-operation')].map((each) => each.ready));
const rest = () => {
  globalThis.gc?.();
  return new Promise((resolve) => setTimeout(resolve, 3000));
};

async function look(name, context) {
  await context.evaluate(rest);
  const found = { requests: asked, nodes: await context.evaluate(nodes), memory: await memory() };
  console.log(
    `${name.padEnd(28)} ${String(found.requests).padStart(3)} requests, ${String(found.nodes).padStart(6)} nodes, ${found.memory.toFixed(0).padStart(5)} MB`,
  );
  return found;
}

const found = {};
for (const count of [1, 10]) {
  asked = 0;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(`${site.url}/${count}`);
  await tab.evaluate(() => customElements.whenDefined('vitrine-operation'));
  await tab.evaluate(allReady);
  found[count] = await look(`${count} of ${path.basename(file)}`, tab);
  if (count === 10) {
    for (let y = 0; y < 20; ++y) {
      await tab.mouse.wheel(0, 1500);
      await tab.waitForTimeout(150);
    }
    await look('ten, scrolled through', tab);
    await tab.evaluate(async (html) => {
      for (let round = 0; round < 200; ++round) {
        document.body.insertAdjacentHTML('beforeend', html);
        await document.body.lastElementChild.ready;
        document.body.lastElementChild.remove();
      }
    }, element(11));
    await look('200 added and removed', tab);
  }
  await context.close();
}
console.log(
  `ten to one: ${(found[10].nodes / found[1].nodes).toFixed(2)} of the nodes, ${(found[10].memory / found[1].memory).toFixed(2)} of the memory`,
);
await browser.close();
await site.stop();
await page.stop();
clearInterval(waits);
