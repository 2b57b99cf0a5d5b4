// The part of the module that a page does not need until somebody uses it (../split.mjs). It is fetched
// at the first sign of a reader. Its functions that are called before it is here wait for it.

declare const VITRINE_LATER: string;

const kTable = '__indirect_function_table';

/** Whether an import stands for a function of the later part: newer tools add a name to the namespace. */
export const isLater = (space: string): boolean => space.startsWith('later');

export class Later {
  /** What the first part imports: by its place in the table, each function that comes later. */
  readonly placeholders: WebAssembly.ModuleImports;
  private first!: WebAssembly.Exports;
  private here = false;
  private fetching: Promise<void> | undefined;

  constructor(imports: WebAssembly.ModuleImportDescriptor[]) {
    this.placeholders = Object.fromEntries(imports.filter(({ module }) => isLater(module)).map(({ name }) =>
      [name, (...args: unknown[]) => {
        this.load();
        return (this.first[kTable] as WebAssembly.Table).get(Number(name))(...args);
      }]));
  }

  belongsTo(first: WebAssembly.Exports): void {
    this.first = first;
  }

  /** Resolves when it is here, or cannot be fetched: `load` then says so to those who need it. */
  fetch(): Promise<void> {
    if (VITRINE_LATER === '' || this.here) return Promise.resolve();
    this.fetching ??= fetch(this.url).then(async (response) => {
      if (!response.ok) throw new Error(response.statusText);
      this.add(await WebAssembly.compile(await response.arrayBuffer()));
    }).catch(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  /** In the middle of a call nothing but a synchronous request can be waited for. */
  private load(): void {
    if (this.here) return;
    const request = new XMLHttpRequest();
    request.open('GET', this.url, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    try {
      request.send();
      if (request.status !== 200) throw new Error(`${request.status} ${request.statusText}`);
    } catch (error) {
      throw new WebAssembly.RuntimeError(`${this.url}: ${error instanceof Error ? error.message : error}`);
    }
    this.add(new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0))));
  }

  /** Puts its functions into the table, over the placeholders. */
  private add(module: WebAssembly.Module): void {
    if (this.here) return;
    new WebAssembly.Instance(module, { first: this.first as WebAssembly.ModuleImports });
    this.here = true;
  }

  private get url(): URL {
    return new URL(VITRINE_LATER, import.meta.url);
  }
}
