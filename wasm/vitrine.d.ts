// The types of vitrine.js, for the pages that embed it. They lie beside it, so that
// `import { VitrinePlayground } from './vitrine.js'` finds them; the sources keep to them.

/** Detail of `vitrine-request`: listeners may change it, or cancel the event and so the request. A WebSocket has a URL
 * of ws or wss, and `Sec-WebSocket-Protocol` as its only header. */
export interface RequestDetail {
  method: string;
  url: string;
  headers: [string, string][];
  body: string | Blob | null;
  /** Has the request wait, of which the user is told: it is sent as it is when the promise is fulfilled. Where it is
   * rejected, the request fails with its message. To be called before the request is sent. */
  waitUntil(promise: PromiseLike<unknown>): void;
}

/** Detail of `vitrine-response`, when its head is here. */
export interface ResponseDetail {
  url: string;
  status: number;
  headers: [string, string][];
  /** Milliseconds from the request to the head. */
  time: number;
  /** The body, once all of it is here; it is copied when one of these is called. They reject where it breaks off or the
   * user cancels it. */
  text(): Promise<string>;
  json(): Promise<unknown>;
  blob(): Promise<Blob>;
}

/** Detail of `vitrine-navigate`: what is shown from now on. Of the three names one is set, none for the overview. The
 * event can be cancelled where the user followed a link: then what was shown stays. */
export interface NavigateDetail {
  /** `#/operations/…`, `#/schemas/…`, `#/tags/…`, `#/`. */
  link: string;
  /** An operationId, or else the link: what `operation` takes. */
  operation?: string;
  schema?: string;
  tag?: string;
}

/** Detail of `vitrine-error`: of a description that cannot be had, or a request without a response. */
export interface ErrorDetail {
  message: string;
  /** Of a file that cannot be had: see LoadError. */
  address?: string;
  status?: number;
  contentType?: string;
}

/** What fills a form. */
export interface FillOptions {
  /** As the attribute of that name; the operation that is shown where it is missing. */
  operation?: string;
  /** By the name of the parameter, or `path.id` where the place has to be said. */
  parameters?: Record<string, unknown>;
  /** A text is taken as it is, anything else is written as JSON. */
  body?: unknown;
  /** Of the body; the one that is chosen where it is missing. */
  contentType?: string;
}

/** A key, a token, a name and a password; null signs out. */
export type Authorization = string | { username: string; password: string } | null;

/** One of several descriptions. */
export interface NamedDescription {
  /** Empty or missing: the name of the file. */
  name?: string;
  url: string;
}

/** Why a file cannot be had or used.
 * `status`: the server responded with an error. `type`: it responded with a page of its own. `outdated`: the file has
 * gone, most likely because the site was deployed anew. `network`: no response. `crossOrigin`: the server does not let
 * this page read it. `policy`, `evaluation`: the page's Content Security Policy forbids to fetch it, or WebAssembly.
 * `file`: the page was opened from disk. `broken`: it is no module, or of another version. `noWebAssembly`: the browser
 * has none. `noAddress`: the script is no ES module, and does not know where it is. */
export type LoadProblem =
  | 'status'
  | 'type'
  | 'outdated'
  | 'network'
  | 'crossOrigin'
  | 'policy'
  | 'evaluation'
  | 'file'
  | 'broken'
  | 'noWebAssembly'
  | 'noAddress';

/** `ready` rejects with it where a file cannot be had: the description, or one of the module's own. */
export declare class LoadError extends Error {
  readonly problem: LoadProblem;
  readonly address: string;
  /** Of HTTP; 0: there was no response. */
  readonly status: number;
  /** Its media type; empty: not known. */
  readonly contentType: string;
  /** The browser's or the server's own words. */
  readonly detail: string;
}

export type ModuleSource = string | URL | BufferSource | Response | WebAssembly.Module;

/** Where the module's files are: an address relative to the page, the bytes, a response, or a promise of one. */
export interface ModuleFiles {
  /** `vitrine.wasm` */
  wasm?: ModuleSource | Promise<ModuleSource>;
  /** `later.wasm` */
  later?: ModuleSource | Promise<ModuleSource>;
  /** `warm.js`, an address of the page's origin. */
  worker?: string | URL;
}

/** Says where the module's files are, instead of beside the script: for what is loaded after it. Call it in the script
 * that imports this one, or before `define()`. */
export declare function configure(files: ModuleFiles): void;

/** Registers the elements, once; `vitrine.js` does it itself. Does nothing where there is no browser. */
export declare function define(): void;

export interface VitrineEventMap {
  'vitrine-ready': CustomEvent<null>;
  'vitrine-request': CustomEvent<RequestDetail>;
  'vitrine-response': CustomEvent<ResponseDetail>;
  'vitrine-navigate': CustomEvent<NavigateDetail>;
  'vitrine-error': CustomEvent<ErrorDetail>;
}

/** `<vitrine-playground>`: each property is the attribute of that name, `headingLevel` that of `heading-level`. */
export declare class VitrinePlayground extends HTMLElement {
  /** Address of the OpenAPI description, relative to the page. Without it the description may stand inside the element:
   * `<script type="application/json">`, or `application/yaml`. */
  spec: string;
  /** The description itself, as an object or as text of JSON or YAML, in the place of `spec`; no attribute. Its references
   * are relative to the page. */
  description: string | object | null;
  /** Several descriptions to choose from, the one of `spec` or the first of them to begin with. The attribute has them as
   * JSON; in its place the element may hold links: `<a rel="service-desc" href="pets.json">Pets</a>`. */
  specs: NamedDescription[];
  /** The operation to show: an operationId, or a link such as `#/operations/GET/%2Fusers`. Empty: the overview. */
  operation: string;
  /** `auto` follows the page: its colour scheme, or else the colour behind the element. */
  theme: 'auto' | 'light' | 'dark';
  /** The level of the first heading, 1 to 6. */
  headingLevel: number;
  /** BCP 47; empty: that of the page around. */
  language: string;
  /** `page`: the element is the whole page. */
  layout: 'embedded' | 'page';
  /** `hash`: the element's places are the page's addresses. */
  routing: 'none' | 'hash';
  /** The redirect URI of sign-ins, of the page's origin and relative to the page; empty: `docs/oauth2-redirect` beside
   * `vitrine.js`. */
  redirectUri: string;
  /** Height in pixels of a header that stays at the top of the page: what is scrolled to stays below it. */
  scrollOffset: number;
  /** What is left out, parted by spaces: `navigation header theme try-it code servers models info`. */
  hide: string;
  /** What is unfolded in the list at first, parted by commas: tags, `schemas`, `webhooks`; or `all`, `none`. */
  open: string;
  /** Only the operations of these tags, parted by commas. */
  tag: string;
  /** Only the operations whose path begins with one of these, parted by commas. */
  paths: string;
  /** Address of the server that is chosen at first. */
  server: string;
  /** How far schemas are unfolded at first: `none`, `required`, `all`, or a number of levels. */
  expand: string;
  /** The code that is shown at first: a language, or a tool such as `curl`. */
  snippet: string;
  /** The order of operations; empty and `none`: that of the description. */
  sort: '' | 'none' | 'alpha' | 'method';
  /** A schema to show in place of an operation, by its name. */
  schema: string;
  /** The credentials mode of the requests, as in fetch(). Descriptions are fetched as `same-origin`. */
  credentials: RequestCredentials;
  /** Address of a mock server, relative to the page, that is offered before the servers of the description: that of
   * `vitrine serve --mock`. */
  mock: string;
  /** Address of a proxy on the page's own origin that requests to other origins go through: that of `vitrine serve
   * --proxy`. WebSockets do not. */
  proxy: string;
  /** Elements with the same description and group have one sign-in and one server; those of other groups do not. */
  group: string;

  /** Settles when the operations of the description are there and respond, or cannot be had (LoadError); another one
   * after it for another `spec`, `reload()` and an element that was removed. */
  readonly ready: Promise<void>;
  /** Reads the description again; the input stays. */
  reload(): void;
  /** Fills the form of an operation, which is shown then; the user can undo it, and nothing is sent. Rejects where the
   * description has no such operation, parameter, body or content type. */
  fill(options: FillOptions): Promise<void>;
  /** Signs in by the names of security schemes, as the user does: for this description and its server, until the page is
   * left. Rejects where there is no such scheme. */
  authorize(credentials: Record<string, Authorization>): Promise<void>;

  addEventListener<K extends keyof VitrineEventMap>(
    type: K,
    listener: (this: VitrinePlayground, event: VitrineEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof VitrineEventMap>(
    type: K,
    listener: (this: VitrinePlayground, event: VitrineEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** `<vitrine-operation operation="createUser">`: the operation alone, in the text of a page. */
export declare class VitrineOperation extends VitrinePlayground {}
/** `<vitrine-schema schema="Picture">`: the schema alone. */
export declare class VitrineSchema extends VitrinePlayground {}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-playground': VitrinePlayground;
    'vitrine-operation': VitrineOperation;
    'vitrine-schema': VitrineSchema;
  }
}
