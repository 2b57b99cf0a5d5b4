// A selection of the layer's text is copied as the user sees it: the browser would run its blocks together,
// and give a word processor transparent words.
import type { Layer } from './layer';
import { blocksOf, plainText, semanticHtml } from './transcript';

type SelectionRoot = ShadowRoot & { getSelection?(): Selection | null };
type ComposedSelection = Selection & {
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): AbstractRange[];
};

/** `root` is in the shadow root, and holds the layer. */
export function watchCopies(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  life: AbortSignal,
): void {
  const copy = ({ clipboardData }: ClipboardEvent, range?: Range) => {
    const blocks = blocksOf(layer, root, range);
    if (blocks.length === 0 || !clipboardData) return false;
    clipboardData.setData('text/plain', plainText(blocks));
    clipboardData.setData('text/html', semanticHtml(blocks).innerHTML);
    return true;
  };
  root.addEventListener('copy', (event) => {
    if ((event.target as Element).matches('input, textarea, select')) return;
    const range = selected(shadow);
    if (range && copy(event, range)) event.preventDefault();
  });
  // All of a page that is nothing but the playground.
  const { host } = shadow;
  const copyAll = (event: ClipboardEvent) => {
    if (event.defaultPrevented || host.getAttribute('layout') !== 'page') return;
    if (document.getSelection()?.containsNode(host) && copy(event)) event.preventDefault();
  };
  document.addEventListener('copy', copyAll, { signal: life });
}

/** Each browser shows what is selected in a shadow root in a way of its own. */
function selected(shadow: SelectionRoot): Range | null {
  const selection = (shadow.getSelection?.() ?? document.getSelection()) as ComposedSelection;
  const composed = shadow.getSelection
    ? undefined
    : selection.getComposedRanges?.({ shadowRoots: [shadow] })[0];
  const range = composed ?? (selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined);
  if (!range || range.collapsed || range.startContainer.getRootNode() !== shadow) return null;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}
