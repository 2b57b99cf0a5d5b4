// Paper gets a document of its own: what the pages of an element say, in ink and in the order it is read,
// without the list of operations, without fields and buttons.
import type { Layer } from './layer';
import { blocksOf, semanticHtml } from './transcript';

export const kPrinted = `
@media print {
  :host { position: static !important; height: auto !important; overflow: visible !important; contain: none !important; border: 0; }
  .paper ~ .root { display: none; }
  .paper { color: #000; background: #fff; font-size: 10.5pt; line-height: 1.45; text-align: left; overflow-wrap: anywhere; }
  .paper :is(h1, h2, h3, h4, h5, h6) { margin: 1.4em 0 .4em; line-height: 1.2; break-after: avoid; }
  .paper h1 { margin-top: 0; font-size: 20pt; }
  .paper h2 { font-size: 14pt; }
  .paper :is(h3, h4, h5, h6) { font-size: 11pt; }
  .paper :is(p, pre, ul, ol, table) { margin-top: .3em; margin-bottom: .5em; orphans: 3; widows: 3; }
  .paper a { color: inherit; text-decoration: underline; }
  .paper :is(pre, code) { font-family: var(--vitrine-mono); font-size: .88em; white-space: pre-wrap; }
  .paper pre { padding: 6pt 8pt; border: 1px solid #999; }
  .paper pre code { font-size: 1em; }
  .paper table { border-collapse: collapse; }
  .paper td { padding: 2pt 6pt; border: 1px solid #999; vertical-align: top; }
  .paper :is(tr, img) { break-inside: avoid; }
  .paper img { max-width: 100%; }
}
@media not print { .paper { display: none; } }`;

/** Makes the paper when it is asked for. Cards of the form are no part of the document; code and responses are. */
export function watchPrinting(shadow: ShadowRoot, layer: Layer, life: AbortSignal): void {
  const paper = document.createElement('div');
  paper.className = 'paper';
  const begin = () => {
    layer.apply(Infinity);
    paper.replaceChildren();
    for (const { traits, layer: surface } of layer.surfaces.values()) {
      if (!traits.part) continue;
      const blocks = blocksOf(layer, surface, null, true).filter(({ element }) => {
        const card = element.closest('[data-look=card]');
        return !element.hidden && (!card || card.querySelector('pre'));
      });
      for (const anchor of paper.appendChild(semanticHtml(blocks, true)).querySelectorAll('a'))
        if (/^(https?|mailto):/.test(anchor.getAttribute('href')!) && !isShown(anchor))
          anchor.after(` (${anchor.getAttribute('href')})`);
    }
    shadow.prepend(paper);
  };
  const end = () => paper.remove();
  // Tools that take a picture for paper change the medium only.
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()), {
    signal: life,
  });
  addEventListener('beforeprint', begin, { signal: life });
  addEventListener('afterprint', end, { signal: life });
  life.addEventListener('abort', end);
}

/** Addresses that are their own words are not repeated. */
function isShown(anchor: HTMLAnchorElement): boolean {
  const [href, words] = [anchor.getAttribute('href'), anchor.textContent].map((text) =>
    text!.replace(/^(https?:\/\/|mailto:)|\/$/g, ''),
  );
  return href === words;
}
