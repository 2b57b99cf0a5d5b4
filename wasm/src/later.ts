// The part of the module that a page does without until it is used (../split.mjs). It comes in idle time
// once the page is interactive; whatever needs it sooner waits for it. No request is synchronous: a
// function that is called too early ends the instance, and the page restarts with all of the module.
import { compiler, isWhole } from './parts';

const kTable = '__indirect_function_table';

/** True for imports of functions of the later part: newer tools add a name to the namespace. */
export const isLater = (space: string): boolean => space.startsWith('later');

/** A function of the later part was called before it was here. The instance stands in the middle of its work:
 * it must not be called again. */
export class TooEarly extends Error {}

const compile = compiler('later');

/** Begins to fetch it before there is an instance: the first picture will need it. */
export function fetchAhead(): void {
  // The page may still say where the files are. A failure is reported to who waits for it.
  if (!isWhole()) void Promise.resolve().then(() => compile().catch(() => {}));
}

export class Later {
  /** Imports of the first part: each function that comes later, by its place in the table. */
  readonly placeholders: WebAssembly.ModuleImports;
  /** Every function can be called. */
  here = isWhole();
  private arrive!: () => void;
  /** Resolves when it is here. */
  readonly arrived = new Promise<void>((resolve) => (this.arrive = resolve));

  /** `first`: the exports of the first part. */
  constructor(
    imports: WebAssembly.ModuleImportDescriptor[],
    private readonly first: () => WebAssembly.Exports,
  ) {
    if (this.here) this.arrive();
    this.placeholders = Object.fromEntries(
      imports
        .filter(({ module }) => isLater(module))
        .map(({ name }) => [
          name,
          (...args: unknown[]) => {
            if (!this.here) throw new TooEarly();
            const late = (first()[kTable] as WebAssembly.Table).get(Number(name)) as (
              ...args: unknown[]
            ) => unknown;
            return late(...args);
          },
        ]),
    );
  }

  /** Puts its functions into the table, over the placeholders. Rejects where it cannot be fetched. */
  async fetch(priority?: RequestPriority): Promise<void> {
    if (this.here) return;
    const module = await compile(priority);
    if (this.here) return;
    new WebAssembly.Instance(module, { first: this.first() });
    this.here = true;
    this.arrive();
  }
}
