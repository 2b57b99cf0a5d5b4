// The author's own introduction: a slot of the element at the top of the overview, in the flow of what is drawn.
import type { Event, NodePatch } from './boundary';

/** See app/ui/media.h. */
export const kIntroduction = 'slot/introduction';

/** Fills the node with the slot, once, and reports how high its content is. */
export function introduce(
  place: HTMLElement,
  { id }: NodePatch,
  send: (event: Event) => void,
): void {
  if (place.firstChild) return;
  const slot = document.createElement('slot');
  slot.name = 'introduction';
  place.append(slot);
  const sizes = new ResizeObserver(() => {
    if (!slot.isConnected) return sizes.disconnect();
    const { offsetWidth: width, offsetHeight: height } = slot;
    if (width > 0) send({ type: 'mediaSize', node: id, width, height: Math.max(height, 1) });
  });
  sizes.observe(slot);
  // What the layer's own text is set in says nothing of the page's.
  const { host } = place.getRootNode() as ShadowRoot;
  if (!host) return;
  const { font, letterSpacing } = getComputedStyle(host);
  Object.assign(slot.style, { font, letterSpacing });
}
