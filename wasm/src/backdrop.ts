// What an element stands on: the colour behind it, and whether the page around it is light or dark.
import { isDark, over, parse, type Rgba } from './colors';

/** Attributes in which documentation sites keep their choice; not those that name the theme for one of both. */
const kMark = /^data-((?!dark|light)[a-z]+-)*(theme|color-scheme|color-mode|scheme|mode)$/;
/** `dark`, `theme-dark`, `v-theme--dark`, `dark-mode`; not `navbar-dark`. */
const kClass =
  /^(?:(?:[a-z]+-)*(?:theme|mode|scheme)-{1,2})?(dark|light)(?:-(?:theme|mode|scheme))?$/i;

const white: Rgba = [255, 255, 255, 1];
/** The canvas of a page whose colour scheme is dark, about as browsers have it. */
const black: Rgba = [18, 18, 18, 1];

/** The one of both that is named. */
function one(names: Iterable<string>): boolean | undefined {
  const all = new Set(names);
  return all.has('dark') === all.has('light') ? undefined : all.has('dark');
}

/** What the marks on an element of the page say; undefined: nothing. */
export function marked(element: Element): boolean | undefined {
  const words: string[] = [];
  for (const { name, value } of element.attributes)
    if (kMark.test(name)) words.push(...value.toLowerCase().split(/[^a-z]+/));
  const classes = [...element.classList].map((name) => kClass.exec(name)?.[1].toLowerCase() ?? '');
  return one(words) ?? one(classes);
}

/** The next element out, across shadow roots and slots. */
export function outer(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** The colour behind an element; undefined where nothing has one but the canvas of the page. */
function ground(element: Element, canvas: Rgba): Rgba | undefined {
  const layers: Rgba[] = [];
  for (let at: Element | null = element; at; at = outer(at)) {
    const layer = parse(getComputedStyle(at).backgroundColor);
    if (layer[3] > 0) layers.unshift(layer);
    if (layer[3] === 1) break;
  }
  return layers.length > 0
    ? layers.reduce((below, layer) => over(layer, below), canvas)
    : undefined;
}

export interface Backdrop {
  dark: boolean;
  color: Rgba;
}

/** `used`: the colour scheme that the element inherits is dark, for colours that know both. */
export function backdrop(element: Element, used: boolean): Backdrop {
  const color = ground(element, used ? black : white);
  // One scheme alone is the page's word; `light dark` is what it could do.
  const stated = one(getComputedStyle(element).colorScheme.split(' '));
  const { body, documentElement } = document;
  const said = stated ?? (body ? marked(body) : undefined) ?? marked(documentElement);
  const dark = said ?? (color ? isDark(color) : used);
  return { dark, color: color ?? (dark ? black : white) };
}

const watchers = new Map<Element, () => void>();
let watching = false;

/** Marks are attributes of the root and the body; style sheets come, go and are switched in the head. */
function watchPage(): void {
  if (watching) return;
  watching = true;
  const all = () => watchers.forEach((changed) => changed());
  const observer = new MutationObserver((records) => {
    const counts = ({ type, attributeName }: MutationRecord) =>
      type === 'childList' ||
      /^(class|style|media|disabled|href|rel|data-.*)$/.test(attributeName!);
    // A page may get another body.
    if (records.some(({ target }) => target === document.documentElement)) observe();
    if (records.some(counts)) all();
  });
  const observe = () => {
    const { documentElement, head, body } = document;
    observer.observe(documentElement, { attributes: true, childList: true });
    if (body) observer.observe(body, { attributes: true });
    if (head) observer.observe(head, { childList: true, subtree: true, attributes: true });
  };
  observe();
  document.addEventListener(
    'load',
    ({ target }) => target instanceof HTMLLinkElement && all(),
    true,
  );
  document.addEventListener('transitionend', ({ target, propertyName }) => {
    if (!propertyName.startsWith('background')) return;
    watchers.forEach((changed, element) => {
      let at: Element | null = element;
      while (at && at !== target) at = outer(at);
      if (at) changed();
    });
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
}

/** Calls `changed` when what is behind an element may have become another. */
export function watchBackdrop(element: Element, changed: () => void, life: AbortSignal): void {
  watchPage();
  watchers.set(element, changed);
  life.addEventListener(
    'abort',
    () => watchers.get(element) === changed && watchers.delete(element),
  );
}
