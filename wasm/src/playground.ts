// One playground: carries events into the module, its output to the layer and the canvases. Logic runs
// in the handler of the event.
import type { EffectOf, Event, EventOf } from './boundary';
import type { Member } from './company';
import { tell } from './announcing';
import { Crossing, type Outcome } from './crossing';
import { needsLater } from './early';
import { Effects } from './effects';
import { Flow } from './flow';
import type { Host } from './host';
import { Input } from './input';
import { TooEarly } from './later';
import { Layer } from './layer';
import { forget, graphics, renew, type Module } from './loader';
import type * as manners from './manners';
import { Parking } from './parking';
import { Pictures } from './pictures';
import { Resources } from './resources';
import { heed, wanted } from './saving';
import { restored } from './storage';
import { Surroundings } from './surroundings';
import { idle, nextTask } from './tasks';
import { Transport } from './transport';
import { Waiting } from './waiting';

declare const VITRINE_MANNERS: string;

export class Playground {
  /** Frames of logic since the element was connected. */
  frames = 0;
  readonly pictures: Pictures;
  readonly root = document.createElement('div');
  readonly resources: Resources;
  private readonly layer: Layer;
  private readonly crossing: Crossing;
  private readonly waiting: Waiting;
  private readonly input: Input;
  private readonly effects: Effects;
  private readonly transport: Transport;
  private readonly surroundings: Surroundings;
  private readonly flow: Flow;
  private readonly life = new AbortController();
  private readonly queue: Event[] = [];
  /** The words of a parked element, for the browser to find. */
  private readonly words = document.createElement('div');
  private running = false;
  private stack = -1;
  private begun = false;
  private attended?: Promise<ReturnType<typeof manners.attend> | undefined>;
  /** The fonts are ready: draws if the element has a size. */
  private warm = false;
  /** Surfaces have changed since the element took over their height. */
  private fits = false;
  /** What the module has of them. */
  private theme?: EventOf<'theme'>;
  private size?: EventOf<'resize'>;
  /** The module knows that all of it is here. */
  private usable = false;
  /** What is shown is an outline: operations have no forms. */
  private outlined = false;
  private shown = false;
  /** What is seen is what stays: the canvases, or the layer where there can be none. */
  private looked = false;
  /** The operations are there, or the reason why not is known. */
  private reached?: 'ready' | 'failed';

  /** `before` was given up; its picture is shown until there is another. */
  constructor(
    private readonly host: Host,
    private readonly shadow: ShadowRoot,
    private readonly module: Module,
    private before: Playground | null,
  ) {
    const { signal } = this.life;
    const { atlas, exports, later } = module;
    const send = (event: Event) => this.send(event);
    if (!before?.root.isConnected) this.before = null;
    const resumes = this.before !== null || host.waiting.length > 0;
    this.waiting = new Waiting(host, later, this, resumes);
    module.users.add(this.again);
    this.root.className = 'root';
    const transport = (this.transport = new Transport(send, host, async () => {
      await this.attend();
      return import(VITRINE_MANNERS) as Promise<typeof manners>;
    }));
    this.layer = new Layer(
      this.root,
      (surface) => this.input.attach(surface),
      (...body) => transport.url(...body),
      send,
    );
    this.crossing = new Crossing(exports, (id) => this.layer.surfaces.get(id)?.index);
    this.input = new Input(this.root, this.layer, send, () => this.waiting.direct);
    addEventListener('keydown', (event) => this.outsideKey(event), { signal });
    this.resources = new Resources(
      module.loads,
      send,
      () => this.waiting.need(),
      async () => {
        // Nothing waits for it yet: a failure is reported to its first user.
        later.fetch('low').catch(() => {});
        await later.arrived;
        return this.waiting.need();
      },
      (uri) => host.text(uri),
    );
    this.effects = new Effects(this, transport, this.resources);
    module.company.add(this);
    this.surroundings = new Surroundings(
      host,
      shadow,
      () => {
        this.look();
        this.sendTheme();
        if (this.surroundings.stack(atlas) !== this.stack) this.sendFonts();
        if (this.warm) this.sendSize();
      },
      () => this.warm && !this.flow.expected && this.sendSize(),
      signal,
    );
    const resized = () => this.warm && this.sendSize();
    this.flow = new Flow(host, this.root, shadow, this.layer, send, resized, signal);
    if (!this.before) shadow.append(this.root);

    document.fonts.addEventListener('loadingdone', () => this.sendFonts(), { signal });
    addEventListener(
      'popstate',
      () => this.surroundings.ownsLocation && send({ type: 'location', hash: location.hash }),
      { signal },
    );
    this.pictures = new Pictures(host, this.layer, this.crossing, atlas, this, signal);
    this.words.className = 'parked';
    new Parking(host, this, signal);
    this.look();
    if (module.renderer) this.draw();
  }

  /** The canvases take over from the layer. */
  private draw(): void {
    void graphics(this.module)
      .then((renderer) => {
        if (this.ended) return;
        this.pictures.use(renderer);
        this.look();
      })
      .catch((error: Error) => {
        if (this.ended) return;
        forget();
        this.host.stopped(error);
      });
  }

  /** Opens the description. The module may end in the middle of it. */
  async begin(): Promise<void> {
    this.sendFonts();
    this.sendTheme();
    this.pictures.density = this.surroundings.size.density;
    const fonts = this.module.atlas.warm(this.stack, this.pictures.density);
    const kept = restored();
    const needed = needsLater(this.host) || this.waiting.resumes;
    await (needed ? this.waiting.need() : nextTask());
    if (this.ended) return;
    for (const [key, value] of kept) {
      // What was chosen on a page of ours is not to outlast the toggle of the page around.
      if (key !== 'theme' || this.surroundings.wholePage)
        this.queue.push({ type: 'restored', key, value });
    }
    this.begun = true;
    this.usable = this.module.later.here;
    if (this.usable) this.queue.push({ type: 'usable' });
    const { waiting, opened } = this.host;
    this.handle((waiting.length > 0 && opened) || this.surroundings.opening);
    // Without a size nothing is drawn: while the fonts are made ready, the description is on its way.
    await fonts;
    if (this.ended) return;
    this.warm = true;
    this.sendSize();
    if (this.reached) this.show(this.reached);
  }

  /** Passes the description's address and all other attributes to the module. */
  open(): void {
    if (!this.begun) return;
    this.send(this.surroundings.opening);
    if (this.warm) this.sendSize();
  }

  close(): void {
    const { company } = this.module;
    this.end(company.remove(this));
    this.before?.close();
    this.layer.close();
    this.root.remove();
    if (this.module.ended) return;
    try {
      this.crossing.destroy();
      company.tell(this);
    } catch {
      // It stopped before: do not use it again.
    }
  }

  /** True once this playground has stopped. */
  get ended(): boolean {
    return this.life.signal.aborted;
  }

  private end(heir?: Member): void {
    this.module.users.delete(this.again);
    this.life.abort();
    this.effects.close(heir?.resources);
    this.queue.length = 0;
    this.running = true;
  }

  /** The instance was given up. The description stays on screen for now, and events on it wait. */
  private readonly again = (): void => {
    this.end();
    if (!this.reached) this.close();
    void this.host.start();
  };

  /** True when the event had an effect at once. */
  send(event: Event): boolean {
    return this.waiting.send(event);
  }

  /** Events that come while one is being handled wait for its end. */
  handle(event: Event): boolean {
    heed(event);
    if (event.type === 'open') {
      if (event.spec !== this.host.opened?.spec) {
        this.pictures.forget();
        this.outlined = false;
      }
      this.host.opened = event;
      // If the playground is the whole page, its language is the interface's.
      if (this.surroundings.wholePage) document.documentElement.lang = this.surroundings.words;
    }
    this.queue.push(event);
    if (this.running) return false;
    this.running = true;
    let handled = false;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        handled = this.take(this.crossing.event(next)) || handled;
      }
    } catch (error) {
      this.stop(error);
    } finally {
      this.running = this.ended;
    }
    return handled;
  }

  whole(): void {
    if (this.usable || !this.begun) return;
    this.usable = true;
    this.module.loads.kept.clear();
    this.handle({ type: 'usable' });
    this.mark();
  }

  /** Once a description is shown and can be tried. */
  private mark(): void {
    if (this.shown && this.usable && !this.outlined) performance.mark('vitrine:usable');
  }

  resume(event: Event | null, typed: boolean): void {
    if (typed && event?.type === 'input') this.layer.type(event.node, event.value);
    this.handle(event ?? this.surroundings.opening);
  }

  told(): void {
    if (this.begun) this.send({ type: 'told' });
  }

  tellOthers(): void {
    this.module.company.tell(this);
  }

  get filled(): boolean {
    return this.layer.surfaces.size > 0;
  }

  get busy(): boolean {
    const selection = getSelection();
    return (
      this.shadow.activeElement !== null ||
      this.root.querySelector('dialog, audio, video, iframe') !== null ||
      (selection?.isCollapsed === false && selection.containsNode(this.host, true))
    );
  }

  park(parked: boolean): void {
    if (parked) {
      this.words.setAttribute('hidden', 'until-found');
      this.words.textContent = this.layer.words;
      this.layer.clear();
      this.root.append(this.words);
    } else {
      this.words.remove();
    }
    this.send({ type: 'park', parked });
  }

  fill(begins: boolean): void {
    this.layer.fill(begins);
  }

  frame(): void {
    this.send({ type: 'frame' });
  }

  focusNode(node: string): void {
    this.layer.apply(Infinity);
    const element = this.layer.element(node) ?? this.layer.pane(node);
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }

  scrollTo(id: string, y: number, height?: number): void {
    const surface = this.layer.surfaces.get(id);
    if (surface && !this.flow.scrollTo(surface, y, height)) surface.pane.scrollTo(0, y);
  }

  print(part: EffectOf<'printBlocks'>): void {
    void this.attend().then((attended) => attended?.paper.take(part));
  }

  uncover(): void {
    this.host.uncover();
  }

  settled(): void {
    this.shown = true;
    this.host.settled(true);
    this.mark();
    // Nothing waits for the later part yet: a failure is reported to its first user.
    void idle()
      .then(() => {
        if (!this.ended) this.draw();
        return wanted(this.root, this.life.signal);
      })
      .then(() => (this.ended ? undefined : this.module.later.fetch('low')))
      .then(
        () => this.waiting.release(),
        () => {},
      )
      .then(() => this.attend())
      .then(() => this.rehearse());
  }

  /** Once the page is used, all elements have what it was for. */
  private async rehearse(): Promise<void> {
    const { module, theme, size, stack } = this;
    if (this.ended || !this.usable || this.outlined || module.rehearsed || !theme || !size) return;
    module.rehearsed = true;
    const { rehearse } = (await import(VITRINE_MANNERS)) as typeof manners;
    const { opening } = this.surroundings;
    await rehearse(module, { stack, theme, size, opening }).catch((error) => this.stop(error));
  }

  /** The module stopped in the middle of its work: its state is invalid. Unless a function was called too
   * early, that is a bug. */
  stop(error: unknown): void {
    if (error instanceof TooEarly) return renew(this.module);
    if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
    forget();
    // Waiting events depend on state that the module has lost.
    this.host.waiting.length = 0;
    this.host.stopped(error);
  }

  /** Keys of the page around: its own on a page of ours, else while the pointer is over the element. */
  private outsideKey(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (
      event.composedPath().includes(this.root) ||
      (target instanceof Element && target.matches('input, textarea, select, [contenteditable]'))
    )
      return;
    if (this.surroundings.wholePage || this.host.matches(':hover')) this.input.key(event);
  }

  /** Applies what came of an event: nodes first, then effects, which may need them. */
  private take(outcome: Outcome | null): boolean {
    if (!outcome) return false;
    const { output, patch, bytes } = outcome;
    const { layer, pictures } = this;
    if (output.frames !== this.frames) pictures.epoch = this.module.atlas.epoch;
    this.frames = output.frames;
    const { style } = this.root;
    if (output.theme) {
      style.colorScheme = output.dark ? 'dark' : 'light';
      for (const [name, color] of Object.entries({ ...output.theme }))
        style.setProperty(`--${name}`, color);
    }
    if (patch) {
      layer.patch(patch, pictures.density);
      for (const surface of layer.surfaces.values()) surface.show();
      this.fits ||= patch.surfaces !== undefined;
    }
    if (output.cursor) style.setProperty('--cursor', output.cursor);
    pictures.animating = output.animating === true;
    if (output.title && this.surroundings.wholePage) document.title = output.title;
    if (output.stage) this.reach(output.stage, output.problem);
    // The element keeps its height until there are contents.
    if (this.fits && this.reached)
      this.flow.fit(this.reached === 'ready' && (!this.usable || this.outlined));
    this.fits &&= this.reached === undefined;
    pictures.schedule();
    const effects = tell(this.host, output.effects ?? [], (event) => this.queue.push(event));
    for (const effect of effects) this.effects.perform(effect, bytes);
    return output.handled === true;
  }

  private reach(reported: 'outlined' | 'ready' | 'failed', problem = ''): void {
    const before = this.outlined;
    this.outlined = reported === 'outlined';
    // The same operations are on screen.
    if (before && reported === 'ready') {
      if (this.shown) {
        this.host.settled(true);
        void this.attend().then(() => this.rehearse());
      }
      return this.mark();
    }
    const stage = reported === 'outlined' ? 'ready' : reported;
    this.reached = stage;
    if (this.warm) this.show(stage);
    if (stage === 'ready') return;
    this.draw();
    this.pictures.forget();
    this.host.uncover();
    this.host.settled(false, this.resources.failure(this.host.opened?.spec ?? '', problem));
  }

  /** It has a size: there is something to show. */
  private show(stage: 'ready' | 'failed'): void {
    this.takeOver();
    if (stage === 'ready') this.pictures.expect();
  }

  /** Continues from the state of another playground, or of one that ended. */
  private takeOver(): void {
    if (!this.waiting.resumes) return;
    this.waiting.resumes = false;
    // Release after the current output, but before further input.
    queueMicrotask(() => this.waiting.release(true));
    const { before } = this;
    this.before = null;
    if (!before) return;
    before.root.after(this.root);
    for (const { id, pane, flows } of before.layer.surfaces.values())
      if (!flows) this.scrollTo(id, pane.scrollTop);
    const node = before.layer.nodeOf(this.shadow.activeElement);
    if (node) this.focusNode(node.id);
    before.close();
  }

  /** Shows the layer itself where there is no picture yet, or can be none. */
  look(): void {
    const before = this.layer.isVisible;
    const { pictures } = this;
    pictures.plain = this.surroundings.forced || !pictures.possible;
    this.layer.show(pictures.plain || !pictures.drawn);
    if (pictures.plain) void this.attend();
    if (!this.looked && (pictures.plain || pictures.drawn)) {
      this.looked = true;
      performance.mark('vitrine:picture');
    }
    if (this.stack >= 0 && before !== this.layer.isVisible) this.sendTheme(this.theme);
    pictures.schedule();
  }

  /** Without the file the browser copies and prints as it can. */
  private attend(): NonNullable<typeof this.attended> {
    const send = (event: Event) => this.send(event);
    return (this.attended ??= import(VITRINE_MANNERS)
      .then(({ attend }: typeof manners) => {
        if (this.ended) return undefined;
        const attended = attend(
          this.root,
          this.shadow,
          this.layer,
          send,
          this.transport,
          this.life.signal,
        );
        this.effects.select = attended.select;
        return attended;
      })
      .catch(() => (this.attended = undefined)));
  }

  describe(index: number): void {
    this.host.describe(index);
  }

  called(effect: EffectOf<'called'>): void {
    this.host.called(effect);
  }

  pickDate(effect: EffectOf<'pickDate'>): void {
    void this.attend().then((attended) => attended?.pickDate(effect));
  }

  /** To ask the page around for it makes the browser find the styles of all that has changed. */
  private sendTheme(theme: Omit<EventOf<'theme'>, 'shapes'> = this.surroundings.theme): void {
    this.root.style.setProperty('--roundness', String(theme.roundness));
    const shapes = this.layer.isVisible;
    const { here } = this.module.later;
    this.theme = { ...theme, contrast: here && theme.contrast, shapes };
    this.send(this.theme);
    // Few users need what makes it: that is in the later part of the module.
    if (!here && theme.contrast)
      void this.waiting.need().then((comes) => comes && !this.ended && this.sendTheme());
  }

  private sendSize(): void {
    const { scale } = this.surroundings;
    // The browser lays the layer out larger, as it does for its own zoom; the canvas gets more pixels.
    this.root.style.zoom = String(scale);
    const size = { ...this.surroundings.size, ...this.flow.measure(scale) };
    this.pictures.density = size.density;
    if (JSON.stringify(size) === JSON.stringify(this.size)) return;
    this.size = size;
    this.send(size);
  }

  private sendFonts(): void {
    this.stack = this.surroundings.stack(this.module.atlas);
    this.send({ type: 'fonts', stack: this.stack });
  }
}
