// <vitrine-playground>: attributes, properties and events. Everything else is the Playground's.
import type {
  Authorization,
  FillOptions,
  NamedDescription,
  VitrinePlayground as PublicElement,
} from '../vitrine';
import { absolute, redirectUri } from './addresses';
import type { EffectOf, Event, EventOf } from './boundary';
import { Calls, authorizing, filling } from './calls';
import { Descriptions } from './descriptions';
import { dropEarly, fetchEarly, needsLater } from './early';
import { messageOf } from './errors';
import { Failure } from './failure';
import type { LoadError } from './fetching';
import type { Opening } from './host';
import { fetchAhead } from './later';
import { isLoading, load } from './loader';
import { dropOutline, fetchOutlineEarly } from './outlines';
import { appear, disappear, placeOf } from './places';
import { Playground } from './playground';
import { styles } from './styles';
import { Base, takeOver } from './upgrade';
import { Words } from './words';

/** By the address of a description: the elements that it was asked for ahead of the module. */
const askers = new Map<string, Set<object>>();

/** The attributes, each with the value of its property where it is missing. */
const kAttributes: Record<string, string | number> = {
  spec: '',
  operation: '',
  theme: 'auto',
  'heading-level': 1,
  language: '',
  layout: 'embedded',
  routing: 'none',
  'redirect-uri': '',
  'scroll-offset': 0,
  schema: '',
  hide: '',
  open: '',
  tag: '',
  paths: '',
  server: '',
  expand: '',
  snippet: '',
  sort: '',
  credentials: 'same-origin',
  mock: '',
  proxy: '',
  group: '',
};

export class VitrinePlayground
  extends Base
  implements Omit<PublicElement, 'addEventListener' | 'removeEventListener'>
{
  static readonly observedAttributes = [...Object.keys(kAttributes), 'specs'];

  declare spec: string;
  declare operation: string;
  declare theme: 'auto' | 'light' | 'dark';
  declare headingLevel: number;
  declare language: string;
  declare layout: 'embedded' | 'page';
  declare routing: 'none' | 'hash';
  declare redirectUri: string;
  declare scrollOffset: number;
  declare schema: string;
  declare hide: string;
  declare open: string;
  declare tag: string;
  declare paths: string;
  declare server: string;
  declare expand: string;
  declare snippet: string;
  declare sort: '' | 'none' | 'alpha' | 'method';
  declare credentials: RequestCredentials;
  declare mock: string;
  declare proxy: string;
  declare group: string;

  /** Used by the Playground, as some functions below. */
  readonly waiting: (Event | null)[] = [];
  opened: EventOf<'open'> | undefined;
  told = '';

  private readonly descriptions = new Descriptions(this);
  private readonly calls = new Calls();
  /** Descriptions and an introduction may be children. */
  private readonly watcher = new MutationObserver(() => this.look());
  private readonly shadow = this.attachShadow({ mode: 'open' });
  private readonly words = new Words(this.shadow);
  private playground: Playground | null = null;
  private starting = false;
  /** The description that was opened last: its address, and all that was said of it. */
  private address = '';
  private described = '';
  private failure: Failure | undefined;
  /** The result of `ready`, or the last report since. */
  private outcome: 'pending' | 'ready' | 'failed' = 'failed';
  private promise!: Promise<void>;
  private resolve!: () => void;
  private reject!: (reason: Error) => void;

  constructor() {
    super();
    this.shadow.adoptedStyleSheets = styles();
    this.expect();
    takeOver(this);
  }

  get ready(): Promise<void> {
    return this.promise;
  }

  /** Frames of logic since the element was connected; stands still while nothing happens. */
  get frames(): number {
    return this.playground?.frames ?? 0;
  }

  /** Pictures of surfaces drawn since then. */
  get pictures(): number {
    return this.playground?.pictures.count ?? 0;
  }

  get description(): string | object | null {
    return this.descriptions.description;
  }

  set description(value: string | object | null) {
    this.descriptions.description = value;
    this.reopen();
  }

  get specs(): NamedDescription[] {
    return this.descriptions.list;
  }

  set specs(list: NamedDescription[]) {
    this.setAttribute('specs', JSON.stringify(list));
  }

  async fill(options: FillOptions): Promise<void> {
    return this.call((id) => filling(id, options));
  }

  async authorize(credentials: Record<string, Authorization>): Promise<void> {
    return this.call((id) => authorizing(id, credentials));
  }

  /** Reads the description again; the input stays. */
  reload(): void {
    if (this.opening.spec !== '') this.expect();
    this.playground?.send({ type: 'reload' });
    void this.start();
  }

  connectedCallback(): void {
    appear(this);
    const options = { childList: true, characterData: true, subtree: true, attributes: true };
    this.watcher.observe(this, { ...options, attributeFilter: ['href', 'rel', 'slot', 'title'] });
    // Before the playground hears of the place in the description.
    addEventListener('popstate', this.look);
    document.addEventListener('DOMContentLoaded', this.look);
    this.look();
    if (!this.playground) this.words.show();
    void this.start();
  }

  /** An element moved within the page is not removed: the input stays. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      disappear(this);
      this.watcher.disconnect();
      removeEventListener('popstate', this.look);
      document.removeEventListener('DOMContentLoaded', this.look);
      this.calls.close('The element was removed');
      this.told = '';
      this.drop();
      this.playground?.close();
      this.playground = null;
      this.waiting.length = 0;
      this.opened = undefined;
      this.shadow.replaceChildren();
      this.expect();
    });
  }

  attributeChangedCallback(): void {
    this.reopen();
  }

  /** Something of what the playground opens with may have changed. */
  private reopen(): void {
    const { spec } = this.descriptions.opening;
    const another = spec !== this.address;
    if (another) this.drop();
    this.address = spec;
    this.described = JSON.stringify(this.opening);
    if (another) {
      this.expect();
      this.told = '';
    }
    if (this.playground) this.playground.open();
    else if (this.waiting.length > 0) this.waiting.push(null);
    if (another) void this.start();
  }

  /** Used by the Playground: the attributes as an event. */
  get opening(): Opening {
    const { theme, headingLevel, group, schema } = this;
    const { hide, open, tag, paths, server, expand, snippet, sort } = this;
    const alone = this.localName !== 'vitrine-playground';
    const operation = schema ? `#/schemas/${encodeURIComponent(schema)}` : this.operation;
    const place = this.isConnected ? placeOf(this) : '';
    return {
      ...this.descriptions.opening,
      operation,
      theme,
      headingLevel,
      redirectUri: absolute(this.redirectUri) || redirectUri(),
      options: { hide, open, tag, paths, server, expand, snippet, sort, alone },
      ...(this.credentials === 'include' && { includesCredentials: true }),
      ...(this.mock && { mockServer: absolute(this.mock) }),
      ...(this.querySelector(':scope > [slot="introduction"]') && { introduced: true }),
      ...(group && { group }),
      ...(place && { place }),
    };
  }

  text(uri: string): Response | undefined {
    return this.descriptions.response(uri);
  }

  describe(index: number): void {
    this.descriptions.choose(index);
    this.reopen();
  }

  called(effect: EffectOf<'called'>): void {
    this.calls.settle(effect);
  }

  dispatch(name: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
    );
  }

  /** The operations are on screen, or what is wrong with them. */
  uncover(): void {
    this.words.hide();
  }

  settled(ready: boolean, problem?: unknown): void {
    if (ready && this.outcome === 'ready') return;
    this.outcome = ready ? 'ready' : 'failed';
    if (ready) {
      this.resolve();
      this.dispatch('vitrine-ready', null);
    } else {
      const error = problem instanceof Error ? problem : new Error(String(problem));
      this.reject(error);
      const { message } = error;
      const { address, status, contentType } = error as Partial<LoadError>;
      this.dispatch('vitrine-error', { message, address, status, contentType });
    }
  }

  stopped(error: unknown): void {
    this.calls.close(messageOf(error));
    this.playground?.close();
    this.playground = null;
    this.shadow.replaceChildren();
    this.words.show();
    this.failure = new Failure(this, error, () => {
      this.expect();
      void this.start();
    });
    // Above the words, where there are any.
    if (this.words.place.hidden) this.shadow.append(this.failure.place);
    else this.words.place.prepend(this.failure.place);
    this.settled(false, error);
  }

  /** Starts unless it runs already, or the element is not visible. */
  async start(): Promise<void> {
    this.ask();
    if (this.starting || !this.isConnected || this.playground?.ended === false) return;
    this.starting = true;
    this.failure?.place.remove();
    try {
      let module = await load();
      while (module.ended) module = await load();
      if (this.isConnected)
        this.playground = new Playground(this, this.shadow, module, this.playground);
    } catch (error) {
      this.drop();
      if (this.isConnected) this.stopped(error);
    } finally {
      this.starting = false;
    }
    void this.playground?.begin();
  }

  /** Asks for what the first picture needs, side by side with the module. */
  private ask(): void {
    const { spec } = this.descriptions.opening;
    if (!this.isConnected || !isLoading()) return;
    if (needsLater(this)) fetchAhead();
    if (!spec || this.text(spec) !== undefined) return;
    askers.set(spec, (askers.get(spec) ?? new Set()).add(this));
    // The whole is asked for once its outline is there.
    if (!fetchOutlineEarly(spec)) fetchEarly(spec);
  }

  /** What was asked for so is not needed, or has failed. */
  private drop(): void {
    const others = askers.get(this.address);
    if (!others?.delete(this) || others.size > 0) return;
    askers.delete(this.address);
    dropEarly(this.address);
    dropOutline(this.address);
  }

  /** The children or the page's address may say something else. */
  private readonly look = (): void => {
    this.descriptions.forget();
    if (JSON.stringify(this.opening) !== this.described) this.reopen();
  };

  /** Carries out a call once there is a description. */
  private async call(event: (id: number) => Event): Promise<void> {
    await this.ready;
    const { playground } = this;
    if (!playground) throw new Error('The element was removed');
    return this.calls.make(event, (made) => playground.send(made));
  }

  /** A pending `ready` stays: it settles with the new description. */
  private expect(): void {
    if (this.outcome === 'pending') return;
    this.outcome = 'pending';
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}

for (const [name, fallback] of Object.entries(kAttributes)) {
  const property = name.replace(/-./g, ([, letter]) => letter.toUpperCase());
  Object.defineProperty(VitrinePlayground.prototype, property, {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement) {
      const value = this.getAttribute(name) ?? fallback;
      return typeof fallback === 'number' ? Number(value) || fallback : value;
    },
    set(this: HTMLElement, value: unknown) {
      this.setAttribute(name, String(value));
    },
  });
}
