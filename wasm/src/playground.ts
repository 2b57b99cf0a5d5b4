// One playground: carries events into the module, its output to the layer and the canvases. Logic runs
// in the handler of the event; pictures are drawn once before the next paint, and only if visible.
//
// Until the later part of the module is here (later.ts) the module only opens and shows the description:
// what is done with it waits. So nothing is lost if the module has to begin anew, because opening that
// description takes a function of the later part: it is opened once more, and then what waits is handled.
import type { Event, Output } from './boundary';
import { Effects } from './effects';
import { Surroundings } from './fonts';
import { Input } from './input';
import { Layer } from './layer';
import { TooEarly } from './later';
import { Module, forget, readText, renew, withBytes, withText } from './loader';
import type { Renderer } from './renderer';
import { Resources } from './resources';
import { restored } from './storage';
import type { Surface } from './surface';
import { idle, nextTask } from './tasks';
import { Transport } from './transport';

/** Events of opening and showing a description. */
const kOpening = new Set(['fonts', 'theme', 'resize', 'open', 'end', 'failed', 'wake', 'frame', 'scroll']);

/** Events that ask for nothing: they are not worth waiting. */
const kHovering = new Set(['pointermove', 'pointerleave']);

export interface Host extends HTMLElement {
  readonly opening: Omit<Event, "type">;
  readonly credentials: string;
  readonly routing: string;
  /** What was done and is not handled yet, in its order: it outlives a module that begins anew. */
  readonly waiting: Event[];
  /** How the description was opened that it was done with. */
  opened: Event | undefined;
  dispatch(name: string, detail: unknown, cancelable?: boolean): boolean;
  settled(ready: boolean, problem?: string): void;
  /** The module cannot go on. */
  stopped(problem: string): void;
  /** The module begins anew: another playground goes on from this one. */
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
  /** What waits is of a description that is not here yet. */
  private resumes: boolean;
  private releasing = false;
  private running = false;
  /** Unknown until the browser says. */
  private visible: boolean | undefined;
  private animating = false;
  private request = 0;
  private density = devicePixelRatio;
  private renderer: Renderer | undefined;
  /** Of the glyphs the draw lists refer to. */
  private epoch = 0;
  private stack = -1;
  private firstFrame = true;
  private begun = false;
  /** The fonts are ready: what has a size is drawn. */
  private warm = false;
  /** The operations are there, and their picture is due. */
  private interactive = false;
  private unsettled = false;
  /** The operations are there, or it is known why not. */
  private reached = false;

  /** `before` was given up; its picture is shown until there is another. */
  constructor(private readonly host: Host, private readonly shadow: ShadowRoot, private readonly module: Module, private before: Playground | null) {
    const { signal } = this.life;
    if (!before?.root.isConnected) this.before = null;
    this.resumes = this.before !== null || host.waiting.length > 0;
    this.id = module.exports.vitrine_create();
    module.users.add(this.again);
    this.root.className = 'root';
    this.layer = new Layer(this.root, (surface) => this.prepare(surface), (...body) => transport.url(...body));
    this.input = new Input(this.root, this.layer, (event) => this.send(event), () => this.direct);
    addEventListener('keydown', (event) => this.outsideKey(event), { signal });
    const transport = new Transport((event) => this.send(event), (...args) => host.dispatch(...args),
      () => (host.credentials || 'same-origin') as RequestCredentials);
    this.resources = new Resources((event) => this.send(event), (...args) => this.chunk(...args), () => this.need());
    this.effects = new Effects(
      { send: (event) => this.send(event), focusField: (field) => this.focusField(field), focusNode: (node) => this.focusNode(node),
        scrollTo: (surface, y) => this.layer.surfaces.get(surface)?.pane.scrollTo(0, y) },
      transport, this.resources);
    this.surroundings = new Surroundings(host, shadow, () => this.sendSurroundings(), signal);
    if (!this.before) shadow.append(this.root);

    document.fonts.addEventListener('loadingdone', () => this.sendFonts(), { signal });
    addEventListener('popstate', () => this.sendLocation(), { signal });
    const redraw = () => this.redraw();
    void module.renderer.then((renderer) => {
      if (signal.aborted) return;
      this.renderer = renderer;
      this.root.classList.toggle('fallback', !renderer.available);
      renderer.restored.add(redraw);
      signal.addEventListener('abort', () => renderer.restored.delete(redraw));
      this.schedule();
    }).catch((error: Error) => {
      if (signal.aborted) return;
      forget();
      host.stopped(error.message);
    });
    document.addEventListener('visibilitychange', () => this.look(), { signal });
    const sizes = new ResizeObserver(() => this.warm && this.sendSize());
    const views = new IntersectionObserver(([entry]) => {
      this.visible = entry.isIntersecting;
      this.look();
    }, { rootMargin: '100px' });
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
    // What a user has left here, and words in other languages than English, are for the later part of the module.
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

  /** Tells the module where the description is, and all that the attributes say. */
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
      // It stopped before; nothing of it is used again.
    }
  }

  /** Nothing of it happens any more. */
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

  /** The instance was given up. What is shown of the description stays for now, and what is done with it waits. */
  private readonly again = (): void => {
    this.end();
    if (!this.reached) this.close();
    void this.host.start();
  };

  /** What is done is handled at once. */
  private get direct(): boolean {
    return this.module.later.here && !this.ended && !this.resumes && (this.releasing || this.host.waiting.length === 0);
  }

  /** Events that come while one is being handled wait for its end. True when it meant something. */
  send(event: Event): boolean {
    const { type } = event;
    // What was done with a description comes before what the page shows after it.
    const overtakes = kOpening.has(type) && (type !== 'open' || (this.host.waiting.length === 0 && !this.ended));
    if (!this.ended && (overtakes || this.direct)) return this.handle(event);
    if (overtakes || kHovering.has(type) || (this.ended && !this.root.isConnected)) return false;
    this.host.waiting.push(event);
    if (!this.ended) void this.need();
    return false;
  }

  private handle(event: Event): boolean {
    if (event.type === 'open') {
      // Of another description nobody waits for the picture.
      if (event.spec !== this.host.opened?.spec) this.interactive = this.unsettled = false;
      this.host.opened = event;
      // The words of a page that is nothing but the playground are the interface's.
      if (this.wholePage) document.documentElement.lang = this.words;
    }
    this.queue.push(event);
    if (this.running) return false;
    this.running = true;
    let handled = false;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        const { exports } = this.module;
        withText(exports, JSON.stringify(next), (pointer, length) => exports.vitrine_event(this.id, pointer, length));
        handled = this.take() || handled;
      }
    } catch (error) {
      this.stop(error);
    } finally {
      this.running = this.ended;
    }
    return handled;
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

  /** The module begins anew no more: what waits is handled, in its order. `typed`: it was typed in another layer. */
  private release(typed = false): void {
    if (this.resumes || this.releasing) return;
    const { waiting } = this.host;
    this.releasing = true;
    try {
      while (waiting.length > 0 && !this.ended) {
        const next = waiting.shift()!;
        if (typed && next.type === 'input') this.layer.type(next.node as string, next.value as string);
        // The attributes may be others by now.
        this.handle(next.type === 'open' ? this.opening : next);
      }
    } finally {
      this.releasing = false;
    }
  }

  /** The attributes and what is around the element as an event. */
  private get opening(): Event {
    const own = this.ownsLocation;
    return { type: 'open', ...this.host.opening, pageUrl: document.baseURI, hash: own ? location.hash : '', ownsLocation: own,
      language: this.surroundings.language, dark: this.surroundings.dark };
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
    if (event.composedPath().includes(this.root) || (target instanceof Element && target.matches('input, textarea, select, [contenteditable]'))) return;
    if (this.wholePage || this.host.matches(':hover')) this.input.key(event);
  }

  private get wholePage(): boolean {
    return this.host.getAttribute('layout') === 'page';
  }

  private chunk(id: number, bytes: Uint8Array, total: number): boolean {
    if (this.ended) return false;
    const { exports } = this.module;
    try {
      const wanted = withBytes(exports, bytes, (pointer, length) => exports.vitrine_chunk(this.id, id, pointer, length, total));
      this.take();
      return wanted !== 0;
    } catch (error) {
      this.stop(error);
      return false;
    }
  }

  /** The module stopped in the middle of its work: nothing of it can be trusted. Unless a function was called too
   * early, that is a mistake of ours. */
  private stop(error: unknown): void {
    if (error instanceof TooEarly) return renew(this.module);
    if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
    forget();
    // It was to follow what the module has lost.
    this.host.waiting.length = 0;
    this.host.stopped(error.message);
  }

  /** Takes what the module put out: nodes first, then effects, which may need them. */
  private take(): boolean {
    const { exports } = this.module;
    const at = exports.vitrine_output(this.id);
    const [pointer, length] = new Uint32Array(exports.memory.buffer, at, 2);
    if (length === 0) return false;
    const output: Output = JSON.parse(readText(exports, pointer, length));
    if (output.frames !== this.frames) this.epoch = this.module.atlas.epoch;
    this.frames = output.frames;
    if (output.theme) this.applyTheme(output.theme, output.dark === true);
    if (output.patch) {
      this.layer.patch(output.patch, this.density);
      for (const surface of this.layer.surfaces.values()) surface.show();
    }
    if (output.cursor) this.root.style.setProperty('--cursor', output.cursor);
    this.animating = output.animating === true;
    if (output.title && this.ownsLocation) document.title = output.title;
    if (output.stage) this.reach(output.stage, output.problem);
    this.schedule();
    for (const effect of output.effects ?? []) this.effects.perform(effect);
    return output.handled === true;
  }

  private reach(stage: string, problem?: string): void {
    this.interactive = stage === 'ready';
    this.reached = true;
    this.takeOver();
    if (this.interactive) return this.look();
    this.unsettled = false;
    this.host.settled(false, problem);
  }

  /** Goes on from where another playground was, or ended. */
  private takeOver(): void {
    if (!this.resumes) return;
    this.resumes = false;
    // Not in the middle of an output, but before anything else is typed.
    queueMicrotask(() => this.release(true));
    const { before } = this;
    this.before = null;
    if (!before) return;
    before.root.after(this.root);
    for (const { id, pane } of before.layer.surfaces.values()) this.layer.surfaces.get(id)?.pane.scrollTo(0, pane.scrollTop);
    const node = before.layer.nodeOf(this.shadow.activeElement);
    if (node) this.focusNode(node.id);
    before.close();
  }

  /** Nobody waits for a picture that nobody sees. */
  private look(): void {
    if (this.visible !== false && !document.hidden) this.schedule();
    else if (this.interactive || this.unsettled) this.settle();
  }

  private settle(): void {
    this.interactive = this.unsettled = false;
    this.layer.apply(Infinity);
    this.host.settled(true);
    // Nobody waits for the later part yet: that it cannot be had is said to who needs it.
    void idle().then(() => (this.ended ? undefined : this.module.later.fetch())).then(() => this.release(), () => {});
  }

  private prepare(surface: Surface): void {
    this.input.attach(surface);
    surface.pane.addEventListener('scroll', () => this.scrolled(surface), { passive: true });
  }

  /** Scroll events come before the next paint, and so do the picture and the layer they lead to. */
  private scrolled(surface: Surface): void {
    this.send({ type: 'scroll', surface: surface.id, y: surface.follow() });
  }

  private focusField(field: string): void {
    // A place in the body has no field of its own: the one that holds it takes the focus.
    let element = this.layer.endingWith(field);
    for (let end = field.lastIndexOf('/'); !element && end > 0; end = field.lastIndexOf('/', end - 1)) {
      element = this.layer.endingWith(field.slice(0, end));
    }
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }

  private focusNode(node: string): void {
    this.layer.apply(Infinity);
    const element = this.layer.element(node);
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }

  private applyTheme(tokens: NonNullable<Output['theme']>, dark: boolean): void {
    const { style } = this.root;
    style.colorScheme = dark ? 'dark' : 'light';
    for (const [name, color] of Object.entries(tokens)) style.setProperty(`--${name}`, color);
  }

  private schedule(): void {
    const { renderer } = this;
    if (!renderer || this.request !== 0 || !this.visible || document.hidden) return;
    const drawable = renderer.available && !renderer.lost;
    const stale = drawable && [...this.layer.surfaces.values()].some((surface) => surface.stale);
    if (stale || this.animating || this.interactive || !this.layer.complete) this.request = requestAnimationFrame(() => this.present());
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
    // What is made for the layer is laid out by the browser after this: not in the frame of the first picture.
    if (!this.interactive) this.layer.apply();
    this.interactive = false;
    if (this.unsettled && this.layer.complete) this.settle();
    this.schedule();
  }

  /** Shows every surface whose picture is older than its draw list. */
  private draw(): void {
    const { module: { exports, atlas }, renderer } = this;
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
      const [vertices, vertexCount, indices, indexCount, commands, commandCount] = new Uint32Array(buffer, first + surface.index * 24, 6);
      renderer.draw({ memory: buffer, vertices, vertexCount, indices, indexCount, commands, commandCount },
        surface.x, surface.y, this.density, surface.context);
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
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.sendSize();
      this.watchDensity();
    }, { once: true, signal: this.life.signal });
  }
}
