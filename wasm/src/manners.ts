// What reading needs beyond the first picture: copying, printing, the style of a layer that shows itself; and
// what editors need.
// A file of its own, which comes in idle time, or at once where there can be no picture.
import type { EffectOf, Event } from './boundary';
import { watchCopies } from './copying';
import { kEditor, selectText, watchEditors } from './editor';
import type { Layer } from './layer';
import { DocumentPaper, kPrinted, watchPrinting } from './printing';
import { kVisible } from './visible_layer';

const sheet = new CSSStyleSheet();
sheet.replaceSync(kVisible + kPrinted + kEditor);

/** `root` is in the shadow root, and holds the layer. Returns what carries out the module's wishes: what selects in
 * an editor, and what prints the whole document. */
export function attend(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  send: (event: Event) => boolean,
  life: AbortSignal,
): { select: (effect: EffectOf<'selectText'>) => void; paper: DocumentPaper } {
  if (!shadow.adoptedStyleSheets.includes(sheet))
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  watchCopies(root, shadow, layer, life);
  watchPrinting(shadow, layer, life);
  watchEditors(root, shadow, layer, send, life);
  return {
    select: (effect) => selectText(layer.element(effect.node), effect),
    paper: new DocumentPaper(shadow.host, sheet, life),
  };
}
