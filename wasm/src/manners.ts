// What a page needs beyond the first picture: copying, printing, the style of a layer that shows itself, files that are
// dropped, dates that are picked.
// A file of its own, which comes in idle time, or at once where there can be no picture.
import type { EffectOf, Event } from './boundary';
import { watchCopies } from './copying';
import { watchDrops } from './dropping';
import type { Layer } from './layer';
import { pickDate } from './picking';
import { kPrinted, watchPrinting } from './printing';
import { kVisible } from './visible_layer';

const sheet = new CSSStyleSheet();
sheet.replaceSync(kVisible + kPrinted);

/** What happens only when the user asks for it. */
export interface Manners {
  pickDate(effect: EffectOf<'pickDate'>): void;
}

/** `root` is in the shadow root, and holds the layer. */
export function attend(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  life: AbortSignal,
  send: (event: Event) => void,
  take: (pointer: string, files: Iterable<File>) => void,
): Manners {
  if (!shadow.adoptedStyleSheets.includes(sheet))
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  watchCopies(root, shadow, layer, life);
  watchPrinting(shadow, layer, life);
  watchDrops(root, take);
  return { pickDate: (effect) => pickDate(effect, layer, send) };
}
