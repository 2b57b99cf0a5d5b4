// The DOM over the canvas, made from the semantic nodes of a frame: keyed, and touched only where a
// node changed. A node stands inside its parent, at its place in the content of its surface.
import { kNativeRoles, kTags, type Event, type NodePatch, type Patch } from './boundary';
import { isField, natureOf, patchField } from './field';
import { Images } from './images';
import { introduce, kIntroduction } from './introduction';
import { Surface, attribute } from './surface';
import { fillText } from './text';

interface Entry {
  node: NodePatch;
  element: HTMLElement;
  /** JSON of the text the element shows, so that a selection lives as long as its text. */
  shown: string;
}

/** Number of elements made before the browser gets to lay them out, some milliseconds of its work. */
const kAtOnce = 40;

/** The method that the name of an operation begins with, or what is drawn of it. */
const kVerb = /^[A-Z]+(?= \/)/;
const kDrawnVerb = /^[A-Z]+(?= )/;

/** See app/ui/media.h. */
const kPreview = 'preview/html';
const kPreviewHead =
  "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"><base target=_blank>";

export class Layer {
  readonly surfaces = new Map<string, Surface>();
  /** Nodes that were scrolled sideways. */
  readonly aside = new Set<string>();
  /** Encloses the description's text and, where there is room beside it, the form. */
  private readonly page = document.createElement('div');
  /** The layer shows itself: there is no picture on the canvas. */
  private visible = false;
  private readonly entries = new Map<string, Entry>();
  private readonly ids = new Map<string, string>();
  private readonly images: Images;
  private waiting: NodePatch[] = [];
  /** Nodes that come are made at once. */
  private filling = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly prepare: (surface: Surface) => void,
    private readonly bodyUrl: (body: number, type: string) => string,
    private readonly send: (event: Event) => void,
  ) {
    this.images = new Images(send);
    this.page.className = 'page';
  }

  patch(patch: Patch, density: number): void {
    this.catchUp(patch);
    if (patch.surfaces) this.patchSurfaces(patch.surfaces, density);
    for (const surface of this.surfaces.values())
      if (patch.paint?.includes(surface.index)) surface.stale = true;
    for (const id of patch.remove ?? []) this.remove(id);
    if (!patch.nodes) return;
    this.waiting = shortFirst([...this.waiting, ...patch.nodes]);
    // A long list comes with the pictures: making it is work enough for tasks of its own.
    if (this.filling) this.apply(Infinity);
    else if (patch.nodes.length <= kAtOnce) this.make(surfacesOf(patch.nodes));
  }

  /** What waits in a surface that changes again is made first; a long list beside it goes on waiting. */
  private catchUp({ nodes = [], remove = [] }: Patch): void {
    if (this.waiting.length === 0) return;
    const surfaces = surfacesOf(nodes);
    const removed = new Set(remove);
    for (const { id, surface } of this.waiting) if (removed.has(id)) surfaces.add(surface);
    for (const id of remove) {
      const surface = this.entries.get(id)?.node.surface;
      if (surface !== undefined) surfaces.add(surface);
    }
    this.make(surfaces);
  }

  private make(surfaces: Set<string>): void {
    const nodes = this.waiting.filter(({ surface }) => surfaces.has(surface));
    if (nodes.length === 0) return;
    this.waiting = this.waiting.filter(({ surface }) => !surfaces.has(surface));
    this.patchNodes(nodes);
  }

  /** Nodes of a long list that have not got their elements yet: some come with each frame. */
  get complete(): boolean {
    return this.waiting.length === 0;
  }

  apply(count = kAtOnce): void {
    this.patchNodes(this.waiting.splice(0, count));
  }

  private patchNodes(nodes: NodePatch[]): void {
    for (const node of nodes) this.patchNode(node);
    for (const node of nodes) this.place(this.entries.get(node.id)!);
  }

  /** Makes all nodes at once, those too that come until it ends. */
  fill(begins: boolean): void {
    this.filling = begins;
    if (begins) this.apply(Infinity);
  }

  /** Shows the layer itself, or again the canvas. */
  show(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.root.classList.toggle('visible', visible);
  }

  get isVisible(): boolean {
    return this.visible;
  }

  /** The node an element of the layer belongs to. */
  nodeOf(target: globalThis.EventTarget | null): NodePatch | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement>('.n') : null;
    return element ? this.entries.get(element.dataset.id!)?.node : undefined;
  }

  element(id: string): HTMLElement | undefined {
    return this.entries.get(id)?.element;
  }

  /** The pane of a surface, able to take the focus. */
  pane(id: string): HTMLElement | undefined {
    const pane = this.surfaces.get(id)?.pane;
    if (pane) pane.tabIndex = -1;
    return pane;
  }

  /** Sets a field's text like typing. */
  type(id: string, value: string): void {
    this.apply(Infinity);
    const field = this.element(id);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      field.value = value;
  }

  /** The surface that a node stands in. */
  surfaceOf(node: NodePatch | undefined): Surface | undefined {
    return node && this.surfaces.get(node.surface);
  }

  /** The field of the search. */
  get search(): HTMLElement | undefined {
    this.apply(Infinity);
    for (const { traits } of this.surfaces.values())
      if (traits.search) return this.element(traits.search);
    return undefined;
  }

  private patchSurfaces(patches: NonNullable<Patch['surfaces']>, density: number): void {
    const seen = new Set<string>();
    patches.forEach((patch, index) => {
      seen.add(patch.id);
      let surface = this.surfaces.get(patch.id);
      if (!surface) {
        const first = patch.part === 'page';
        const foot = patch.part === 'foot';
        const dialog = foot ? this.surfaces.get(patches[index - 1].id) : undefined;
        surface = new Surface(patch, first ? this.page : undefined, dialog);
        this.surfaces.set(patch.id, surface);
        if (first) this.root.append(this.page);
        if (!foot) (patch.part ? this.page : this.root).append(surface.pane);
        this.prepare(surface);
      }
      surface.patch(patch, index, density);
    });
    const covered = patches.some(({ kind }) => kind === 'drawer');
    this.root.classList.toggle('covered', covered);
    for (const surface of this.surfaces.values())
      surface.pane.inert = covered && surface.traits.covered === true;
    for (const [id, surface] of this.surfaces) {
      if (seen.has(id)) continue;
      // When a drawer closes, its button takes the focus.
      const { opener } = surface.traits;
      const focused = surface.pane.matches(':focus-within');
      surface.hide();
      this.surfaces.delete(id);
      if (opener && focused) this.element(opener)?.focus();
      for (const [key, entry] of this.entries)
        if (entry.node.surface === id) this.entries.delete(key);
    }
  }

  close(): void {
    this.images.close();
  }

  /** Gives up all nodes and pictures. */
  clear(): void {
    for (const node of this.aside) this.send({ type: 'codeScroll', node, x: 0 });
    this.aside.clear();
    for (const surface of this.surfaces.values()) {
      surface.hide();
      // Its memory is free at once.
      surface.canvas.width = surface.canvas.height = 0;
    }
    this.page.remove();
    this.surfaces.clear();
    this.entries.clear();
    this.ids.clear();
    this.waiting = [];
  }

  /** The words of the page, without the list beside it. */
  get words(): string {
    return [...this.page.querySelectorAll('.t')].map((text) => text.textContent).join('\n');
  }

  private remove(id: string): void {
    // What comes in its place is not scrolled.
    if (this.aside.delete(id)) this.send({ type: 'codeScroll', node: id, x: 0 });
    this.element(id)?.remove();
    this.entries.delete(id);
  }

  private patchNode(node: NodePatch): void {
    let entry = this.entries.get(node.id);
    const tag = tagOf(node);
    if (entry && (entry.element.localName !== tag || entry.node.surface !== node.surface)) {
      entry.element.remove();
      entry = undefined;
    }
    if (!entry) {
      const element = document.createElement(tag);
      element.className = node.lines ? 'n t' : 'n';
      element.dataset.id = node.id;
      element.id = this.domId(node.id);
      if (element instanceof HTMLButtonElement) element.type = 'button';
      this.entries.set(node.id, (entry = { node, element, shown: '' }));
    }
    entry.node = node;
    this.insert(entry);
    this.describe(entry);
  }

  private describe(entry: Entry): void {
    const { node, element } = entry;
    if (node.media !== undefined) return this.describeMedia(element, node);
    // A field may become one of another role.
    attribute(element, 'role', node.role && kNativeRoles.has(node.role) ? undefined : node.role);
    attribute(element, 'lang', node.language);
    attribute(element, 'title', node.tooltip);
    attribute(element, 'aria-live', node.live);
    attribute(
      element,
      'aria-describedby',
      (node.describedBy ?? []).map((id) => this.domId(id)).join(' '),
    );
    attribute(element, 'aria-labelledby', node.labelledBy && this.domId(node.labelledBy));
    attribute(element, 'aria-controls', node.controls && this.domId(node.controls));
    attribute(element, 'aria-activedescendant', node.active && this.domId(node.active));
    attribute(element, 'aria-expanded', tri(node.expanded));
    attribute(element, 'aria-selected', tri(node.selected));
    attribute(element, 'aria-current', node.current ? 'page' : undefined);
    attribute(element, 'data-look', node.look);
    const row = node.role === 'row';
    const table = node.role === 'table';
    attribute(element, row ? 'aria-rowindex' : 'aria-posinset', node.positionInSet);
    attribute(element, table ? 'aria-rowcount' : 'aria-setsize', node.setSize);
    if (isField(node)) {
      attribute(element, 'aria-label', node.name);
      patchField(element, node);
      element.tabIndex = node.focusable ? 0 : -1;
    } else if (node.lines) {
      this.describeText(entry);
    } else if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement) {
      this.describeAction(entry, element);
    } else if (element instanceof HTMLImageElement) {
      this.images.show(element, node);
    } else if (natureOf(node) === 'text' && !element.querySelector(':scope > .n')) {
      if (element.textContent !== (node.name ?? '')) element.textContent = node.name ?? '';
    } else {
      attribute(element, 'aria-label', node.name);
      element.classList.toggle('s', node.scrolls === true);
      if (node.role === 'separator') describeSeparator(element, node);
      else if (node.focusable) element.tabIndex = node.scrolls ? 0 : -1;
      attribute(element, 'data-mark', node.label);
    }
  }

  /** The layer itself shows media that a texture cannot. Nothing in it runs: PDF has a viewer of its own. */
  private describeMedia(element: HTMLElement, node: NodePatch): void {
    const media = element as HTMLImageElement & HTMLMediaElement & HTMLIFrameElement;
    const key = `${node.body} ${node.media}`;
    if (node.media === kPreview) return preview(media, node);
    if (node.media === kIntroduction) return introduce(element, node, this.send);
    // Give a frame PDF only, whatever a server may have sent under that name.
    const type = media.localName === 'iframe' ? 'application/pdf' : node.media!;
    if (element.dataset.body !== key) media.src = this.bodyUrl(node.body!, type);
    element.dataset.body = key;
    if (media.localName === 'img') {
      media.alt = node.name ?? '';
      media.onload = () => {
        const { naturalWidth: width, naturalHeight: height } = media;
        this.send({ type: 'mediaSize', node: node.id, width, height });
      };
    } else if (media.localName === 'iframe') media.title = node.name ?? '';
    else {
      media.controls = true;
      attribute(element, 'aria-label', node.name);
    }
  }

  private describeText(entry: Entry): void {
    const { node, element } = entry;
    if (node.role === 'code') attribute(element, 'tabindex', node.focusable ? '0' : undefined);
    const key = JSON.stringify([node.rect[2], node.lineHeight, node.lines, node.fonts, node.inks]);
    if (key !== entry.shown) fillText(element, node);
    entry.shown = key;
  }

  private describeAction(entry: Entry, element: HTMLButtonElement | HTMLAnchorElement): void {
    const { node } = entry;
    const { name = '', label, folded } = node;
    attribute(element, 'aria-label', label || folded ? name : undefined);
    const text = label ?? name;
    const pattern = label ? kDrawnVerb : kVerb;
    const verb = (element.localName === 'a' && pattern.exec(text)?.[0]) || '';
    const key = JSON.stringify([verb, text, folded]);
    if (key !== entry.shown) {
      element.textContent = text.slice(verb.length);
      if (verb) element.prepend(verbOf(verb));
      if (folded) element.append(foldOf(folded));
    }
    entry.shown = key;
    if (element instanceof HTMLButtonElement) element.disabled = node.disabled === true;
    attribute(element, 'data-drop', node.drop);
    // One stop for the Tab key in a list of tabs; arrows go from one to the next.
    if (node.role === 'tab') element.tabIndex = node.selected ? 0 : -1;
    // The field has the focus, see aria-activedescendant.
    if (node.role === 'option') element.tabIndex = -1;
    if (!(element instanceof HTMLAnchorElement)) return;
    attribute(element, 'href', node.href);
    const external = node.href !== undefined && !node.href.startsWith('#');
    attribute(element, 'target', external ? '_blank' : undefined);
    attribute(element, 'rel', external ? 'noopener noreferrer' : undefined);
  }

  /** Puts an element after its sibling. One that holds the focus stays; the others go around it. */
  private insert({ node, element }: Entry): void {
    const parent =
      (node.parent && this.entries.get(node.parent)?.element) ||
      this.surfaces.get(node.surface)!.layer;
    const previous = node.after ? (this.entries.get(node.after)?.element ?? null) : null;
    if (element.parentElement === parent && element.previousElementSibling === previous) return;
    if (element.parentElement !== parent || !element.matches(':focus-within')) {
      parent.insertBefore(element, previous ? previous.nextSibling : parent.firstChild);
      return;
    }
    if (previous && element.compareDocumentPosition(previous) & Node.DOCUMENT_POSITION_FOLLOWING) {
      while (element.previousElementSibling !== previous)
        parent.insertBefore(element.nextElementSibling!, element);
    } else {
      while (element.previousElementSibling !== previous)
        element.after(element.previousElementSibling!);
    }
  }

  private place({ node, element }: Entry): void {
    const origin = (node.parent && this.entries.get(node.parent)?.node.rect) || [0, 0];
    const [x, y, width, height] = node.rect;
    const { style } = element;
    style.left = `${x - origin[0]}px`;
    style.top = `${y - origin[1]}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    for (const child of element.children) {
      const entry = this.entries.get((child as HTMLElement).dataset.id ?? '');
      if (!entry) continue;
      (child as HTMLElement).style.left = `${entry.node.rect[0] - x}px`;
      (child as HTMLElement).style.top = `${entry.node.rect[1] - y}px`;
    }
  }

  private domId(id: string): string {
    let known = this.ids.get(id);
    if (!known) this.ids.set(id, (known = `n${this.ids.size}`));
    return known;
  }
}

/** Long lists come last: their surfaces do not depend on them. */
function shortFirst(nodes: NodePatch[]): NodePatch[] {
  if (nodes.length <= kAtOnce) return nodes;
  const counts = new Map<string, number>();
  for (const { surface } of nodes) counts.set(surface, (counts.get(surface) ?? 0) + 1);
  return nodes.sort((left, right) => counts.get(left.surface)! - counts.get(right.surface)!);
}

function surfacesOf(nodes: NodePatch[]): Set<string> {
  return new Set(nodes.map(({ surface }) => surface));
}

function tagOf(node: NodePatch): string {
  if (node.media !== undefined) return mediaTag(node.media);
  const tag = (node.role && kTags[node.role]) ?? 'div';
  if (tag === 'h') return `h${Math.min(6, Math.max(1, node.level ?? 2))}`;
  return node.multiline ? 'textarea' : tag;
}

function verbOf(verb: string): HTMLElement {
  const span = document.createElement('span');
  span.className = `verb ${verb.toLowerCase()}`;
  span.textContent = verb;
  return span;
}

/** Text that the browser finds though it is not shown; `beforematch` unfolds it. */
function foldOf(text: string): HTMLElement {
  const fold = document.createElement('div');
  fold.setAttribute('hidden', 'until-found');
  fold.textContent = text;
  return fold;
}

/** A boundary that the keyboard moves too. */
function describeSeparator(element: HTMLElement, node: NodePatch): void {
  element.tabIndex = 0;
  attribute(element, 'aria-orientation', 'vertical');
  attribute(element, 'aria-valuenow', node.valueNow);
  attribute(element, 'aria-valuemin', node.valueMin);
  attribute(element, 'aria-valuemax', node.valueMax);
}

/** HTML of a response as a page of its own: nothing in it runs, loads or leads anywhere. */
function preview(frame: HTMLIFrameElement, { name = '', value = '' }: NodePatch): void {
  const page = kPreviewHead + value;
  frame.setAttribute('sandbox', '');
  frame.referrerPolicy = 'no-referrer';
  frame.title = name;
  if (frame.srcdoc !== page) frame.srcdoc = page;
}

function mediaTag(type: string): string {
  if (type === kIntroduction) return 'div';
  const kind = /^(image|audio|video)\//.exec(type.toLowerCase())?.[1] ?? 'iframe';
  return kind === 'image' ? 'img' : kind;
}

function tri(state: boolean | undefined): string | undefined {
  return state === undefined ? undefined : String(state);
}
