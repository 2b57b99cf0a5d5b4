// Descriptions and the documents they refer to: read as a stream and handed to the module in pieces,
// so that no task blocks the page for long.
import type { EffectOf, Event, EventOf } from './boundary';
import { messageOf } from './errors';
import { nextTask } from './tasks';

const kPiece = 128 * 1024;
const kSliceMs = 12;

/** A load, and the element that hears of it. */
interface Load {
  readonly abort: AbortController;
  by: Resources;
}

/** By the id that the module gave it; of all elements that share the module. */
export type Loads = Map<number, Load>;

export class Resources {
  constructor(
    private readonly loads: Loads,
    private readonly send: (event: Event) => void,
    /** Resolves when the later part of the module is here; false when it failed to load, already reported. */
    private readonly need: () => Promise<boolean>,
  ) {}

  async load({ id, uri, fresh }: EffectOf<'loadResource'>): Promise<void> {
    const load: Load = { abort: new AbortController(), by: this };
    this.loads.set(id, load);
    const { signal } = load.abort;
    const fail = async (failure: Omit<EventOf<'failed'>, 'type' | 'id'>) => {
      // The later part has the error message.
      if ((await load.by.need()) && this.loads.has(id))
        load.by.send({ type: 'failed', id, ...failure });
    };
    try {
      const response = await fetch(uri, {
        credentials: 'omit',
        cache: fresh ? 'no-cache' : 'default',
        signal,
      });
      if (!response.ok) {
        await fail({ kind: 'status', status: response.status, message: response.statusText });
      } else if (await this.read(id, load, response)) {
        load.by.send({ type: 'end', id });
      }
    } catch (error) {
      if (signal.aborted || !this.loads.has(id)) return;
      await fail({
        kind: (await refused(uri)) ? 'crossOrigin' : 'network',
        message: messageOf(error),
      });
    } finally {
      this.loads.delete(id);
    }
  }

  cancel(id: number): void {
    this.loads.get(id)?.abort.abort();
  }

  /** The loads go on for others that wait for them; without an heir there are none. */
  close(heir?: Resources): void {
    for (const [id, load] of this.loads) {
      if (load.by !== this) continue;
      if (heir) load.by = heir;
      else if (this.loads.delete(id)) load.abort.abort();
    }
  }

  private async read(id: number, load: Load, response: Response): Promise<boolean> {
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
      if (first && !isUsual(value) && !(await load.by.need())) return false;
      first = false;
      for (let at = 0; at < value.length; at += kPiece) {
        if (performance.now() - started > kSliceMs) {
          await nextTask();
          started = performance.now();
        }
        if (!this.loads.has(id)) return (void reader?.cancel(), false);
        load.by.send({ type: 'chunk', id, bytes: value.subarray(at, at + kPiece), total });
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
