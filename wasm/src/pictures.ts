// When the surfaces of an element are drawn: once before the next paint after something changed, and only
// if the element is visible.
import type { Crossing } from './crossing';
import type { GlyphAtlas } from './glyphs';
import type { Layer } from './layer';
import type { Renderer } from './renderer';
import type { Surface } from './surface';
import { nextTask } from './tasks';

/** What the pictures are of: the Playground. */
interface Stage {
  /** Runs a frame of logic. */
  frame(): void;
  /** The operations are on screen. */
  uncover(): void;
  /** The canvases have their first picture. */
  look(): void;
  /** The operations are on screen, or would be if the element were visible. */
  settled(): void;
  stop(error: unknown): void;
}

export class Pictures {
  /** Pictures of surfaces drawn since the element was connected. */
  count = 0;
  density = devicePixelRatio;
  /** The module asks for a frame of logic before each picture. */
  animating = false;
  /** Nothing is to be drawn: the layer shows itself. */
  plain = false;
  /** There was a picture; until then too the layer shows itself. */
  drawn = false;
  private renderer: Renderer | undefined;
  private request = 0;
  /** Unknown until the browser reports it. */
  private visible: boolean | undefined;
  /** The generation of the glyphs that the draw lists refer to. */
  epoch = 0;
  private first = true;
  /** The operations are there: what the user does not see of them yet. */
  private due: 'picture' | 'layer' | undefined;

  constructor(
    host: HTMLElement,
    private readonly layer: Layer,
    private readonly crossing: Crossing,
    private readonly atlas: GlyphAtlas,
    private readonly stage: Stage,
    private readonly life: AbortSignal,
  ) {
    document.addEventListener('visibilitychange', () => this.look(), { signal: life });
    const views = new IntersectionObserver(
      ([entry]) => {
        this.visible = entry.isIntersecting;
        this.look();
      },
      { rootMargin: '100px' },
    );
    views.observe(host);
    life.addEventListener('abort', () => {
      views.disconnect();
      cancelAnimationFrame(this.request);
      this.renderer?.restored.delete(this.redraw);
    });
  }

  use(renderer: Renderer): void {
    this.renderer = renderer;
    renderer.restored.add(this.redraw);
    this.schedule();
  }

  /** False where the browser cannot draw them. */
  get possible(): boolean {
    return this.renderer?.available !== false;
  }

  /** Reports when the operations are on screen. */
  expect(): void {
    this.due = 'picture';
    this.look();
  }

  /** The picture of another description is no longer waited for. */
  forget(): void {
    this.due = undefined;
  }

  schedule(): void {
    if (this.request !== 0 || !this.visible || document.hidden) return;
    if (this.stale.length > 0 || this.animating || this.due === 'picture' || !this.layer.complete)
      this.request = requestAnimationFrame(() => this.present());
  }

  /** Surfaces that can be drawn and whose picture is older than their draw list. */
  private get stale(): Surface[] {
    if (!this.renderer?.available || this.renderer.lost || this.plain) return [];
    return [...this.layer.surfaces.values()].filter((surface) => surface.stale);
  }

  private readonly redraw = (): void => {
    for (const surface of this.layer.surfaces.values()) surface.stale = true;
    this.schedule();
  };

  /** Schedules a picture; does not wait for one that is not visible. */
  private look(): void {
    if (this.visible !== false && !document.hidden) this.schedule();
    else if (this.due) this.settle();
  }

  private settle(): void {
    this.forget();
    this.layer.apply(Infinity);
    this.stage.uncover();
    this.stage.settled();
  }

  private present(): void {
    this.request = 0;
    if (this.animating) this.stage.frame();
    // It is the layer that is seen.
    if (this.layer.isVisible) this.layer.apply();
    this.draw();
    if (this.life.aborted) return;
    if (this.first) performance.mark('vitrine:first-frame');
    this.first = false;
    if (this.due === 'picture') {
      this.stage.uncover();
      performance.mark('vitrine:interactive');
      // The browser lays out the layer after this: keep that out of the frame of the first picture.
      this.due = 'layer';
    } else {
      this.layer.apply();
    }
    if (this.due && this.layer.complete) this.settle();
    this.schedule();
  }

  private draw(): void {
    const { stale } = this;
    if (stale.length === 0) return;
    if (this.epoch !== this.atlas.epoch) this.stage.frame();
    if (this.life.aborted) return;
    let lists;
    try {
      lists = this.crossing.drawLists();
    } catch (error) {
      return this.stage.stop(error);
    }
    for (const surface of stale) {
      const list = lists[surface.index];
      if (!list) continue;
      this.renderer!.draw(list.buffer, list, surface, this.density);
      surface.picture();
      ++this.count;
    }
    if (this.drawn) return;
    this.drawn = true;
    // That all elements of the layer get other styles is work for a task of its own.
    void nextTask().then(() => !this.life.aborted && this.stage.look());
  }
}
