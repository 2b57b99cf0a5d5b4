// A surface: a native scroll container with a canvas and a DOM layer that stay in view, and a spacer
// as tall as the content. The layer follows `scrollTop` in the frame in which the canvas is drawn.
import type { SurfacePatch } from './boundary';

export class Surface {
  readonly id: string;
  readonly kind: SurfacePatch['kind'];
  readonly pane: HTMLElement;
  readonly layer = document.createElement('div');
  readonly canvas = document.createElement('canvas');
  readonly context: CanvasRenderingContext2D;
  /** Place in the draw table of the module. */
  index = 0;
  /** The surface of the last patch. */
  traits: SurfacePatch;
  /** The picture on the canvas is older than the draw lists. */
  stale = true;
  x = 0;
  y = 0;
  /** Where the window on the contents begins, while the page around scrolls. */
  offset = 0;
  /** The same, of what the canvas shows. */
  private painted = 0;
  private readonly clip = document.createElement('div');
  private readonly spacer = document.createElement('div');
  private width = 0;
  private height = 0;
  /** Device pixels of a pixel of the layer. */
  private density = devicePixelRatio;

  private readonly stick = document.createElement('div');

  /** The landmark is what has the surface's role and name: the pane itself unless one is given. A foot stands in
   * `dialog`. */
  constructor(
    traits: SurfacePatch,
    private readonly landmark?: HTMLElement,
    private readonly dialog?: Surface,
  ) {
    const { kind } = traits;
    this.traits = traits;
    this.id = traits.id;
    this.kind = kind;
    this.pane = document.createElement(kind === 'dialog' ? 'dialog' : 'div');
    this.pane.className = `pane ${kind}`;
    this.context = this.canvas.getContext('2d')!;
    const { stick } = this;
    stick.className = 'stick';
    this.clip.className = 'clip';
    this.layer.className = 'layer';
    this.canvas.setAttribute('aria-hidden', 'true');
    this.clip.append(this.canvas, this.layer);
    stick.append(this.clip);
    this.pane.append(stick, this.spacer);
    dialog?.stick.append(this.pane);
  }

  /** The page around scrolls it, see SurfacePatch. */
  get flows(): boolean {
    return this.traits.flow === 'content';
  }

  /** Of what the module draws of it. */
  get corner(): DOMRect {
    return (this.flows ? this.clip : this.pane).getBoundingClientRect();
  }

  private get scroll(): number {
    return this.flows ? this.offset : this.pixels(this.pane.scrollTop);
  }

  /** In whole device pixels, so that one of the canvas is one of the layer. */
  pixels(length: number): number {
    return Math.round(length * this.density) / this.density;
  }

  /** The place of an event of the page, from the top left of what the module draws. */
  at({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.corner;
    const scale = zoomOf(this.pane);
    return { x: (clientX - left) / scale, y: (clientY - top) / scale };
  }

  patch(patch: SurfacePatch, index: number, density: number): void {
    const [x, y, width, height] = patch.rect;
    const { style } = this.pane;
    const flowed = this.flows;
    this.index = index;
    this.traits = patch;
    this.density = density;
    this.x = x;
    this.y = y;
    if (this.kind !== 'dialog') this.stand();
    if (this.flows !== flowed) this.follow();
    if (width !== this.width || height !== this.height || this.spacer.style.height === '') {
      this.width = width;
      this.height = height;
      style.width = `${width}px`;
      this.clip.style.height = `${height}px`;
    }
    style.height = this.flows ? '' : `${height}px`;
    this.resize(density);
    this.spacer.style.height = `${this.flows ? 0 : Math.max(patch.height, height)}px`;
    const landmark = this.landmark ?? this.pane;
    attribute(landmark, 'role', this.kind === 'dialog' ? undefined : patch.role);
    attribute(landmark, 'aria-label', patch.name);
  }

  /** Contents as high as the element, what stays in view, or a place in the element or its window. */
  private stand(): void {
    const { x: left, y: top } = this.dialog ?? { x: 0, y: 0 };
    const [x, y] = [this.x - left, this.y - top];
    const { style, classList } = this.pane;
    const { flow } = this.traits;
    const stays = flow === 'view';
    classList.toggle('content', this.flows);
    classList.toggle('view', stays);
    style.zIndex = String(this.index + (stays ? 100 : 0));
    style.margin = stays ? `${y}px 0 0 ${x}px` : '';
    style.left = stays ? '' : `${x}px`;
    style.top = stays
      ? `calc(var(--scroll-offset) + ${y}px)`
      : `${flow || this.dialog ? y : y + this.offset}px`;
    style.bottom = this.flows ? '0' : '';
    this.stick.style.top = this.flows ? `${this.offset}px` : '';
  }

  /** Moves the window on the contents. The picture stays where it is until there is another. */
  moveTo(y: number): void {
    if (y === this.offset) return;
    this.offset = y;
    if (this.kind === 'dialog') return;
    this.stand();
    if (!this.flows) return;
    this.follow();
    this.canvas.style.transform = `translateY(${this.painted - y}px)`;
  }

  /** The canvas shows the draw list. */
  picture(): void {
    this.stale = false;
    this.painted = this.offset;
    this.canvas.style.transform = '';
  }

  /** Lets the page around scroll until contents are at its top or, with a height, in view. */
  bringUp(y: number, height: number): void {
    const aim = document.createElement('div');
    aim.className = 'aim';
    aim.style.top = `${y}px`;
    aim.style.height = `${height}px`;
    aim.style.scrollMarginTop = `calc(var(--scroll-offset) + ${this.y}px)`;
    this.pane.append(aim);
    aim.scrollIntoView({ block: height > 0 ? 'nearest' : 'start', inline: 'nearest' });
    aim.remove();
  }

  /** Moves the layer to the pane's scroll offset, and returns that. */
  follow(): number {
    const y = this.scroll;
    this.layer.style.transform = `translateY(${-y}px)`;
    return y;
  }

  show(): void {
    if (this.pane instanceof HTMLDialogElement && !this.pane.open) this.pane.showModal();
  }

  /** A dialog gives the focus back to where it came from. */
  hide(): void {
    if (this.pane instanceof HTMLDialogElement) this.pane.close();
    this.pane.remove();
  }

  /** The canvas has whole device pixels and is shown at exactly their size. */
  private resize(density: number): void {
    const width = Math.round(this.width * density);
    const height = Math.round(this.height * density);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.stale = true;
    }
    this.canvas.style.width = `${width / density}px`;
    this.canvas.style.height = `${height / density}px`;
  }
}

/** How much larger the pixels of an element are than those of the page, by CSS zoom. */
export function zoomOf(element: Element): number {
  return (element as Element & { currentCSSZoom?: number }).currentCSSZoom ?? 1;
}

/** Sets, changes or removes an attribute, touching the DOM only where it differs. */
export function attribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === undefined || value === null || value === false || value === '') {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else {
    const text = String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}
