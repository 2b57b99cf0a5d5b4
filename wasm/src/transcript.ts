// The text of a layer, or what a selection has of it, as a document of its own: blocks in reading order,
// with the line ends, cells and list marks that their places show. Copied as text and HTML, and printed.
import type { Layer } from './layer';

/** A block of text, its element and its place. */
interface Block {
  element: HTMLElement;
  content: DocumentFragment;
  /** The selection begins in the middle of it. */
  cut: boolean;
  rect: readonly number[];
  surface: string;
}

/** Less space between two blocks is a line end, more of it an empty line. */
const kGap = 6;

/** Blocks that stand further to the right do so no further on paper, which is narrow. */
const kMostIndent = 160;

/** Blocks of text below `root`, as far as they are in the range, and pictures where `pictures` says so. */
export function blocksOf(
  layer: Layer,
  root: Element,
  range?: Range | null,
  pictures = false,
): Block[] {
  const blocks: Block[] = [];
  for (const element of root.querySelectorAll<HTMLElement>(pictures ? '.t, img.n' : '.t')) {
    const node = layer.nodeOf(element);
    if (!node || (range && !range.intersectsNode(element))) continue;
    const part = document.createRange();
    part.selectNodeContents(element);
    const cut = !!range && range.compareBoundaryPoints(Range.START_TO_START, part) > 0;
    if (cut) part.setStart(range.startContainer, range.startOffset);
    if (range && range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
      part.setEnd(range.endContainer, range.endOffset);
    const content = part.cloneContents();
    if (content.textContent || element.localName === 'img')
      blocks.push({ element, content, cut, rect: node.rect, surface: node.surface });
  }
  return blocks;
}

const kCell = ':is([role=cell], [role=columnheader], [role=rowheader])';
const kItem = '[role=listitem]';

const around = ({ element }: Block, what: string): Element | null => element.closest(what);

const placeOf = (cell: Element): number => [...cell.parentElement!.children].indexOf(cell);

/** What stands between two blocks, the second of which follows the first. */
function between(first: Block, second: Block): string {
  if (first.surface !== second.surface) return '\n\n';
  const [from, to] = [around(first, kCell), around(second, kCell)];
  if (to && from !== to) {
    const inRow = from?.parentElement === to.parentElement;
    const inTable = from?.closest('[role=table]') === to.closest('[role=table]');
    const tabs = '\t'.repeat(placeOf(to) - (inRow ? placeOf(from) : 0));
    return (inRow ? '' : inTable ? '\n' : '\n\n') + tabs;
  }
  if (isBeside(first, second)) return ' ';
  const [left, entered] = [around(first, kItem), around(second, kItem)];
  if (left && entered && left !== entered && outermostList(left) === outermostList(entered))
    return '\n';
  const gap = second.rect[1] - first.rect[1] - first.rect[3];
  return gap < kGap ? '\n' : '\n\n';
}

/** Two texts of one line, as a name and the note at its right. */
function isBeside({ rect: [x, y, , height] }: Block, { rect: other }: Block): boolean {
  const overlap = Math.min(y + height, other[1] + other[3]) - Math.max(y, other[1]);
  return other[0] > x && overlap > Math.min(height, other[3]) / 2;
}

function outermostList(item: Element): Element | null {
  let list = item.closest('[role=list]');
  for (let next = list; next; next = next.parentElement!.closest('[role=list]')) list = next;
  return list;
}

/** As deep as lists enclose it, with the mark of an item before its first block. */
function marked(block: Block, text: string, begins: boolean): string {
  const item = around(block, kItem);
  if (!item) return text;
  let depth = 0;
  for (let at = item.parentElement!.closest('[role=listitem]'); at; ++depth)
    at = at.parentElement!.closest('[role=listitem]');
  const indent = '  '.repeat(depth);
  const mark = (item as HTMLElement).dataset.mark ?? '';
  const inside = `${indent}${' '.repeat(mark.length + 1)}`;
  const start = block.cut ? '' : begins ? `${indent}${mark} ` : inside;
  return start + text.replace(/\n/g, `\n${inside}`);
}

function textIn(node: Node): string {
  if (node.nodeName === 'BR') return (node as Element).className === 'w' ? '' : '\n';
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue!;
  return [...node.childNodes].map(textIn).join('');
}

/** A single block is its text, exactly. */
export function plainText(blocks: Block[]): string {
  if (blocks.length === 1) return textIn(blocks[0].content);
  let all = '';
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    const separator = before ? between(before, block) : '';
    const begins = around(block, kItem) !== (before && around(before, kItem));
    const text = textIn(block.content);
    const flows = separator === ' ' || separator.includes('\t');
    all += separator + (flows ? text : marked(block, text, begins));
  });
  return all;
}

const kTags: Record<string, string> = {
  table: 'table',
  row: 'tr',
  columnheader: 'th',
  rowheader: 'th',
  cell: 'td',
  listitem: 'li',
};

/** The same as HTML of a few elements, without styles. On paper links keep their addresses within the
 * document, and blocks the distance from the left edge. */
export function semanticHtml(blocks: Block[], paper = false): HTMLElement {
  const all = document.createElement('div');
  const open: { of: Element; element: HTMLElement }[] = [];
  let last: HTMLElement | undefined;
  const edge = Math.min(...blocks.map(({ rect }) => rect[0]));
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    const chain = enclosing(block);
    let same = 0;
    while (same < open.length && open[same].of === chain[same]) ++same;
    const inside = same === open.length && same === chain.length;
    open.length = same;
    let parent = open[same - 1]?.element ?? all;
    for (const of of chain.slice(same)) {
      const element = made(of);
      // Empty cells have no text that could be met.
      if (/^t[dh]$/.test(element.localName))
        while (parent.children.length < placeOf(of)) parent.append(document.createElement('td'));
      const { mark } = (of as HTMLElement).dataset;
      if (mark && /[☐☑]/.test(mark)) element.append(`${mark} `);
      parent.append(element);
      open.push({ of, element });
      parent = element;
    }
    const words = inlines(block.content, paper);
    if (inside && last && between(before, block) === ' ') return last.append(' ', ...words);
    last = blockOf(block);
    // What an item or a cell begins with needs no paragraph.
    if (last.localName === 'p' && parent !== all && !inside)
      return (last = parent).append(...words);
    if (last.localName === 'pre') words.splice(0, Infinity, codeOf(words));
    if (paper && parent === all)
      last.style.marginLeft = `${Math.min(block.rect[0] - edge, kMostIndent)}px`;
    last.append(...words);
    parent.append(last);
  });
  return all;
}

function codeOf(words: Node[]): HTMLElement {
  const code = document.createElement('code');
  code.append(...words);
  return code;
}

/** The tables and lists that it stands in, with their rows, cells and items. */
function enclosing({ element }: Block): Element[] {
  const chain: Element[] = [];
  const roles = `:is([role=table], [role=row], ${kCell}, [role=list], ${kItem})`;
  for (let at = element.closest(roles); at; at = at.parentElement!.closest(roles))
    chain.unshift(at);
  return chain;
}

function made(of: Element): HTMLElement {
  const tag = kTags[of.getAttribute('role')!];
  if (tag) return document.createElement(tag);
  const mark = of.querySelector<HTMLElement>(kItem)?.dataset.mark ?? '';
  if (!/^\d/.test(mark)) return document.createElement('ul');
  const list = document.createElement('ol');
  list.start = parseInt(mark, 10);
  return list;
}

function blockOf({ element }: Block): HTMLElement {
  if (element instanceof HTMLImageElement) {
    const image = document.createElement('img');
    image.referrerPolicy = 'no-referrer';
    image.alt = element.alt;
    image.src = element.src;
    return image;
  }
  const name = element.localName;
  const code = name === 'pre' || element.dataset.look === 'code';
  return document.createElement(code ? 'pre' : /^h\d$/.test(name) ? name : 'p');
}

/** Text, links, and words that mean more than others. One link may be several runs of text. */
function inlines(from: Node, paper: boolean, into: Node[] = []): Node[] {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.push(document.createTextNode(node.nodeValue!));
    else if (!/^(A|CODE|STRONG|EM|BR)$/.test(node.nodeName)) inlines(node, paper, into);
    else {
      const element = document.createElement(node.nodeName);
      if (element instanceof HTMLAnchorElement) {
        const link = node as HTMLAnchorElement;
        element.href = paper ? link.getAttribute('href')! : link.href;
      }
      const before = into[into.length - 1];
      const goesOn =
        element instanceof HTMLAnchorElement &&
        before instanceof HTMLAnchorElement &&
        before.href === element.href;
      (goesOn ? before : element).append(...inlines(node, paper));
      if (!goesOn) into.push(element);
    }
  }
  return into;
}
