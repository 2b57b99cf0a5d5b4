// One file that holds the whole site: answers requests for the files that stand in it, by their addresses beside
// the page, as a server would.
const held = new Map();
for (const part of document.querySelectorAll('script[data-file]')) {
  const address = new URL(part.dataset.file, document.baseURI).href;
  held.set(address, `data:${part.type};base64,${part.textContent.trim()}`);
}
const ask = globalThis.fetch;
globalThis.fetch = (resource, options) => {
  const { href } = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
  const inside = held.get(href.split('#')[0]);
  return inside ? ask(inside, { signal: options?.signal }) : ask(resource, options);
};
