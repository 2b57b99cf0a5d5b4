// Descriptions and the documents they refer to: read as a stream and handed to the module in pieces,
// so that no task blocks the page for long.
import type { EffectOf, Event, EventOf } from './boundary';
import { messageOf } from './errors';
import { nextTask } from './tasks';

const kPiece = 128 * 1024;
const kSliceMs = 12;

export class Resources {
  private readonly loads = new Map<number, AbortController>();

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
    const fail = async (failure: Omit<EventOf<'failed'>, 'type' | 'id'>) => {
      // The later part has the error message.
      if ((await this.need()) && this.loads.has(id)) this.send({ type: 'failed', id, ...failure });
    };
    try {
      const response =
        this.given(uri) ??
        (await fetch(uri, {
          credentials: 'omit',
          cache: fresh ? 'no-cache' : 'default',
          signal: abort.signal,
        }));
      if (!response.ok) {
        await fail({ kind: 'status', status: response.status, message: response.statusText });
      } else if (await this.read(id, response)) {
        this.send({ type: 'end', id });
      }
    } catch (error) {
      if (abort.signal.aborted || !this.loads.has(id)) return;
      await fail({
        kind: (await refused(uri)) ? 'crossOrigin' : 'network',
        message: messageOf(error),
      });
    } finally {
      this.loads.delete(id);
    }
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

/** True when a server of another origin exists but does not let the page read its response. */
async function refused(uri: string): Promise<boolean> {
  if (new URL(uri, location.href).origin === location.origin) return false;
  try {
    await fetch(uri, { credentials: 'omit', mode: 'no-cors' });
    return true;
  } catch {
    return false;
  }
}
