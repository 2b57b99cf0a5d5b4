// What is asked for while the module is on its way, side by side with it: the description, and the rest of the module
// where the first picture will need that.
import { fetchFile } from './fetching';
import { languageOf, wordsOf } from './language';
import { fetchAhead } from './later';
import { restored } from './storage';

/** A response, with the first of its bytes. */
export interface Begun {
  readonly response: Response;
  readonly reader?: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly first?: Uint8Array<ArrayBuffer>;
}

/** What stands at the beginning of Swagger 2.0 in JSON. */
const kLegacy = /"(swagger|basePath|consumes|produces|schemes|definitions)"\s*:/;

const early = new Map<string, Promise<Begun>>();

/** Saved input and words in languages other than English need the later part of the module. */
export const needsLater = (host: HTMLElement): boolean =>
  restored().length > 0 || wordsOf(languageOf(host)) !== 'en';

/** Begins to fetch a description. */
export function fetchEarly(address: string): void {
  if (early.has(address)) return;
  // As a `preload` asks for it, whose response this then is.
  const begun = fetchFile(address).then(begin);
  early.set(address, begun);
  // Who takes it handles a failure.
  begun.then(
    ({ first }) => first && !isUsual(first) && fetchAhead(),
    () => {},
  );
}

/** What was begun early; it can be had once. */
export function takeEarly(address: string): Promise<Begun> | undefined {
  const begun = early.get(address);
  early.delete(address);
  return begun;
}

/** Gives up what was begun early: who asks for it later asks anew. */
export function dropEarly(address: string): void {
  void takeEarly(address)?.then(
    ({ reader }) => reader?.cancel(),
    () => {},
  );
}

/** Reads the first bytes of a response that is one. */
export async function begin(response: Response): Promise<Begun> {
  const reader = response.ok ? response.body?.getReader() : undefined;
  return { response, reader, first: (await reader?.read())?.value };
}

/** True for JSON or YAML that is, as far as its beginning shows, no OpenAPI description of version 2: the later part
 * reads anything else. Of JSON whose keys are sorted the version comes last. */
export function isUsual(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  const isJson = /^\ufeff?\s*[{[]/.test(text);
  if (!isJson) return /^\ufeff?['"]?openapi['"]?\s*:/m.test(text);
  return /"openapi"\s*:/.test(text) || !kLegacy.test(text);
}
