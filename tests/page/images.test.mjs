// Images of descriptions: where they come from, and the size that the page reports.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { node, stage } from './support/stage.mjs';

const own = fetch;
const requests = [];

/** Servers respond with `blob`, which may be a whole response, or not at all. */
function serve(blob, ok = true) {
  requests.length = 0;
  globalThis.fetch = async (url, options) => {
    requests.push([url, options]);
    if (!blob) throw new TypeError('refused');
    return blob instanceof Response ? blob : new Response(blob, { status: ok ? 200 : 404 });
  };
}

URL.createObjectURL = () => 'blob:made';
const revoked = [];
URL.revokeObjectURL = (url) => revoked.push(url);

/** A response is read in several turns. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const image = (href, rest = {}) => node('image', { id: 'i', name: 'a cat', href, ...rest });

afterEach(() => {
  globalThis.fetch = own;
});

/** As a browser that has loaded it. */
function load(element, width, height) {
  Object.defineProperties(element, {
    naturalWidth: { value: width, configurable: true },
    naturalHeight: { value: height, configurable: true },
  });
  element.onload();
}

test('an image of the page itself is shown as it is, and its size reported', () => {
  serve(null);
  const { show, element, sent } = stage();
  show(image('https://page.test/cat.png'));
  assert.equal(element('i').src, 'https://page.test/cat.png');
  assert.equal(element('i').alt, 'a cat');
  assert.deepEqual(sent('mediaSize'), []);
  load(element('i'), 640, 480);
  assert.deepEqual(sent('mediaSize'), [{ type: 'mediaSize', node: 'i', width: 640, height: 480 }]);
  assert.deepEqual(requests, []);
});

test('an image that scales has a size', () => {
  const { show, element, sent } = stage();
  show(image('data:image/svg+xml,%3Csvg/%3E'));
  load(element('i'), 0, 0);
  const [{ width, height }] = sent('mediaSize');
  assert.ok(width > 0 && height > 0);
});

test('an image of another origin is fetched without credentials and without the page', async () => {
  serve(new Blob(['x'], { type: 'image/png' }));
  const { show, element } = stage();
  show(image('https://pets.test/cat.png'));
  assert.equal(element('i').getAttribute('src'), null);
  await settle();
  assert.equal(element('i').src, 'blob:made');
  const [[url, { credentials, referrerPolicy }]] = requests;
  assert.equal(url, 'https://pets.test/cat.png');
  assert.equal(credentials, 'omit');
  assert.equal(referrerPolicy, 'no-referrer');
});

test('an image is fetched once for all its places, and freed with the layer', async () => {
  serve(new Blob(['x'], { type: 'image/png' }));
  const { show, layer } = stage();
  show(image('https://pets.test/a.png'), image('https://pets.test/a.png', { id: 'j' }));
  await settle();
  assert.equal(requests.length, 1);
  layer.close();
  await settle();
  assert.deepEqual(revoked.splice(0), ['blob:made']);
});

test('what is no image, or may not be read, is left to the policy of the page', async () => {
  for (const [blob, ok] of [
    [null, true],
    [new Blob(['x'], { type: 'text/html' }), true],
    [new Blob(['x'], { type: 'image/png' }), false],
  ]) {
    serve(blob, ok);
    const { show, element, sent } = stage();
    show(image('https://pets.test/cat.png'));
    await settle();
    assert.equal(element('i').src, 'https://pets.test/cat.png');
    element('i').onerror();
    assert.equal(element('i').hidden, true);
    assert.deepEqual(sent('mediaSize'), [{ type: 'mediaSize', node: 'i', width: 0, height: 0 }]);
  }
});

test('an SVG of another origin never becomes a document of this one', async () => {
  for (const type of ['image/svg+xml', 'image/SVG+XML; charset=utf-8', 'image/x+xml']) {
    serve(new Response('<svg onload="alert(1)"/>', { headers: { 'content-type': type } }));
    const { show, element } = stage();
    show(image('https://pets.test/cat.svg'));
    await settle();
    assert.match(element('i').src, /^data:image\/svg\+xml,%3Csvg%20onload/);
  }
});

test('of an image that does not end, no more is read than its limit', async () => {
  let pulled = 0;
  let cancelled = false;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(4 * 1024 * 1024));
    },
    cancel() {
      cancelled = true;
    },
  });
  serve(new Response(endless, { headers: { 'content-type': 'image/png' } }));
  const { show, element, sent } = stage();
  show(image('https://pets.test/huge.png'));
  await settle();
  assert.ok(pulled <= 12 && cancelled);
  assert.equal(element('i').getAttribute('src'), null);
  assert.equal(element('i').hidden, true);
  assert.deepEqual(sent('mediaSize'), [{ type: 'mediaSize', node: 'i', width: 0, height: 0 }]);
});

test('an address that is none leaves the layer as it is', async () => {
  serve(null);
  const { show, element } = stage();
  show(image('http://[cat'), node('paragraph', { id: 'p', name: 'below' }));
  await settle();
  assert.ok(element('i') && element('p'));
});

test('an element that shows another image forgets the one before', async () => {
  serve(new Blob(['x'], { type: 'image/png' }));
  const { show, element, sent } = stage();
  show(image('https://pets.test/cat.png'));
  const before = element('i').onload;
  show(image('https://page.test/dog.png'));
  await settle();
  assert.equal(element('i').src, 'https://page.test/dog.png');
  before();
  assert.deepEqual(sent('mediaSize'), []);
});
