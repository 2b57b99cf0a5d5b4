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
  /** Of a file that cannot be had: see LoadError. */
  address?: string;
  status?: number;
  contentType?: string;
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
  /** The credentials mode of the requests, as in fetch(). */
  credentials: RequestCredentials;

  /** Settles when the operations of the description are there and respond, or cannot be had (LoadError); another one
   * after it for another `spec`, `reload()` and an element that was removed. */
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

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-playground': VitrinePlayground;
  }
}
