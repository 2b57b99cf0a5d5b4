// What listeners of the page do with requests and responses: a request waits for what they await, the body of a
// response is theirs when they ask for it.
import type { RequestDetail, ResponseDetail } from '../vitrine';
import type { Exchange } from './transport';

/** A request as listeners of `vitrine-request` get it. */
export class Asked {
  readonly detail: RequestDetail;
  private readonly awaited: Promise<unknown>[] = [];
  private open = true;

  constructor(request: Omit<RequestDetail, 'waitUntil'>) {
    this.detail = {
      ...request,
      waitUntil: (promise) => {
        if (!this.open) throw new DOMException('The request was sent already', 'InvalidStateError');
        this.awaited.push(Promise.resolve(promise));
      },
    };
  }

  get waits(): boolean {
    return this.awaited.length > 0;
  }

  /** Resolves once listeners have what they await, and rejects with the first that failed. One that comes may ask for
   * more. False when the user does not wait. */
  async ready(life: AbortSignal): Promise<boolean> {
    const cancelled = new Promise<void>((resolve) =>
      life.addEventListener('abort', () => resolve(), { once: true }),
    );
    for (let count = 0; count < this.awaited.length && !life.aborted;) {
      count = this.awaited.length;
      await Promise.race([cancelled, Promise.all(this.awaited)]);
    }
    this.open = false;
    return !life.aborted;
  }

  /** No listener can have it wait any more. */
  close(): void {
    this.open = false;
  }
}

/** The body of a response, which is copied when someone asks for it. */
export class Received {
  private settle!: (error?: Error) => void;
  private readonly ended = new Promise<void>((resolve, reject) => {
    this.settle = (error) => (error ? reject(error) : resolve());
  });

  constructor(private readonly exchange: Exchange) {
    this.ended.catch(() => {});
  }

  /** No more comes of it; `error`: because it broke off. */
  end(error = ''): void {
    this.settle(error ? new TypeError(error) : undefined);
  }

  cancel(): void {
    this.settle(new DOMException('The request was cancelled', 'AbortError'));
  }

  detail(head: Pick<ResponseDetail, 'url' | 'status' | 'headers' | 'time'>): ResponseDetail {
    const type = head.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const blob = async () => {
      await this.ended;
      const { before, chunks, kept } = this.exchange;
      return new Blob([kept ?? '', ...chunks.slice(kept ? 0 : before)] as BlobPart[], { type });
    };
    const text = async () =>
      new TextDecoder(this.exchange.charset).decode(await (await blob()).arrayBuffer());
    return { ...head, blob, text, json: async () => JSON.parse(await text()) as unknown };
  }
}
