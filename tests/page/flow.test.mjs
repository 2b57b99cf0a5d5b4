// An element as high as its contents: what stands where, and when the window on them moves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

globalThis.IntersectionObserver = class {
  observe() {}
  disconnect() {}
};
const { Flow, Layer } = await load('flow', 'layer');

const kSurfaces = [
  {
    id: 'list',
    kind: 'pane',
    role: 'navigation',
    rect: [0, 94, 272, 506],
    height: 900,
    flow: 'view',
  },
  {
    id: 'main',
    kind: 'pane',
    role: 'region',
    rect: [272, 0, 528, 1000],
    height: 3000,
    part: 'page',
    flow: 'content',
  },
];

/** An element whose height is limited as `limit` says, on a page whose view is 600 high. */
function element({ limit = Infinity, scrollOffset = 0, surfaces = kSurfaces } = {}) {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const root = document.createElement('div');
  shadow.append(root);
  document.body.replaceChildren(host);
  const strut = () => Number.parseFloat(shadow.querySelector('.strut')?.style.height);
  Object.defineProperty(host, 'clientHeight', { get: () => Math.min(strut(), limit) });
  Object.assign(host, { scrollOffset });
  Object.defineProperty(document.documentElement, 'clientHeight', {
    value: 600,
    configurable: true,
  });
  Object.defineProperty(document, 'scrollingElement', {
    value: document.documentElement,
    configurable: true,
  });
  let top = 0;
  root.getBoundingClientRect = () => ({ top });
  const events = [];
  const send = (event) => events.push(event);
  const layer = new Layer(
    root,
    () => {},
    () => '',
    send,
  );
  let resized = 0;
  const life = new document.defaultView.AbortController();
  const flow = new Flow(host, root, shadow, layer, send, () => ++resized, life.signal);
  const measured = flow.measure(1);
  layer.patch({ surfaces }, 1);
  flow.fit();
  return {
    flow,
    layer,
    measured,
    strut,
    resized: () => resized,
    surface: (id) => layer.surfaces.get(id),
    scroll(to) {
      top = -to;
      document.dispatchEvent(new Event('scroll'));
      return events.splice(0).filter(({ type }) => type === 'scroll');
    },
    close: () => life.abort(),
  };
}

test('AnElementWithoutAHeightIsAsHighAsItsContents', () => {
  const { measured, strut, surface, close } = element();
  assert.deepEqual(measured, { height: 600, margin: 200 });
  assert.equal(strut(), 3000);
  assert.equal(surface('main').pane.className, 'pane content');
  assert.equal(surface('main').pane.style.height, '');
  assert.equal(surface('list').pane.className, 'pane view');
  close();
});

test('OneWithAHeightScrollsInside', () => {
  const plain = kSurfaces.map((surface) => ({ ...surface, flow: undefined }));
  const { measured, flow, surface, close } = element({ limit: 400, surfaces: plain });
  assert.deepEqual(measured, { height: 400 });
  assert.equal(flow.active, false);
  assert.equal(surface('main').pane.style.height, '1000px');
  close();
});

test('TheWindowMovesOnlyWhenTheViewComesNearItsEdge', () => {
  const { scroll, surface, close } = element();
  assert.deepEqual(scroll(100), []);
  assert.deepEqual(scroll(800), [{ type: 'scroll', surface: 'main', y: 600 }]);
  assert.equal(surface('main').offset, 600);
  assert.equal(surface('main').layer.style.transform, 'translateY(-600px)');
  assert.deepEqual(scroll(750), []);
  assert.deepEqual(
    scroll(2400),
    [{ type: 'scroll', surface: 'main', y: 2000 }],
    'not past its end',
  );
  assert.deepEqual(scroll(5000), [], 'out of view');
  assert.deepEqual(scroll(0), [{ type: 'scroll', surface: 'main', y: 0 }]);
  close();
});

test('ContentsThatGetShorterTakeTheWindowAlong', () => {
  const { scroll, flow, layer, surface, strut, close } = element();
  scroll(2400);
  layer.patch({ surfaces: [kSurfaces[0], { ...kSurfaces[1], height: 1200 }] }, 1);
  flow.fit();
  assert.equal(strut(), 1200);
  assert.equal(surface('main').offset, 200);
  close();
});

test('AHeightThatTheElementGetsLaterIsNoticed', () => {
  const { flow, layer, resized, close } = element({ limit: 3500 });
  assert.equal(flow.active, false);
  close();
  const free = element();
  assert.equal(free.resized(), 0);
  free.layer.patch({ surfaces: [kSurfaces[0], { ...kSurfaces[1], height: 3200 }] }, 1);
  free.flow.fit();
  assert.equal(free.resized(), 0);
  assert.equal(free.strut(), 3200);
  assert.equal(resized(), 0);
  assert.ok(layer);
  free.close();
});

test('WhatStaysInViewIsBelowTheHeaderOfThePage', () => {
  const { measured, surface, close } = element({ scrollOffset: 60 });
  assert.equal(measured.height, 540);
  assert.match(surface('list').pane.style.top, /--scroll-offset.*94px/);
  close();
});
