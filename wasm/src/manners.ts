// What a page needs beyond the first picture: copying, printing, streams, the style of a layer that shows itself.
// A file of its own, which comes in idle time, or at once where there can be no picture.
import { watchCopies } from './copying';
import type { Layer } from './layer';
import { DocumentPaper, kPrinted, watchPrinting } from './printing';
import { kVisible } from './visible_layer';

export { Follower } from './following';

const sheet = new CSSStyleSheet();
sheet.replaceSync(kVisible + kPrinted);

/** `root` is in the shadow root, and holds the layer. What it gives prints the whole document. */
export function attend(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  life: AbortSignal,
): DocumentPaper {
  if (!shadow.adoptedStyleSheets.includes(sheet))
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  watchCopies(root, shadow, layer, life);
  watchPrinting(shadow, layer, life);
  return new DocumentPaper(shadow.host, sheet, life);
}
