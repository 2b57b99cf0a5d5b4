// Events until the later part of the module is here (later.ts). The module only opens and shows the
// description so far: other events wait. So no input is lost if the module has to restart, because opening
// that description takes a function of the later part: it is opened again, and then the events are handled.
import type { Event } from './boundary';
import { PointerKind } from './boundary';
import type { Host } from './host';
import type { Later } from './later';

/** Events of opening and showing a description. */
const kOpening = new Set<Event['type']>([
  'fonts',
  'theme',
  'resize',
  'open',
  'chunk',
  'end',
  'failed',
  'wake',
  'task',
  'told',
  'park',
  'frame',
  'scroll',
  'codeScroll',
]);

/** Events that may be dropped instead of waiting. */
const hovers = (event: Event): boolean =>
  event.type === 'pointer' && (event.kind === PointerKind.moved || event.kind === PointerKind.left);

/** What handles the events: the Playground. */
interface Handler {
  readonly ended: boolean;
  readonly root: HTMLElement;
  handle(event: Event): boolean;
  /** All of the module is here. */
  whole(): void;
  /** Handles an event that waited. `typed`: in the layer of the playground before. */
  resume(event: Event | null, typed: boolean): void;
}

export class Waiting {
  private releasing = false;

  /** `resumes`: the waiting events belong to a description that is not loaded yet. */
  constructor(
    private readonly host: Host,
    private readonly later: Later,
    private readonly handler: Handler,
    public resumes: boolean,
  ) {}

  /** True when events are handled at once. */
  get direct(): boolean {
    return (
      this.later.here &&
      !this.handler.ended &&
      !this.resumes &&
      (this.releasing || this.host.waiting.length === 0)
    );
  }

  /** Handles an event unless it has to wait. True when it had an effect. */
  send(event: Event): boolean {
    const {
      host: { waiting },
      handler,
    } = this;
    const { type } = event;
    // Events on a description are handled before the page opens another; idle work takes the later part.
    const overtakes =
      kOpening.has(type) &&
      (type !== 'open' || (!waiting.length && !handler.ended)) &&
      (type !== 'wake' || event.timer !== 'idle');
    if (!handler.ended && (overtakes || this.direct)) return handler.handle(event);
    if (overtakes || hovers(event) || (handler.ended && !handler.root.isConnected)) return false;
    waiting.push(type === 'open' ? null : event);
    // The module is told of editors when it comes; nobody has used one yet.
    if (!handler.ended && type !== 'wake' && type !== 'editorsAttended') void this.need();
    return false;
  }

  /** Resolves when the later part is here; false when it cannot be had, which the element then says. */
  async need(): Promise<boolean> {
    try {
      await this.later.fetch();
    } catch (error) {
      if (!this.handler.ended) this.host.stopped(error);
      return false;
    }
    this.release();
    return true;
  }

  /** The module restarts no more: handles waiting events in order. */
  release(typed = false): void {
    if (this.resumes || this.releasing) return;
    const { waiting } = this.host;
    this.releasing = true;
    try {
      if (this.later.here && !this.handler.ended) this.handler.whole();
      while (waiting.length > 0 && !this.handler.ended)
        this.handler.resume(waiting.shift() ?? null, typed);
    } finally {
      this.releasing = false;
    }
  }
}
