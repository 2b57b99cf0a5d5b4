// A selection of the layer's text is copied as the user sees it: the browser would run its blocks together,
// and give a word processor transparent words.
import type { Layer } from './layer';
import { blocksOf, plainText, semanticHtml } from './transcript';

type SelectionRoot = ShadowRoot & { getSelection?(): Selection | null };
type ComposedSelection = Selection & {
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): AbstractRange[];
};

/** `root` is in the shadow root, and holds the layer. */
export function watchCopies(root: HTMLElement, shadow: ShadowRoot, layer: Layer): void {
  root.addEventListener('copy', (event) => {
    if ((event.target as Element).matches('input, textarea, select') || !event.clipboardData)
      return;
    const range = selected(shadow);
    const blocks = range ? blocksOf(layer, root, range) : [];
    if (blocks.length === 0) return;
    event.clipboardData.setData('text/plain', plainText(blocks));
    event.clipboardData.setData('text/html', semanticHtml(blocks).innerHTML);
    event.preventDefault();
  });
}

/** Each browser shows what is selected in a shadow root in a way of its own. */
function selected(shadow: SelectionRoot): Range | null {
  const selection = (shadow.getSelection?.() ?? document.getSelection()) as ComposedSelection;
  const [range] = shadow.getSelection
    ? selection.rangeCount > 0
      ? [selection.getRangeAt(0)]
      : []
    : (selection.getComposedRanges?.({ shadowRoots: [shadow] }) ??
      (selection.rangeCount > 0 ? [selection.getRangeAt(0)] : []));
  if (!range || range.collapsed || range.startContainer.getRootNode() !== shadow) return null;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}
