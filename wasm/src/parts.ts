// The files of the module: where they come from, and what is wrong with one that cannot be used.
import type { ModuleFiles, ModuleSource } from '../vitrine';
import { messageOf } from './errors';
import { fetchFile, LoadError, typeOf } from './fetching';

/** Addresses beside this script, filled in by ../page.mjs and ../package.mjs. `new URL(…, import.meta.url)` has to
 * stay like this: bundlers find a file by it. */
declare const VITRINE_MODULE: string;
declare const VITRINE_LATER: string;
declare const VITRINE_WARM: string;
/** The name of the package; empty in the page's own files. */
declare const VITRINE_PACKAGE: string;

export type Part = 'wasm' | 'later';

const kBeside: Record<Part, () => URL> = {
  wasm: () => new URL(VITRINE_MODULE, import.meta.url),
  later: () => new URL(VITRINE_LATER, import.meta.url),
};

/** The module is in one part. */
export const isWhole = (): boolean => VITRINE_LATER === '';

let given: ModuleFiles = {};

/** Says where the files are, for loads that begin after it. */
export function configure(files: ModuleFiles): void {
  given = { ...given, ...files };
  // What rejects before it is needed is reported by its first user.
  for (const source of [files.wasm, files.later]) Promise.resolve(source).catch(() => {});
}

export function workerAddress(): URL {
  return given.worker
    ? new URL(given.worker, document.baseURI)
    : moved(new URL(VITRINE_WARM, import.meta.url));
}

/** Vite's development server moves the script of a package to a folder of its own, without the files beside it. */
function moved(url: URL): URL {
  const found = VITRINE_PACKAGE && /^(.*\/node_modules\/)\.vite\/.*\//.exec(url.href);
  return found ? new URL(url.href.replace(found[0], `${found[1]}${VITRINE_PACKAGE}/`)) : url;
}

/** Compiles a part once for the page; a failed load may be tried again. */
export function compiler(part: Part): (priority?: RequestPriority) => Promise<WebAssembly.Module> {
  let compiled: Promise<WebAssembly.Module> | undefined;
  return (priority) =>
    (compiled ??= compile(part, priority).catch((error) => {
      compiled = undefined;
      throw error;
    }));
}

async function compile(part: Part, priority?: RequestPriority): Promise<WebAssembly.Module> {
  const source = await given[part];
  const address = addressOf(part, source);
  if (typeof WebAssembly !== 'object') throw new LoadError('noWebAssembly', address);
  if (source instanceof WebAssembly.Module) return source;
  let contentType = '';
  try {
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
      return await WebAssembly.compile(source);
    // A response can be read once, and another try reads it again.
    const response =
      source instanceof Response ? source.clone() : await fetchFile(address, { priority });
    check(part, response);
    contentType = typeOf(response);
    return contentType === 'application/wasm'
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof LoadError) throw error;
    const message = messageOf(error);
    // Browsers agree neither on the error nor on its words.
    const refused = /Content Security|\bCSP\b|unsafe-eval/i.test(message);
    throw new LoadError(refused ? 'evaluation' : 'broken', address, 0, contentType, message);
  }
}

function addressOf(part: Part, source: ModuleSource | undefined): string {
  if (source instanceof Response) return source.url;
  if (typeof source === 'string' || source instanceof URL)
    return new URL(source, document.baseURI).href;
  if (source) return `${part}.wasm`;
  try {
    return moved(kBeside[part]()).href;
  } catch {
    // A bundle that is no ES module does not know where it is.
    throw new LoadError('noAddress', `${part}.wasm`);
  }
}

/** Many servers give a page of their own for whatever they do not have. */
function isMissing(response: Response): boolean {
  return [404, 410].includes(response.status) || typeOf(response) === 'text/html';
}

/** Throws what is wrong with a response. */
function check(part: Part, response: Response): void {
  const { ok, status, statusText, url } = response;
  const missing = isMissing(response);
  if (ok && !missing) return;
  // A name with a hash goes when the site is deployed anew; a page that was opened before still asks for it.
  const hashed = !given[part] && !/\/(vitrine|later)\.wasm$/.test(new URL(url).pathname);
  const problem = missing && hashed ? 'outdated' : ok ? 'type' : 'status';
  throw new LoadError(problem, url, status, typeOf(response), statusText);
}
