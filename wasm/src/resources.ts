// Descriptions and the documents they refer to: read as a stream and handed to the module in pieces,
// so that no task blocks the page for long.
import type { EffectOf, Event, EventOf } from './boundary';
import { begin, isUsual, takeEarly, type Begun } from './early';
import { messageOf } from './errors';
import { fetchFile, LoadError, typeOf } from './fetching';
import { outlineOf } from './outlines';
import { used } from './saving';
import { idle, nextTask } from './tasks';

const kPiece = 128 * 1024;
const kSliceMs = 12;

/** What the module makes a difference between. */
const kKinds: Partial<Record<LoadError['problem'], EventOf<'failed'>['kind']>> = {
  status: 'status',
  crossOrigin: 'crossOrigin',
  policy: 'policy',
};

/** A load, and the element that hears of it. */
interface Load {
  readonly abort: AbortController;
  by: Resources;
}

/** By the id that the module gave it; of all elements that share the module. */
export class Loads extends Map<number, Load> {
  /** Why the last load of an address failed. */
  readonly failures = new Map<string, LoadError>();

  constructor(
    /** The instance may be given up for another. */
    readonly mayRestart: () => boolean,
    /** What was fetched is kept for that one, by address. */
    readonly kept = new Map<string, Blob>(),
  ) {
    super();
  }
}

export class Resources {
  constructor(
    private readonly loads: Loads,
    private readonly send: (event: Event) => void,
    /** Resolves when the later part of the module is here; false when it failed to load, already reported. */
    private readonly need: () => Promise<boolean>,
    /** The same once it is here: that it failed to load is reported to who needs it. */
    private readonly comes: () => Promise<boolean>,
    /** A text that the page gives itself. */
    private readonly given: (uri: string) => Response | undefined = () => undefined,
  ) {}

  async load({ id, uri, fresh, whole }: EffectOf<'loadResource'>): Promise<void> {
    const load: Load = { abort: new AbortController(), by: this };
    this.loads.set(id, load);
    this.loads.failures.delete(uri);
    const { signal } = load.abort;
    const fail = async (error: LoadError) => {
      this.loads.failures.set(uri, error);
      const { problem, status, detail } = error;
      const kind = kKinds[problem] ?? 'network';
      // The later part has the error message.
      if ((await load.by.need()) && this.loads.has(id))
        load.by.send({ type: 'failed', id, kind, message: detail, ...(status && { status }) });
    };
    try {
      const kept = this.loads.kept.get(uri);
      this.loads.kept.delete(uri);
      const early = takeEarly(uri);
      const given = this.given(uri) ?? (kept && !fresh ? again(kept) : undefined);
      const outline = given || whole ? undefined : await outlineOf(uri);
      const here = given ?? outline;
      if (whole && !fresh && !here) await used();
      const begun =
        (here || fresh ? undefined : await early) ??
        (await begin(
          here ??
            (await fetchFile(uri, {
              cache: fresh ? 'no-cache' : 'default',
              priority: whole && !fresh ? 'low' : 'auto',
              signal,
            })),
        ));
      const { response, reader } = begun;
      // What was begun early does not know the signal.
      signal.addEventListener('abort', () => void reader?.cancel());
      if (!response.ok) {
        const { status, statusText } = response;
        await fail(new LoadError('status', uri, status, typeOf(response), statusText));
      } else if (
        // The whole comes after the picture of its outline; operations have forms with all of the module only.
        (!whole || fresh || (await idle(), await load.by.comes())) &&
        (await this.read(id, load, begun, outline ? undefined : uri))
      ) {
        load.by.send({ type: 'end', id });
      }
    } catch (error) {
      if (signal.aborted || !this.loads.has(id)) return;
      await fail(
        error instanceof LoadError ? error : new LoadError('network', uri, 0, '', messageOf(error)),
      );
    } finally {
      this.loads.delete(id);
    }
  }

  /** What `ready` rejects with: `message` is the module's, in words. */
  failure(uri: string, message: string): Error {
    const why = this.loads.failures.get(uri);
    if (!why) return new Error(message);
    const { problem, status, contentType, detail } = why;
    return new LoadError(problem, uri, status, contentType, detail, message);
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

  /** Without `uri`, nothing is kept. */
  private async read(id: number, load: Load, begun: Begun, uri?: string): Promise<boolean> {
    const { response, reader, first } = begun;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const coded = response.headers.has('content-encoding');
    const total = coded ? 0 : Number(response.headers.get('content-length') ?? 0);
    let started = performance.now();
    for (let value = first; ; value = (await reader?.read())?.value) {
      if (load.abort.signal.aborted || !this.loads.has(id)) return (void reader?.cancel(), false);
      if (!value) {
        if (uri && this.loads.mayRestart()) this.loads.kept.set(uri, new Blob(pieces));
        return true;
      }
      if (this.loads.mayRestart()) pieces.push(value);
      else pieces.length = 0;
      if (value === first && !isUsual(value) && !(await load.by.need())) return false;
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

/** The response that was fetched before. */
const again = (body: Blob): Response =>
  new Response(body, { headers: { 'content-length': String(body.size) } });
