// The part of the module that a page does without until it is used (../split.mjs). It comes in idle time
// once the page is interactive; whatever needs it sooner waits for it. No request is synchronous: a
// function that is called too early ends the instance, and the page restarts with all of the module.

declare const VITRINE_LATER: string;

const kTable = '__indirect_function_table';

/** True for imports of functions of the later part: newer tools add a name to the namespace. */
export const isLater = (space: string): boolean => space.startsWith('later');

/** A function of the later part was called before it was here. The instance stands in the middle of its work:
 * it must not be called again. */
export class TooEarly extends Error {}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles once for the page; a failed fetch may be tried again. */
function compile(): Promise<WebAssembly.Module> {
  compiled ??= (async () => {
    const url = new URL(VITRINE_LATER, import.meta.url);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    return WebAssembly.compile(await response.arrayBuffer());
  })().catch((error) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

export class Later {
  /** Imports of the first part: each function that comes later, by its place in the table. */
  readonly placeholders: WebAssembly.ModuleImports;
  /** Every function can be called. */
  here = VITRINE_LATER === '';
  private first!: WebAssembly.Exports;

  constructor(imports: WebAssembly.ModuleImportDescriptor[]) {
    this.placeholders = Object.fromEntries(
      imports
        .filter(({ module }) => isLater(module))
        .map(({ name }) => [
          name,
          (...args: unknown[]) => {
            if (!this.here)
              throw new TooEarly('a function of the later part was called before it was here');
            const late = (this.first[kTable] as WebAssembly.Table).get(Number(name)) as (
              ...args: unknown[]
            ) => unknown;
            return late(...args);
          },
        ]),
    );
  }

  belongsTo(first: WebAssembly.Exports): void {
    this.first = first;
  }

  /** Puts its functions into the table, over the placeholders. Rejects where it cannot be fetched. */
  async fetch(): Promise<void> {
    if (this.here) return;
    const module = await compile();
    if (this.here) return;
    new WebAssembly.Instance(module, { first: this.first });
    this.here = true;
  }
}
