// <vitrine-playground>: attributes, properties and events. Everything else is the Playground's.
import type { VitrinePlayground as PublicElement } from '../vitrine';
import { absolute, redirectUri } from './addresses';
import type { Event, EventOf } from './boundary';
import { messageOf } from './errors';
import type { Opening } from './host';
import { load } from './loader';
import { Playground } from './playground';
import { styles } from './styles';

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
};

export class VitrinePlayground
  extends HTMLElement
  implements Omit<PublicElement, 'addEventListener'>
{
  static readonly observedAttributes = Object.keys(kAttributes);

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

  /** Used by the Playground, as some functions below. */
  readonly waiting: (Event | null)[] = [];
  opened: EventOf<'open'> | undefined;

  private readonly shadow = this.attachShadow({ mode: 'open' });
  private playground: Playground | null = null;
  private starting = false;
  /** The result of `ready`, or the last report since. */
  private outcome: 'pending' | 'ready' | 'failed' = 'failed';
  private promise!: Promise<void>;
  private resolve!: () => void;
  private reject!: (reason: Error) => void;

  constructor() {
    super();
    this.shadow.adoptedStyleSheets = styles();
    this.expect();
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

  /** Reads the description again; the input stays. */
  reload(): void {
    if (this.spec !== '') this.expect();
    this.playground?.send({ type: 'reload' });
    void this.start();
  }

  connectedCallback(): void {
    void this.start();
  }

  /** An element moved within the page is not removed: the input stays. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.playground?.close();
      this.playground = null;
      this.waiting.length = 0;
      this.opened = undefined;
      this.shadow.replaceChildren();
      this.expect();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    const another = name === 'spec' && absolute(before ?? '') !== absolute(now ?? '');
    if (another) this.expect();
    if (this.playground) this.playground.open();
    else if (this.waiting.length > 0) this.waiting.push(null);
    if (another) void this.start();
  }

  /** Used by the Playground: the attributes as an event. */
  get opening(): Opening {
    const { theme, headingLevel, schema, hide, open, tag, paths, server, expand, snippet, sort } =
      this;
    const alone = this.localName !== 'vitrine-playground';
    const operation = schema ? `#/schemas/${encodeURIComponent(schema)}` : this.operation;
    return {
      spec: absolute(this.spec),
      operation,
      theme,
      headingLevel,
      redirectUri: absolute(this.redirectUri) || redirectUri(),
      options: { hide, open, tag, paths, server, expand, snippet, sort, alone },
      ...(this.credentials === 'include' && { includesCredentials: true }),
    };
  }

  dispatch(name: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
    );
  }

  settled(ready: boolean, problem = ''): void {
    if (ready && this.outcome === 'ready') return;
    this.outcome = ready ? 'ready' : 'failed';
    if (ready) {
      this.resolve();
      this.dispatch('vitrine-ready', null);
    } else {
      this.reject(new Error(problem));
      this.dispatch('vitrine-error', { message: problem });
    }
  }

  stopped(problem: string): void {
    this.playground?.close();
    this.playground = null;
    this.shadow.replaceChildren();
    const place = document.createElement('div');
    place.className = 'failure';
    place.setAttribute('role', 'alert');
    place.textContent = `The playground could not be loaded: ${problem} `;
    const retry = document.createElement('button');
    retry.textContent = 'Try again';
    retry.onclick = () => {
      this.expect();
      void this.start();
    };
    place.append(retry);
    this.shadow.append(place);
    this.settled(false, problem);
  }

  /** Starts unless it runs already, or the element is not visible. */
  async start(): Promise<void> {
    if (this.starting || !this.isConnected || this.playground?.ended === false) return;
    this.starting = true;
    this.shadow.querySelector('.failure')?.remove();
    try {
      let module = await load();
      while (module.ended) module = await load();
      if (this.isConnected)
        this.playground = new Playground(this, this.shadow, module, this.playground);
    } catch (error) {
      if (this.isConnected) this.stopped(messageOf(error));
    } finally {
      this.starting = false;
    }
    void this.playground?.begin();
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
