// Text of the DOM layer: lines stand where the canvas draws them, yet it is one paragraph to users who
// select, find, copy or listen.
import type { Font, NodePatch, Run } from './boundary';
import { RunFlag } from './boundary';
import { inkOf } from './inks';

export function setFont(
  style: CSSStyleDeclaration,
  [family, size, weight, italic, spacing]: Font,
): void {
  style.fontFamily = family === 'mono' ? 'var(--vitrine-mono)' : 'inherit';
  style.fontSize = `${size}px`;
  style.fontWeight = String(weight);
  style.fontStyle = italic ? 'italic' : 'normal';
  style.letterSpacing = spacing ? `${spacing}em` : 'normal';
  // The canvas draws code letter by letter (glyphs.ts).
  style.fontVariantLigatures = family === 'mono' ? 'none' : 'normal';
  style.fontKerning = family === 'mono' ? 'none' : 'auto';
}

/** Fills an element with the lines of its node. */
export function fillText(element: HTMLElement, node: NodePatch): void {
  const { lines = [], hard = [], fonts = [], inks = [], lineHeight, rect, role } = node;
  // Parts inherit the page's family, which code in front must not hide from them.
  const base = Math.max(
    0,
    fonts.findIndex(([family]) => family !== 'mono'),
  );
  if (fonts.length > 0) setFont(element.style, fonts[base]);
  element.className = inks.length > 0 ? `n t ${inkOf(inks[base])}` : 'n t';
  element.style.lineHeight = `${lineHeight ?? 20}px`;
  if (role === 'code') {
    // As long as a body may be: one text, which stands as the canvas draws it without further help.
    const texts = lines.map((line) => line.map(([text]) => text).join(''));
    if (hard.length + 1 >= lines.length) element.textContent = texts.join('\n');
    else element.replaceChildren(...wrapped(texts, new Set(hard)));
    return;
  }
  const parts: Node[] = [];
  lines.forEach((line, index) => {
    const last = index + 1 === lines.length;
    const ends = hard.includes(index);
    const span = document.createElement('span');
    span.className = 'l';
    let pen = 0;
    for (const run of line) {
      const part = inline(run, node, base);
      const gap = run[2] - pen;
      if (Math.abs(gap) > 0.01) part.style.marginLeft = `${gap}px`;
      pen = run[2] + run[3];
      span.append(part);
    }
    // Fill the rest of the line, so that the next one cannot begin here.
    if (!last && !ends) span.style.paddingRight = `${Math.max(0, rect[2] - pen)}px`;
    parts.push(span);
    if (!last) parts.push(document.createElement(ends ? 'br' : 'wbr'));
  });
  element.replaceChildren(...parts);
}

/** Lines of code, some of which are one line to those who copy it. */
function wrapped(texts: string[], hard: Set<number>): (string | Node)[] {
  return texts.flatMap((text, index) => {
    if (index + 1 === texts.length) return [text];
    if (hard.has(index)) return [`${text}\n`];
    const soft = document.createElement('br');
    soft.className = 'w';
    return [text, soft];
  });
}

function inline(
  [text, flags, , , font, href, id]: Run,
  { fonts = [], inks = [], role }: NodePatch,
  base: number,
): HTMLElement {
  const part = document.createElement(tag(role === 'heading' ? flags & ~RunFlag.strong : flags));
  part.textContent = text;
  if (font !== base && fonts[font]) {
    if (!isSame(fonts[font], fonts[base])) setFont(part.style, fonts[font]);
    if (inks[font] !== inks[base]) part.className = inkOf(inks[font]);
  }
  const under = flags & RunFlag.underline ? 'underline ' : '';
  const through = flags & RunFlag.strikethrough ? 'line-through' : '';
  if (under || through) part.style.textDecoration = (under + through).trim();
  if (part instanceof HTMLAnchorElement) {
    part.href = href || '#/';
    part.dataset.node = id;
    if (href && !href.startsWith('#')) {
      part.target = '_blank';
      part.rel = 'noopener noreferrer';
    }
  }
  return part;
}

function isSame(one: Font, other: Font): boolean {
  return one.every((value, index) => value === other[index]);
}

function tag(flags: number): 'a' | 'code' | 'strong' | 'em' | 'span' {
  if (flags & RunFlag.link) return 'a';
  if (flags & RunFlag.code) return 'code';
  if (flags & RunFlag.strong) return 'strong';
  if (flags & RunFlag.italic) return 'em';
  return 'span';
}
