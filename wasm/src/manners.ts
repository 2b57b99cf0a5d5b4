// What is needed beyond the first picture: copying, printing, why a request failed, and the style of a layer that
// shows itself.
// A file of its own, which comes in idle time, or at once where there can be no picture.
import { watchCopies } from './copying';
import { Failures } from './failures';
import type { Layer } from './layer';
import { kPrinted, watchPrinting } from './printing';
import type { Transport } from './transport';
import { kVisible } from './visible_layer';

const sheet = new CSSStyleSheet();
sheet.replaceSync(kVisible + kPrinted);

/** `root` is in the shadow root, and holds the layer. */
export function attend(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  transport: Transport,
  life: AbortSignal,
): void {
  if (!shadow.adoptedStyleSheets.includes(sheet))
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  transport.failures = new Failures(life);
  watchCopies(root, shadow, layer, life);
  watchPrinting(shadow, layer, life);
}
