// What a page needs beyond the first picture: copying, printing, editors, streams,
// WebSockets, why a request failed, files that are dropped, dates that are picked.
// A file of its own, which comes in idle time, or at once where there can be no picture.
import type { EffectOf, Event } from './boundary';
import { watchCopies } from './copying';
import { watchDrops } from './dropping';
import { kEditor, selectText, watchEditors } from './editor';
import { Failures } from './failures';
import type { Layer } from './layer';
import { pickDate } from './picking';
import { DocumentPaper, kPrinted, watchPrinting } from './printing';
import type { Transport } from './transport';
import { Timing } from './timings';

export { Follower } from './following';
export { rehearse } from './rehearsal';
export { converse } from './socket';

const sheet = new CSSStyleSheet();
sheet.replaceSync(kPrinted + kEditor);

/** What the module asks for only after the user did something. */
export interface Manners {
  /** Selects in an editor. */
  select: (effect: EffectOf<'selectText'>) => void;
  pickDate(effect: EffectOf<'pickDate'>): void;
  /** Prints the whole document. */
  paper: DocumentPaper;
}

/** `root` is in the shadow root, and holds the layer. */
export function attend(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  send: (event: Event) => boolean,
  transport: Transport,
  life: AbortSignal,
): Manners {
  if (!shadow.adoptedStyleSheets.includes(sheet))
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  transport.failures = new Failures(life);
  transport.timing = (url) => new Timing(url);
  watchCopies(root, shadow, layer, life);
  watchPrinting(shadow, layer, life);
  watchEditors(root, shadow, layer, send, life);
  watchDrops(root, (pointer, files) => transport.take(pointer, files));
  return {
    select: (effect) => selectText(layer.element(effect.node), effect),
    pickDate: (effect) => pickDate(effect, layer, send),
    paper: new DocumentPaper(shadow.host, sheet, life),
  };
}
