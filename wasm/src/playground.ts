// One playground: carries events into the module, its output to the layer and the canvases. Logic runs
// in the handler of the event; pictures are drawn once before the next paint, and only if visible.
//
// Until the later part of the module is here (later.ts) the module only opens and shows the description:
// events on it wait. So no input is lost if the module has to restart, because opening that
// description takes a function of the later part: it is opened again, and then the events are handled.
import type { Event, EventOf, Output, Patch, Theme } from './boundary';
import { kNoSurface, PointerKind } from './boundary';
import { Effects } from './effects';
import { Surroundings } from './fonts';
import { Input } from './input';
import { Layer } from './layer';
import { TooEarly } from './later';
import type { Module } from './loader';
import { forget, readText, renew, withBytes, withText } from './loader';
import type { Renderer } from './renderer';
import { Resources } from './resources';
import { restored } from './storage';
import type { Surface } from './surface';
import { idle, nextTask } from './tasks';
import { Transport } from './transport';

/** Events of opening and showing a description. */
const kOpening = new Set<Event['type']>([
  'fonts',
  'theme',
  'resize',
  'open',
  'end',
  'failed',
  'wake',
  'task',
  'frame',
  'scroll',
  'codeScroll',
]);

/** Events that may be dropped instead of waiting. */
const hovers = (event: Event): boolean =>
  event.type === 'pointer' && (event.kind === PointerKind.moved || event.kind === PointerKind.left);

/** The attributes changed: they are read when its turn comes. */
export interface Reopen {
  type: 'reopen';
}

/** The values of the attributes. */
export type Opening = Pick<
  EventOf<'open'>,
  'spec' | 'operation' | 'theme' | 'headingLevel' | 'redirectUri'
>;

export interface Host extends HTMLElement {
  readonly opening: Opening;
  readonly credentials: string;
  readonly routing: string;
  /** Events not handled yet, in order: they outlive a module that restarts. */
  readonly waiting: (Event | Reopen)[];
  /** The opening of the description to which the events belong. */
  opened: EventOf<'open'> | undefined;
  dispatch(name: string, detail: unknown, cancelable?: boolean): boolean;
  settled(ready: boolean, problem?: string): void;
  /** The module cannot go on. */
  stopped(problem: string): void;
  /** The module restarts: another playground continues from this one. */
  start(): Promise<void>;
}

export class Playground {
  /** Frames of logic since the element was connected. */
  frames = 0;
  /** Pictures of surfaces drawn since then. */
  pictures = 0;
  readonly root = document.createElement('div');
  private readonly id: number;
  private readonly layer: Layer;
  private readonly input: Input;
  private readonly effects: Effects;
  private readonly surroundings: Surroundings;
  private readonly life = new AbortController();
  private readonly observers: { disconnect(): void }[];
  private readonly resources: Resources;
  private readonly queue: Event[] = [];
  /** The waiting events belong to a description that is not loaded yet. */
  private resumes: boolean;
  private releasing = false;
  private running = false;
  /** Unknown until the browser reports it. */
  private visible: boolean | undefined;
  private animating = false;
  private request = 0;
  private density = devicePixelRatio;
  private renderer: Renderer | undefined;
  /** The generation of the glyphs that the draw lists refer to. */
  private epoch = 0;
  private stack = -1;
  private firstFrame = true;
  private begun = false;
  /** The fonts are ready: draws if the element has a size. */
  private warm = false;
  /** The operations are there, and their picture is due. */
  private interactive = false;
  private unsettled = false;
  /** The operations are there, or the reason why not is known. */
  private reached = false;

  /** `before` was given up; its picture is shown until there is another. */
  constructor(
    private readonly host: Host,
    private readonly shadow: ShadowRoot,
    private readonly module: Module,
    private before: Playground | null,
  ) {
    const { signal } = this.life;
    if (!before?.root.isConnected) this.before = null;
    this.resumes = this.before !== null || host.waiting.length > 0;
    this.id = module.exports.vitrine_create();
    module.users.add(this.again);
    this.root.className = 'root';
    this.layer = new Layer(
      this.root,
      (surface) => this.prepare(surface),
      (...body) => transport.url(...body),
    );
    this.input = new Input(
      this.root,
      this.layer,
      (event) => this.send(event),
      () => this.direct,
    );
    addEventListener('keydown', (event) => this.outsideKey(event), { signal });
    const transport = new Transport(
      (event) => this.send(event),
      (...args) => host.dispatch(...args),
      () => (host.credentials || 'same-origin') as RequestCredentials,
    );
    this.resources = new Resources(
      (event) => this.send(event),
      (...args) => this.chunk(...args),
      () => this.need(),
    );
    this.effects = new Effects(
      {
        send: (event) => this.send(event),
        focusNode: (node) => this.focusNode(node),
        scrollTo: (surface, y) => this.layer.surfaces.get(surface)?.pane.scrollTo(0, y),
      },
      transport,
      this.resources,
    );
    this.surroundings = new Surroundings(host, shadow, () => this.sendSurroundings(), signal);
    if (!this.before) shadow.append(this.root);

    document.fonts.addEventListener('loadingdone', () => this.sendFonts(), { signal });
    addEventListener('popstate', () => this.sendLocation(), { signal });
    const redraw = () => this.redraw();
    void module.renderer
      .then((renderer) => {
        if (signal.aborted) return;
        this.renderer = renderer;
        this.root.classList.toggle('fallback', !renderer.available);
        renderer.restored.add(redraw);
        signal.addEventListener('abort', () => renderer.restored.delete(redraw));
        this.schedule();
      })
      .catch((error: Error) => {
        if (signal.aborted) return;
        forget();
        host.stopped(error.message);
      });
    document.addEventListener('visibilitychange', () => this.look(), { signal });
    const sizes = new ResizeObserver(() => this.warm && this.sendSize());
    const views = new IntersectionObserver(
      ([entry]) => {
        this.visible = entry.isIntersecting;
        this.look();
      },
      { rootMargin: '100px' },
    );
    sizes.observe(host);
    views.observe(host);
    this.observers = [sizes, views];
    this.watchDensity();
  }

  /** Opens the description. The module may end in the middle of it. */
  async begin(): Promise<void> {
    this.sendFonts();
    this.sendTheme();
    const fonts = this.module.atlas.warm(this.stack, this.density);
    // Saved input and words in languages other than English need the later part of the module.
    const kept = restored();
    const needed = kept.length > 0 || this.words !== 'en' || this.resumes;
    await (needed ? this.need() : nextTask());
    if (this.ended) return;
    for (const [key, value] of kept) this.queue.push({ type: 'restored', key, value });
    this.begun = true;
    const { waiting, opened } = this.host;
    this.handle((waiting.length > 0 && opened) || this.opening);
    // Without a size nothing is drawn: while the fonts are made ready, the description is on its way.
    await fonts;
    this.warm = true;
    this.sendSize();
  }

  /** Passes the description's address and all other attributes to the module. */
  open(): void {
    if (!this.begun) return;
    this.send(this.opening);
    if (this.warm) this.sendSize();
  }

  close(): void {
    this.end();
    this.before?.close();
    this.root.remove();
    if (this.module.ended) return;
    try {
      this.module.exports.vitrine_destroy(this.id);
    } catch {
      // It stopped before: do not use it again.
    }
  }

  /** True once this playground has stopped. */
  get ended(): boolean {
    return this.life.signal.aborted;
  }

  private end(): void {
    this.module.users.delete(this.again);
    this.life.abort();
    this.observers.forEach((observer) => observer.disconnect());
    cancelAnimationFrame(this.request);
    this.surroundings.close();
    this.effects.close();
    this.queue.length = 0;
    this.running = true;
  }

  /** The instance was given up. The description stays on screen for now, and events on it wait. */
  private readonly again = (): void => {
    this.end();
    if (!this.reached) this.close();
    void this.host.start();
  };

  /** True when events are handled at once. */
  private get direct(): boolean {
    return (
      this.module.later.here &&
      !this.ended &&
      !this.resumes &&
      (this.releasing || this.host.waiting.length === 0)
    );
  }

  /** Events that come while one is being handled wait for its end. True when it had an effect. */
  send(event: Event): boolean {
    const { type } = event;
    // Events on a description are handled before the page opens another.
    const overtakes =
      kOpening.has(type) && (type !== 'open' || (this.host.waiting.length === 0 && !this.ended));
    if (!this.ended && (overtakes || this.direct)) return this.handle(event);
    if (overtakes || hovers(event) || (this.ended && !this.root.isConnected)) return false;
    this.host.waiting.push(event);
    if (!this.ended) void this.need();
    return false;
  }

  private handle(event: Event): boolean {
    if (event.type === 'open') {
      // Do not wait for the picture of another description.
      if (event.spec !== this.host.opened?.spec) this.interactive = this.unsettled = false;
      this.host.opened = event;
      // If the playground is the whole page, its language is the interface's.
      if (this.wholePage) document.documentElement.lang = this.words;
    }
    this.queue.push(event);
    if (this.running) return false;
    this.running = true;
    let handled = false;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        handled = this.take(this.cross(next)) || handled;
      }
    } catch (error) {
      this.stop(error);
    } finally {
      this.running = this.ended;
    }
    return handled;
  }

  /** Passes an event to the module: frequent or long ones as numbers and bytes, others as JSON. Returns its result. */
  private cross(event: Event): number {
    const {
      id,
      layer,
      module: { exports },
    } = this;
    const indexOf = (surface: string) => layer.surfaces.get(surface)?.index ?? kNoSurface;
    switch (event.type) {
      case 'pointer':
        return exports.vitrine_pointer(id, event.kind, indexOf(event.surface), event.x, event.y);
      case 'scroll':
        return exports.vitrine_scroll(id, indexOf(event.surface), event.y);
      case 'frame':
        return exports.vitrine_frame(id);
      case 'input':
        return withText(exports, event.node, (...node) =>
          withText(exports, event.value, (...value) =>
            exports.vitrine_typed(id, ...node, ...value),
          ),
        );
      case 'bodyWindow':
        return withText(exports, event.text, (...text) =>
          exports.vitrine_body(id, event.id, event.offset, ...text, Number(event.isText)),
        );
      default:
        return withText(exports, JSON.stringify(event), (...json) =>
          exports.vitrine_event(id, ...json),
        );
    }
  }

  /** Resolves when the later part is here; false when it cannot be had, which the element then says. */
  private async need(): Promise<boolean> {
    try {
      await this.module.later.fetch();
    } catch (error) {
      if (!this.ended) this.host.stopped(error instanceof Error ? error.message : String(error));
      return false;
    }
    this.release();
    return true;
  }

  /** The module restarts no more: handles waiting events in order. `typed`: they were typed in another layer. */
  private release(typed = false): void {
    if (this.resumes || this.releasing) return;
    const { waiting } = this.host;
    this.releasing = true;
    try {
      while (waiting.length > 0 && !this.ended) {
        const next = waiting.shift()!;
        if (typed && next.type === 'input') this.layer.type(next.node, next.value);
        // The attributes may have changed since.
        this.handle(next.type === 'open' || next.type === 'reopen' ? this.opening : next);
      }
    } finally {
      this.releasing = false;
    }
  }

  /** The attributes and the element's surroundings as an event. */
  private get opening(): EventOf<'open'> {
    const own = this.ownsLocation;
    return {
      type: 'open',
      ...this.host.opening,
      pageUrl: document.baseURI,
      hash: own ? location.hash : '',
      ownsLocation: own,
      language: this.surroundings.language,
      dark: this.surroundings.dark,
    };
  }

  /** The language of the interface's own words. */
  private get words(): string {
    return /^(ko|ja)\b/.exec(this.surroundings.language.toLowerCase())?.[1] ?? 'en';
  }

  private get ownsLocation(): boolean {
    return this.host.routing === 'hash';
  }

  /** Keys of the page around: its own on a page of ours, else while the pointer is over the element. */
  private outsideKey(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (
      event.composedPath().includes(this.root) ||
      (target instanceof Element && target.matches('input, textarea, select, [contenteditable]'))
    )
      return;
    if (this.wholePage || this.host.matches(':hover')) this.input.key(event);
  }

  private get wholePage(): boolean {
    return this.host.getAttribute('layout') === 'page';
  }

  private chunk(id: number, bytes: Uint8Array, total: number): boolean {
    if (this.ended) return false;
    const { exports } = this.module;
    try {
      this.take(
        withBytes(exports, bytes, (pointer, length) =>
          exports.vitrine_chunk(this.id, id, pointer, length, total),
        ),
      );
      return true;
    } catch (error) {
      this.stop(error);
      return false;
    }
  }

  /** The module stopped in the middle of its work: its state is invalid. Unless a function was called too
   * early, that is a bug. */
  private stop(error: unknown): void {
    if (error instanceof TooEarly) return renew(this.module);
    if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
    forget();
    // Waiting events depend on state that the module has lost.
    this.host.waiting.length = 0;
    this.host.stopped(error.message);
  }

  /** Applies the module's output: nodes first, then effects, which may need them. */
  private take(at: number): boolean {
    if (at === 0) return false;
    const { exports } = this.module;
    const { buffer } = exports.memory;
    const [pointer, length, patchPointer, patchLength, begin, size] = new Uint32Array(
      buffer,
      at,
      6,
    );
    const output = JSON.parse(readText(exports, pointer, length)) as Output;
    const patch =
      patchLength > 0 ? (JSON.parse(readText(exports, patchPointer, patchLength)) as Patch) : null;
    const bytes = new Uint8Array(buffer.slice(begin, begin + size));
    if (output.frames !== this.frames) this.epoch = this.module.atlas.epoch;
    this.frames = output.frames;
    if (output.theme) this.applyTheme(output.theme, output.dark === true);
    if (patch) {
      this.layer.patch(patch, this.density);
      for (const surface of this.layer.surfaces.values()) surface.show();
    }
    if (output.cursor) this.root.style.setProperty('--cursor', output.cursor);
    this.animating = output.animating === true;
    if (output.title && this.ownsLocation) document.title = output.title;
    if (output.stage) this.reach(output.stage, output.problem);
    this.schedule();
    for (const effect of output.effects ?? []) this.effects.perform(effect, bytes);
    return output.handled === true;
  }

  private reach(stage: 'ready' | 'failed', problem?: string): void {
    this.interactive = stage === 'ready';
    this.reached = true;
    this.takeOver();
    if (this.interactive) return this.look();
    this.unsettled = false;
    this.host.settled(false, problem);
  }

  /** Continues from the state of another playground, or of one that ended. */
  private takeOver(): void {
    if (!this.resumes) return;
    this.resumes = false;
    // Release after the current output, but before further input.
    queueMicrotask(() => this.release(true));
    const { before } = this;
    this.before = null;
    if (!before) return;
    before.root.after(this.root);
    for (const { id, pane } of before.layer.surfaces.values())
      this.layer.surfaces.get(id)?.pane.scrollTo(0, pane.scrollTop);
    const node = before.layer.nodeOf(this.shadow.activeElement);
    if (node) this.focusNode(node.id);
    before.close();
  }

  /** Schedules a picture; does not wait for one that is not visible. */
  private look(): void {
    if (this.visible !== false && !document.hidden) this.schedule();
    else if (this.interactive || this.unsettled) this.settle();
  }

  private settle(): void {
    this.interactive = this.unsettled = false;
    this.layer.apply(Infinity);
    this.host.settled(true);
    // Nothing waits for the later part yet: a failure is reported to its first user.
    void idle()
      .then(() => (this.ended ? undefined : this.module.later.fetch()))
      .then(
        () => this.release(),
        () => {},
      );
  }

  private prepare(surface: Surface): void {
    this.input.attach(surface);
    surface.pane.addEventListener('scroll', () => this.scrolled(surface), { passive: true });
  }

  /** Scroll events come before the next paint, and so do the picture and the layer they lead to. */
  private scrolled(surface: Surface): void {
    this.send({ type: 'scroll', surface: surface.id, y: surface.follow() });
  }

  private focusNode(node: string): void {
    this.layer.apply(Infinity);
    const element = this.layer.element(node);
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }

  private applyTheme(tokens: Theme, dark: boolean): void {
    const { style } = this.root;
    style.colorScheme = dark ? 'dark' : 'light';
    for (const [name, color] of Object.entries({ ...tokens }))
      style.setProperty(`--${name}`, color);
  }

  private schedule(): void {
    const { renderer } = this;
    if (!renderer || this.request !== 0 || !this.visible || document.hidden) return;
    const drawable = renderer.available && !renderer.lost;
    const stale = drawable && [...this.layer.surfaces.values()].some((surface) => surface.stale);
    if (stale || this.animating || this.interactive || !this.layer.complete)
      this.request = requestAnimationFrame(() => this.present());
  }

  private present(): void {
    this.request = 0;
    if (this.animating) this.send({ type: 'frame' });
    this.draw();
    if (this.ended) return;
    if (this.firstFrame) performance.mark('vitrine:first-frame');
    this.firstFrame = false;
    if (this.interactive) performance.mark('vitrine:interactive');
    this.unsettled = this.unsettled || this.interactive;
    // The browser lays out the layer after this: keep that out of the frame of the first picture.
    if (!this.interactive) this.layer.apply();
    this.interactive = false;
    if (this.unsettled && this.layer.complete) this.settle();
    this.schedule();
  }

  /** Shows every surface whose picture is older than its draw list. */
  private draw(): void {
    const {
      module: { exports, atlas },
      renderer,
    } = this;
    if (!renderer?.available || renderer.lost) return;
    const stale = [...this.layer.surfaces.values()].filter((surface) => surface.stale);
    if (stale.length === 0) return;
    if (this.epoch !== atlas.epoch) this.send({ type: 'frame' });
    if (this.ended) return;
    let table = 0;
    try {
      table = exports.vitrine_draw(this.id);
    } catch (error) {
      return this.stop(error);
    }
    const { buffer } = exports.memory;
    const [count, first] = new Uint32Array(buffer, table, 2);
    for (const surface of stale) {
      if (surface.index >= count) continue;
      const [vertices, vertexCount, indices, indexCount, commands, commandCount] = new Uint32Array(
        buffer,
        first + surface.index * 24,
        6,
      );
      renderer.draw(
        { memory: buffer, vertices, vertexCount, indices, indexCount, commands, commandCount },
        surface.x,
        surface.y,
        this.density,
        surface.context,
      );
      surface.stale = false;
      ++this.pictures;
    }
  }

  private redraw(): void {
    for (const surface of this.layer.surfaces.values()) surface.stale = true;
    this.schedule();
  }

  private sendSize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    this.density = devicePixelRatio;
    this.send({ type: 'resize', width, height, density: this.density, wholePage: this.wholePage });
  }

  private sendTheme(): void {
    const { dark, reducedMotion, accent } = this.surroundings;
    this.send({ type: 'theme', dark, reducedMotion, accent });
  }

  private sendSurroundings(): void {
    this.sendTheme();
    if (this.surroundings.stack(this.module.atlas) !== this.stack) this.sendFonts();
  }

  private sendFonts(): void {
    this.stack = this.surroundings.stack(this.module.atlas);
    this.send({ type: 'fonts', stack: this.stack });
  }

  private sendLocation(): void {
    if (this.ownsLocation) this.send({ type: 'location', hash: location.hash });
  }

  /** A window moved to another screen, or the page was zoomed. */
  private watchDensity(): void {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.sendSize();
        this.watchDensity();
      },
      { once: true, signal: this.life.signal },
    );
  }
}
