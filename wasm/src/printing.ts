// Paper gets a document of its own: what the pages of an element say, in ink and in the order it is read,
// without the list of operations, without fields and buttons; or the whole document alone.
import { outer } from './backdrop';
import type { EffectOf } from './boundary';
import type { Layer } from './layer';
import { blocksOf, semanticHtml } from './transcript';

export const kPrinted = `
@media print {
  :host { position: static !important; float: none !important; width: auto !important; height: auto !important;
    min-height: 0 !important; max-height: none !important; overflow: visible !important; contain: none !important;
    content-visibility: visible !important; transform: none !important; border: 0; }
  .paper ~ :is(.root, .strut) { display: none; }
  .paper { color: #000; background: #fff; font-size: 10.5pt; line-height: 1.45; text-align: left; overflow-wrap: anywhere; }
  .paper :is(h1, h2, h3, h4, h5, h6) { margin: 1.4em 0 .4em; line-height: 1.2; break-after: avoid; }
  .paper h1 { margin-top: 0; font-size: 20pt; }
  .paper h2 { font-size: 14pt; }
  .paper :is(h3, h4, h5, h6) { font-size: 11pt; }
  .paper :is(p, pre, ul, ol, table) { margin-top: .3em; margin-bottom: .5em; orphans: 3; widows: 3; }
  .paper a { color: inherit; text-decoration: underline; }
  .paper :is(pre, code) { font-family: var(--vitrine-mono, ui-monospace, monospace); font-size: .88em; white-space: pre-wrap; }
  .paper pre { padding: 6pt 8pt; border: 1px solid #999; }
  .paper pre code { font-size: 1em; }
  .paper table { border-collapse: collapse; }
  .paper :is(td, th) { padding: 2pt 6pt; border: 1px solid #999; vertical-align: top; text-align: left; }
  .paper blockquote { margin: .5em 0; padding-left: 9pt; border-left: 2pt solid #999; }
  .paper :is(tr, img) { break-inside: avoid; }
  .paper img { max-width: 100%; }
}
@media not print { .paper { display: none; } }`;

/** The page around, while the whole document is printed. */
const kAlone = `
[data-vitrine-paper] { all: revert !important; display: none !important; }
@media print {
  html, body { all: revert !important; margin: 0 !important; background: #fff !important; }
  body > * { display: none !important; }
  body > [data-vitrine-paper] { display: block !important; }
}`;

/** Pictures that take longer are not printed. */
const kPicturesMs = 8000;

/** Makes the paper when it is asked for. Cards of the form are no part of the document; code and responses are. */
export function watchPrinting(shadow: ShadowRoot, layer: Layer, life: AbortSignal): void {
  const paper = document.createElement('div');
  paper.className = 'paper';
  let flow: (() => void) | undefined;
  const begin = () => {
    if (document.querySelector('[data-vitrine-paper]')) return;
    flow ??= inFlow(shadow.host);
    layer.apply(Infinity);
    paper.replaceChildren();
    for (const { traits, layer: surface } of layer.surfaces.values()) {
      if (!traits.part) continue;
      const blocks = blocksOf(layer, surface, null, true).filter(({ element }) => {
        const card = element.closest('[data-look=card]');
        return !element.hidden && (!card || card.querySelector('pre'));
      });
      paper.append(withAddresses(semanticHtml(blocks, true)), ...unfolded(surface));
    }
    shadow.prepend(paper);
  };
  const end = () => {
    paper.remove();
    flow?.();
    flow = undefined;
  };
  // Tools that take a picture for paper change the medium only.
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()), {
    signal: life,
  });
  addEventListener('beforeprint', begin, { signal: life });
  addEventListener('afterprint', end, { signal: life });
  life.addEventListener('abort', end);
}

/** What buttons unfold, as the responses that are not chosen: paper has none. */
function unfolded(surface: Element): HTMLElement[] {
  const folds = [...surface.querySelectorAll<HTMLElement>('[hidden=until-found]')];
  return folds.flatMap((fold) => {
    const name = made(['p', ['strong', fold.parentElement!.ariaLabel ?? '']]);
    const lines = fold.textContent.split('\n').filter(Boolean);
    return [name, ...lines.map((line) => made(['p', line]))];
  });
}

/** What cuts paper, or keeps the browser from laying it out. */
const kUncut: Record<string, string> = {
  overflow: 'visible',
  height: 'auto',
  'max-height': 'none',
  contain: 'none',
  'content-visibility': 'visible',
  transform: 'none',
};

/** Lets what an element stands in grow with its paper, where it would cut it. Returns what takes that back. */
function inFlow(host: Element): () => void {
  const changed: (() => void)[] = [];
  for (let at = outer(host); at && at !== document.documentElement; at = outer(at)) {
    const { overflowX, overflowY, contentVisibility, contain, transform, position } =
      getComputedStyle(at);
    const flows = `${overflowX} ${overflowY} ${contentVisibility} ${contain} ${transform}`;
    if (flows === 'visible visible visible none none' && position !== 'fixed') continue;
    const element = at as HTMLElement;
    const { style } = element;
    const before = element.getAttribute('style');
    changed.push(() => {
      if (before === null) element.removeAttribute('style');
      else style.cssText = before;
    });
    for (const [name, value] of Object.entries(kUncut)) style.setProperty(name, value, 'important');
    if (position === 'fixed') style.setProperty('position', 'static', 'important');
  }
  return () => changed.forEach((back) => back());
}

/** A block as the module writes it: a tag, then attributes, texts and what is inside. */
type Written = [tag: string, ...rest: (string | Record<string, string> | Written)[]];

function made([tag, ...rest]: Written): HTMLElement {
  const element = document.createElement(tag);
  for (const each of rest) {
    if (typeof each === 'string') element.append(each);
    else if (Array.isArray(each)) element.append(made(each));
    else for (const [name, value] of Object.entries(each)) element.setAttribute(name, value);
  }
  return element;
}

/** The whole document on paper. Its blocks come in parts; with the last the browser is asked to print. */
export class DocumentPaper {
  private paper: HTMLElement | null = null;

  constructor(
    private readonly host: Element,
    private readonly sheet: CSSStyleSheet,
    private readonly life: AbortSignal,
  ) {}

  take({ part, blocks }: EffectOf<'printBlocks'>): void {
    const paper = (this.paper ??= document.createElement('div'));
    for (const line of blocks.split('\n'))
      if (line) paper.append(withAddresses(made(JSON.parse(line) as Written)));
    if (part !== 'more') this.paper = null;
    if (part === 'last') void this.print(paper);
  }

  private async print(paper: HTMLElement): Promise<void> {
    const pictures = [...paper.querySelectorAll('img')].map((each) => each.decode());
    if (pictures.length > 0)
      await Promise.race([
        Promise.allSettled(pictures),
        new Promise((late) => setTimeout(late, kPicturesMs)),
      ]);
    if (this.life.aborted) return;
    // Outside of the element nothing around it can cut the paper.
    const holder = document.createElement('div');
    holder.dataset.vitrinePaper = '';
    holder.attachShadow({ mode: 'open' }).append(paper);
    holder.shadowRoot!.adoptedStyleSheets = [this.sheet];
    paper.className = 'paper';
    paper.style.fontFamily = getComputedStyle(this.host).fontFamily;
    const alone = new CSSStyleSheet();
    alone.replaceSync(kAlone);
    const away = () => {
      holder.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== alone);
    };
    document.querySelector('[data-vitrine-paper]')?.remove();
    document.body.append(holder);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
    addEventListener('afterprint', away, { once: true });
    this.life.addEventListener('abort', away);
    print();
  }
}

/** What a link leads to stands after it. */
function withAddresses(part: HTMLElement): HTMLElement {
  for (const anchor of part.querySelectorAll('a'))
    if (/^(https?|mailto):/.test(anchor.getAttribute('href')!) && !isShown(anchor))
      anchor.after(` (${anchor.getAttribute('href')})`);
  return part;
}

/** Addresses that are their own words are not repeated. */
function isShown(anchor: HTMLAnchorElement): boolean {
  const [href, words] = [anchor.getAttribute('href'), anchor.textContent].map((text) =>
    text!.replace(/^(https?:\/\/|mailto:)|\/$/g, ''),
  );
  return href === words;
}
