// A body that the module follows: its bytes go there as they come, at most once a frame, so few at a time that
// no task is long. What comes faster waits, and then the server does.
import type { Event } from './boundary';
import { nextTask } from './tasks';

/** Bytes of a turn: some thousands of items. */
const kMostBytes = 128 << 10;
const kMostWaiting = 4 << 20;
/** Pages that cannot be seen have no frames. */
const kUnseen = 250;

export class Follower {
  /** Bytes that wait. */
  size = 0;
  private waiting: Uint8Array[] = [];
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly wakes: { below: number; wake: () => void }[] = [];

  /** `state`: bytes of the whole body so far, and milliseconds since the request. */
  constructor(
    private readonly id: number,
    private readonly send: (event: Event) => void,
    private readonly state: () => { received: number; elapsed: number },
  ) {}

  push(bytes: Uint8Array): void {
    this.waiting.push(bytes);
    this.size += bytes.length;
    this.schedule();
  }

  /** Resolves once more may come. */
  room(): Promise<void> {
    return this.below(kMostWaiting);
  }

  /** Resolves once the module has all of it. */
  finish(): Promise<void> {
    return this.below(1);
  }

  stop(): void {
    this.waiting = [];
    this.size = 0;
    this.unschedule();
    this.wake();
  }

  private below(limit: number): Promise<void> {
    if (this.size < limit) return Promise.resolve();
    return new Promise((wake) => this.wakes.push({ below: limit, wake }));
  }

  private wake(): void {
    for (const { wake } of this.wakes.filter(({ below }) => this.size < below)) wake();
    const left = this.wakes.filter(({ below }) => this.size >= below);
    this.wakes.splice(0, this.wakes.length, ...left);
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(this.turn, kUnseen);
    // A hidden page draws nothing, and must not make the server wait.
    if (document.hidden) void nextTask().then(() => this.timer !== undefined && this.turn());
    else this.frame = requestAnimationFrame(this.turn);
  }

  private unschedule(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private readonly turn = (): void => {
    this.unschedule();
    const bytes = this.take();
    if (this.waiting.length > 0) this.schedule();
    this.send({ type: 'chunk', id: this.id, bytes, total: 0 });
    this.send({ type: 'responseProgress', id: this.id, ...this.state() });
    this.wake();
  };

  private take(): Uint8Array {
    const bytes = new Uint8Array(Math.min(this.size, kMostBytes));
    let at = 0;
    while (at < bytes.length) {
      const [first] = this.waiting;
      const part = first.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length < first.length) this.waiting[0] = first.subarray(part.length);
      else this.waiting.shift();
    }
    this.size -= at;
    return bytes;
  }
}
