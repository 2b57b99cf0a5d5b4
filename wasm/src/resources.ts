// Descriptions and the documents they refer to: read as a stream and handed to the module in pieces,
// so that no task blocks the page for long.
import type { EffectOf, Event, EventOf } from './boundary';
import { messageOf } from './errors';
import { fetchFile, LoadError, typeOf } from './fetching';
import { nextTask } from './tasks';

const kPiece = 128 * 1024;
const kSliceMs = 12;

/** What the module makes a difference between. */
const kKinds: Partial<Record<LoadError['problem'], EventOf<'failed'>['kind']>> = {
  status: 'status',
  crossOrigin: 'crossOrigin',
  policy: 'policy',
};

export class Resources {
  private readonly loads = new Map<number, AbortController>();
  /** Why the last load of an address failed. */
  private readonly failures = new Map<string, LoadError>();

  constructor(
    private readonly send: (event: Event) => void,
    /** Resolves when the later part of the module is here; false when it failed to load, already reported. */
    private readonly need: () => Promise<boolean>,
    /** A text that the page gives itself. */
    private readonly given: (uri: string) => Response | undefined = () => undefined,
  ) {}

  async load({ id, uri, fresh }: EffectOf<'loadResource'>): Promise<void> {
    const abort = new AbortController();
    this.loads.set(id, abort);
    this.failures.delete(uri);
    const fail = async (error: LoadError) => {
      this.failures.set(uri, error);
      const { problem, status, detail } = error;
      const kind = kKinds[problem] ?? 'network';
      // The later part has the error message.
      if ((await this.need()) && this.loads.has(id))
        this.send({ type: 'failed', id, kind, message: detail, ...(status && { status }) });
    };
    try {
      const response =
        this.given(uri) ??
        (await fetchFile(uri, {
          credentials: 'omit',
          cache: fresh ? 'no-cache' : 'default',
          signal: abort.signal,
        }));
      if (!response.ok) {
        const { status, statusText } = response;
        await fail(new LoadError('status', uri, status, typeOf(response), statusText));
      } else if (await this.read(id, response)) {
        this.send({ type: 'end', id });
      }
    } catch (error) {
      if (abort.signal.aborted || !this.loads.has(id)) return;
      await fail(
        error instanceof LoadError ? error : new LoadError('network', uri, 0, '', messageOf(error)),
      );
    } finally {
      this.loads.delete(id);
    }
  }

  /** What `ready` rejects with: `message` is the module's, in words. */
  failure(uri: string, message: string): Error {
    const why = this.failures.get(uri);
    if (!why) return new Error(message);
    const { problem, status, contentType, detail } = why;
    return new LoadError(problem, uri, status, contentType, detail, message);
  }

  cancel(id: number): void {
    this.loads.get(id)?.abort();
  }

  close(): void {
    for (const abort of this.loads.values()) abort.abort();
    this.loads.clear();
  }

  private async read(id: number, response: Response): Promise<boolean> {
    const coded = response.headers.has('content-encoding');
    const total = coded ? 0 : Number(response.headers.get('content-length') ?? 0);
    const reader = response.body?.getReader();
    let first = true;
    let started = performance.now();
    for (;;) {
      const value = (await reader?.read())?.value;
      if (!this.loads.has(id)) return (void reader?.cancel(), false);
      if (!value) return true;
      // The later part reads anything but JSON of OpenAPI 3.
      if (first && !isUsual(value) && !(await this.need())) return false;
      first = false;
      for (let at = 0; at < value.length; at += kPiece) {
        if (performance.now() - started > kSliceMs) {
          await nextTask();
          started = performance.now();
        }
        if (!this.loads.has(id)) return (void reader?.cancel(), false);
        this.send({ type: 'chunk', id, bytes: value.subarray(at, at + kPiece), total });
      }
    }
  }
}

/** True for JSON that is, as far as its beginning shows, no OpenAPI description of version 2. */
function isUsual(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*[{[](?![^]*"swagger"\s*:)/.test(
    new TextDecoder().decode(bytes.subarray(0, 4096)),
  );
}
