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

  /** In device pixels, so that a device pixel of the canvas is one of the layer. */
  private get scroll(): number {
    return Math.round(this.pane.scrollTop * this.density) / this.density;
  }

  /** The place of an event of the page, from the top left of the pane. */
  at({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.pane.getBoundingClientRect();
    const scale = zoomOf(this.pane);
    return { x: (clientX - left) / scale, y: (clientY - top) / scale };
  }

  patch(patch: SurfacePatch, index: number, density: number): void {
    const [x, y, width, height] = patch.rect;
    const { style } = this.pane;
    this.index = index;
    this.traits = patch;
    this.density = density;
    if (this.kind !== 'dialog') {
      style.zIndex = String(index);
      const { x: left, y: top } = this.dialog ?? { x: 0, y: 0 };
      style.left = `${x - left}px`;
      style.top = `${y - top}px`;
    }
    this.x = x;
    this.y = y;
    if (width !== this.width || height !== this.height || this.spacer.style.height === '') {
      this.width = width;
      this.height = height;
      style.width = `${width}px`;
      style.height = `${height}px`;
      this.clip.style.height = `${height}px`;
    }
    this.resize(density);
    this.spacer.style.height = `${Math.max(patch.height, height)}px`;
    const landmark = this.landmark ?? this.pane;
    attribute(landmark, 'role', this.kind === 'dialog' ? undefined : patch.role);
    attribute(landmark, 'aria-label', patch.name);
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
