// Loads the module once for the page. A failed load may be tried again.
import type { Exports, Host } from './boundary';
import { Company } from './company';
import { readText } from './crossing';
import { GlyphAtlas } from './glyphs';
import { isLater, Later } from './later';
import { compiler, workerAddress } from './parts';
import { Renderer } from './renderer';
import { Loads } from './resources';
import { nextTask } from './tasks';

/** The one instance of the module in a page, with the glyphs and the WebGL context all elements share. */
export interface Module {
  exports: Exports;
  later: Later;
  atlas: GlyphAtlas;
  /** Once an element has asked for graphics(). */
  renderer?: Promise<Renderer>;
  /** Called, one for each element, when the instance is given up. */
  users: Set<() => void>;
  /** The elements that share what is in it. */
  company: Company;
  loads: Loads;
  /** The instance was given up. */
  ended: boolean;
  /** What users do first was done once (rehearsal.ts). */
  rehearsed: boolean;
}

/** The longest time to wait for a graphics process; after it the page waits itself. */
const kWarmUpMs = 3000;

let loading: Promise<Module> | undefined;
let arrived = false;
/** Taken from an instance that was given up: the next one reuses them, and has all of the module at once. */
let inherited: Pick<Module, 'atlas' | 'renderer' | 'loads'> | undefined;

export function load(): Promise<Module> {
  // Whoever imports the entry may say where the files are (parts.ts) right after it, when elements are there already.
  loading ??= Promise.resolve()
    .then(instantiate)
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** The instance is not there yet. */
export const isLoading = (): boolean => !arrived;

/** After the module stopped in the middle of its work: the next one to load gets a new instance. */
export function forget(): void {
  loading = undefined;
}

/** A function of the later part was called too early: restarts all elements with an instance that has it. */
export function renew(module: Module): void {
  if (module.ended) return;
  module.ended = true;
  inherited = module;
  loading = undefined;
  const users = [...module.users];
  module.users.clear();
  for (const user of users) user();
}

/** Resolves when a WebGL context can be made without a wait, or waiting does not help. */
function warmUp(): Promise<void> {
  return new Promise((resolve) => {
    const url = workerAddress();
    // A worker is for pages of the same origin only; that of a sandbox is none.
    if (url.origin !== self.origin) return resolve();
    const worker = new Worker(trusted(url));
    const timer = setTimeout(() => end(), kWarmUpMs);
    const end = () => {
      clearTimeout(timer);
      worker.terminate();
      resolve();
    };
    worker.onmessage = worker.onerror = end;
  });
}

/** The page may ask for Trusted Types. One that allows no such policy goes without the worker. */
function trusted(url: URL): URL {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('vitrine', { createScriptURL: (address) => address });
  return policy?.createScriptURL(url.href) ?? url;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}
interface Policy {
  createScriptURL(address: string): URL;
}
let policy: Policy | undefined;

const compile = compiler('wasm');

async function instantiate(): Promise<Module> {
  const earlier = inherited;
  const module = await compile();
  await nextTask();
  let instance!: WebAssembly.Instance;
  let exports!: Exports;
  const atlas = earlier?.atlas ?? new GlyphAtlas();
  atlas.drop();
  const host: Host = {
    measure: (...[stack, family, size, weight, italic, spacing, density, text, length]) =>
      atlas.measure(
        [stack, family, size, weight, italic, spacing],
        density,
        readText(exports, text, length),
      ),
    metrics: (...[stack, family, size, weight, italic, spacing, density, out]) =>
      new Float32Array(exports.memory.buffer, out, 2).set(
        atlas.metrics([stack, family, size, weight, italic, spacing], density),
      ),
    draw_word: (
      ...[stack, family, size, weight, italic, spacing, density, color, phase, text, length, out]
    ) => {
      const glyphs = atlas.draw(
        [stack, family, size, weight, italic, spacing],
        density,
        color,
        phase,
        readText(exports, text, length),
      );
      new Uint32Array(exports.memory.buffer, out, 1)[0] = glyphs.page;
      new Float32Array(exports.memory.buffer, out + 4, 6).set(glyphs.place);
    },
    drop_words: () => atlas.drop(),
    now: () => performance.timeOrigin + performance.now(),
  };
  const needed = WebAssembly.Module.imports(module);
  const later = new Later(needed, () => instance.exports);
  const imports: WebAssembly.Imports = { host: host as unknown as WebAssembly.ModuleImports };
  for (const { module: space, name } of needed) {
    if (isLater(space)) imports[space] = later.placeholders;
    else if (space !== 'host') (imports[space] ??= {})[name] = systemCall(name);
  }
  instance = await WebAssembly.instantiate(module, imports);
  exports = instance.exports as unknown as Exports;
  if (earlier) await later.fetch();
  exports._initialize();
  await nextTask();
  inherited = undefined;
  arrived = true;
  return {
    exports,
    later,
    atlas,
    renderer: earlier?.renderer,
    users: new Set(),
    company: new Company(),
    loads: new Loads(() => !later.here, earlier?.loads.kept),
    ended: false,
    rehearsed: false,
  };
}

/** The renderer of the page. It takes a while, and nothing waits for it: the layer shows itself meanwhile. */
export function graphics(module: Module): Promise<Renderer> {
  return (module.renderer ??= warmUp()
    .catch(() => {})
    .then(() => prepared(module.atlas)));
}

/** Drawn in a task. */
const kWordsAtOnce = 40;

/** A renderer with all that its first picture needs, a task each. */
async function prepared(atlas: GlyphAtlas): Promise<Renderer> {
  await nextTask();
  const renderer = new Renderer(atlas);
  await nextTask();
  atlas.open();
  await nextTask();
  while (!atlas.finish(kWordsAtOnce)) await nextTask();
  await nextTask();
  renderer.warm();
  await nextTask();
  return renderer;
}

/** The system calls of the C library, which a page does not have: each fails as not implemented. */
function systemCall(name: string): () => number {
  const kNotSupported = 52;
  return () => {
    if (name === 'proc_exit') throw new Error('the module stopped');
    return kNotSupported;
  };
}
