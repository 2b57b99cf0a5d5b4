// An element without a height of its own is as high as its contents, and the page around scrolls it: a window on
// the contents is drawn, and moves when what is in view comes near its edge. One with a height scrolls inside.
import type { Event } from './boundary';
import type { Host } from './host';
import type { Layer } from './layer';
import type { Surface } from './surface';

/** Higher than any contents: an element that does not get so high has a height of its own. */
const kTall = 1e6;
/** Until the contents are there. */
const kAtFirst = 640;
/** Of what is in view, drawn above and below it. */
const kMargin = 1 / 3;

export class Flow {
  /** The page around scrolls. */
  active = false;
  /** In the flow of the page: as high as the element is to be. */
  private readonly strut: HTMLElement;
  /** What lies before and after the window: it has to move when they come into view. */
  private readonly guards = [guard(), guard()];
  /** Lengths are the module's: in the page they are so much larger. */
  private scale = 1;
  private height = kAtFirst;
  private view = 0;
  private margin = 0;
  /** Of the element, as this class has made it. */
  private size = '';

  /** `resized`: the element has got a height of its own, or the window of the page another. */
  constructor(
    private readonly host: Host,
    private readonly root: HTMLElement,
    shadow: ShadowRoot,
    private readonly layer: Layer,
    private readonly send: (event: Event) => void,
    private readonly resized: () => void,
    life: AbortSignal,
  ) {
    const before = shadow.querySelector<HTMLElement>('.strut');
    this.strut = before ?? document.createElement('div');
    this.strut.className = 'strut';
    // That of what is shown until then, of words or a playground before.
    this.height = host.clientHeight || kAtFirst;
    if (!before) shadow.append(this.strut);
    this.strut.style.height = `${this.height}px`;
    root.append(...this.guards);
    const options = { capture: true, passive: true, signal: life };
    for (const around of roots(host)) around.addEventListener('scroll', this.follow, options);
    addEventListener('resize', () => this.active && resized(), { signal: life });
    const guarded = new IntersectionObserver(this.follow, { rootMargin: '100px' });
    for (const each of this.guards) guarded.observe(each);
    life.addEventListener('abort', () => guarded.disconnect());
  }

  /** True when the element has the size that it was given here. */
  get expected(): boolean {
    return this.active && this.size === this.ownSize;
  }

  /** Finds out whether something limits the height; measures what can be in view. */
  measure(scale: number): { height: number; margin?: number } {
    const { host, strut, root } = this;
    const page = host.getAttribute('layout') === 'page';
    this.height *= this.scale / scale;
    this.scale = scale;
    if (!page) strut.style.height = `${kTall}px`;
    const height = host.clientHeight;
    this.active = height >= kTall;
    root.classList.toggle('flow', this.active);
    if (!this.active) return { height: height / scale };
    strut.style.height = `${this.height * scale}px`;
    this.size = this.ownSize;
    this.view = (document.scrollingElement?.clientHeight || innerHeight) / scale;
    const scrollOffset = host.scrollOffset / scale;
    this.margin = Math.ceil(this.view * kMargin) + scrollOffset;
    root.style.setProperty('--scroll-offset', `${scrollOffset}px`);
    return { height: Math.max(this.view - scrollOffset, 1), margin: this.margin };
  }

  /** Takes over how high the contents are. `grows`: more of them are to come, the element does not get lower before. */
  fit(grows = false): void {
    if (!this.active) return this.rest();
    let height = 0;
    for (const { traits } of this.layer.surfaces.values()) {
      const { flow, rect } = traits;
      if (flow) height = Math.max(height, rect[1] + (flow === 'content' ? traits.height : rect[3]));
    }
    if (height === 0) return;
    this.height = Math.max(Math.ceil(height), grows ? this.height : 0);
    this.strut.style.height = `${this.height * this.scale}px`;
    this.size = this.ownSize;
    if (this.host.clientHeight < this.height * this.scale - 1) return this.resized();
    this.follow();
  }

  /** Brings a part of a surface into view; true where the page around is what scrolls. */
  scrollTo(surface: Surface, y: number, height = 0): boolean {
    if (!surface.flows) return false;
    surface.bringUp(y, height);
    this.follow();
    return true;
  }

  /** Moves the window where what is in view, and some more, is not all in it. */
  private readonly follow = (): void => {
    const first = this.contents;
    if (!this.active || !first) return;
    const { offset } = first;
    const [, top, , size] = first.traits.rect;
    const above = -this.root.getBoundingClientRect().top / this.scale - top;
    const last = first.pixels(Math.max(this.height - top - size, 0));
    const near = this.margin / 2;
    const away = above > this.height || above + this.view < -top;
    const begins = offset === 0 || offset <= above - near;
    const ends = offset >= last || offset + size >= above + this.view + near;
    const stays = offset <= last && (away || (begins && ends));
    const y = stays ? offset : first.pixels(Math.min(Math.max(above - this.margin, 0), last));
    this.moveTo(first, y);
    const [before, after] = this.guards;
    before.style.height = `${y > 0 ? top + y + near : 0}px`;
    after.style.height = `${Math.max(last - y + (y < last ? near : 0), 0)}px`;
  };

  /** What is scrolled inside begins at its beginning. */
  private rest(): void {
    for (const each of this.layer.surfaces.values()) {
      if (each.offset === 0) continue;
      each.moveTo(0);
      this.send({ type: 'scroll', surface: each.id, y: each.follow() });
    }
  }

  private moveTo({ id, offset }: Surface, y: number): void {
    for (const each of this.layer.surfaces.values()) each.moveTo(y);
    if (y !== offset) this.send({ type: 'scroll', surface: id, y });
  }

  private get contents(): Surface | undefined {
    return [...this.layer.surfaces.values()].find(({ flows }) => flows);
  }

  private get ownSize(): string {
    return `${this.host.clientWidth} ${this.host.clientHeight}`;
  }
}

function guard(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'guard';
  return element;
}

/** The document, and the shadow trees that the element is in: scroll events do not leave them. */
function* roots(host: Node): Generator<Node> {
  for (let root = host.getRootNode(); ; root = root.host.getRootNode()) {
    yield root;
    if (!(root instanceof ShadowRoot)) return;
  }
}
