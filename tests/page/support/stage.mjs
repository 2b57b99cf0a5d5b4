// A stage for nodes: a layer on an element of the document, the events that its input sends, and the
// marks a user would make.
import { load, node } from './page.mjs';

const { Input, Layer } = await load('layer', 'input');

const kMain = {
  id: 'main',
  kind: 'pane',
  role: 'main',
  rect: [0, 0, 800, 600],
  height: 2000,
  part: 'page',
  covered: true,
};

// The numbers of PointerKind, by their names.
const kPointer = ['moved', 'pressed', 'released', 'left'];

export function stage({ direct = true, surfaces = [kMain], handles = () => false } = {}) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const events = [];
  const send = (event) => {
    events.push(event);
    return handles(event);
  };
  let input = null;
  const layer = new Layer(
    root,
    (surface) => input?.attach(surface),
    (body, type) => `blob:${body}:${type}`,
    send,
  );
  input = new Input(root, layer, send, () => direct);
  layer.patch({ surfaces }, 1);
  return {
    root,
    layer,
    events,
    /** The events of one type since the last call. */
    sent: (type) => events.splice(0).filter((event) => event.type === type),
    /** What the pointer did since the last call. */
    pointer: () =>
      events
        .splice(0)
        .filter(({ type }) => type === 'pointer')
        .map(({ kind, surface, x, y }) => [kPointer[kind], surface, x, y]),
    show: (...nodes) => layer.patch({ nodes }, 1),
    patch: (patch) => layer.patch(patch, 1),
    element: (id) => layer.element(id),
  };
}

/** Presses and clicks as a mouse does. */
export function press(element, { up = element, ...rest } = {}) {
  const options = { bubbles: true, composed: true, button: 0, detail: 1, ...rest };
  element.dispatchEvent(new PointerEvent('pointerdown', options));
  up.dispatchEvent(new PointerEvent('pointerup', options));
  return up.dispatchEvent(new MouseEvent('click', { ...options, cancelable: true }));
}

/** False when the page took the key for itself. */
export function strike(element, key, rest = {}) {
  return element.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...rest }),
  );
}

export { kMain, node };
