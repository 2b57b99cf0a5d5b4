// The types of vitrine.js, for the pages that embed it. They lie beside it, so that
// `import { VitrinePlayground } from './vitrine.js'` finds them; the sources keep to them.

/** Detail of `vitrine-request`: listeners may change it, or cancel the event and so the request. A WebSocket has a URL
 * of ws or wss, and `Sec-WebSocket-Protocol` as its only header. */
export interface RequestDetail {
  method: string;
  url: string;
  headers: [string, string][];
  body: string | Blob | null;
}

/** Detail of `vitrine-response`. */
export interface ResponseDetail {
  url: string;
  status: number;
  headers: [string, string][];
}

/** Detail of `vitrine-error`: of a description that cannot be had, or a request without a response. */
export interface ErrorDetail {
  message: string;
}

export interface VitrineEventMap {
  'vitrine-ready': CustomEvent<null>;
  'vitrine-request': CustomEvent<RequestDetail>;
  'vitrine-response': CustomEvent<ResponseDetail>;
  'vitrine-error': CustomEvent<ErrorDetail>;
}

/** `<vitrine-playground>`: each property is the attribute of that name, `headingLevel` that of `heading-level`. */
export declare class VitrinePlayground extends HTMLElement {
  /** Address of the OpenAPI description, relative to the page. */
  spec: string;
  /** The operation to show: an operationId, or a link such as `#/operations/GET/%2Fusers`. Empty: the overview. */
  operation: string;
  /** `auto` follows the page's colour scheme. */
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
  /** The credentials mode of the requests, as in fetch(). */
  credentials: RequestCredentials;

  /** Settles when the operations of the description are there and respond, or cannot be had; another one after it for
   * another `spec`, `reload()` and an element that was removed. */
  readonly ready: Promise<void>;
  /** Reads the description again; the input stays. */
  reload(): void;

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
