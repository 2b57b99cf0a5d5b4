// Requests and their responses. Bodies of responses stay on this side; the module reads windows of them.
import type { BodyPart, EffectOf, Event, EventOf, PickedFile } from './boundary';
import { messageOf } from './errors';
import type { Failures } from './failures';
import type { Follower } from './following';
import type { Host } from './host';
import type * as manners from './manners';
import { fetchThrough, isProxied, ProxyFailure } from './proxied';
import { Asked, Received } from './page_call';
import type { Socket } from './socket';
import { Pace } from './tasks';
import type { Timing, Told } from './timings';

export interface Exchange {
  abort: AbortController;
  chunks: Uint8Array[];
  size: number;
  charset: string;
  /** Decodes windows that follow each other. */
  decoder?: TextDecoder;
  /** The object URL of the body, while something shows it. */
  url?: string;
  /** Those of a body that has grown since. */
  outgrown: string[];
  started: number;
  /** Chunks of the requests before this one, whose body goes on. */
  before: number;
  /** Comes when the module wants all of the body at once. */
  following?: Promise<Follower | undefined>;
  /** The body for listeners of the page, once the head is here. */
  body?: Received;
  /** Of a WebSocket, once its file is here. */
  socket?: Socket;
  /** The beginning of a long body that the module follows: a browser need not keep it in memory. */
  kept?: Blob;
  /** Bytes in `kept`. */
  keptSize: number;
}

const kProgressEvery = 100;
/** Bytes of a followed body in chunks. */
const kMostInChunks = 4 << 20;

/** A text that is sent keeps a byte order mark. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Transport {
  /** Tells failures apart, once the later file is here. */
  failures?: Pick<Failures, 'why'>;
  /** The same of what the browser tells of the time of a request. */
  timing?: (url: string) => Pick<Timing, 'told' | 'stop'>;
  private readonly exchanges = new Map<number, Exchange>();
  private readonly files = new Map<string, File>();

  constructor(
    readonly send: (event: Event) => void,
    readonly host: Pick<Host, 'dispatch' | 'credentials' | 'proxy'>,
    private readonly later: () => Promise<Pick<typeof manners, 'Follower' | 'converse'>>,
  ) {}

  async request(
    { id, request, redirects, timeout }: EffectOf<'sendRequest'>,
    bytes: Uint8Array,
  ): Promise<void> {
    const exchange = this.begin(id);
    const asked = new Asked({ ...request, body: this.join(request.body, bytes) });
    const { detail } = asked;
    if (!this.host.dispatch('vitrine-request', detail, true)) {
      this.forget(id);
      return this.send({ type: 'failed', id, kind: 'aborted', message: '' });
    }
    if (asked.waits && !(await this.hold(id, exchange, asked))) return;
    asked.close();
    if (/^wss?:/.test(detail.url))
      return this.later().then(
        ({ converse }) => converse(this, exchange, { id, detail, timeout }),
        (error) => this.fail(id, 'other', messageOf(error)),
      );
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    const late = new DOMException(`No response within ${(timeout ?? 0) / 1000} s`, 'TimeoutError');
    const timer = timeout ? setTimeout(() => exchange.abort.abort(late), timeout) : undefined;
    let timing: ReturnType<NonNullable<Transport['timing']>> | undefined;
    let came = false;
    try {
      const { proxy } = this.host;
      const proxied = isProxied(proxy, detail.url);
      // The times of the browser would be those of the way to the proxy.
      if (!proxied) timing = this.timing?.(detail.url);
      const init: RequestInit = {
        method: detail.method,
        headers: detail.headers,
        body: detail.body,
        signal: exchange.abort.signal,
        credentials: (this.host.credentials || 'same-origin') as RequestCredentials,
        cache: 'no-store',
        redirect: redirects,
      };
      const response = proxied
        ? await fetchThrough(proxy, detail.url, init)
        : await fetch(detail.url, init);
      came = true;
      const { url, status, statusText, redirected } = response;
      const headers = [...response.headers] as [string, string][];
      exchange.charset =
        /charset="?([^\s;"]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
      this.send({
        type: 'responseHead',
        id,
        status,
        statusText,
        headers,
        elapsed: elapsed(),
        url: redirected ? url : undefined,
      });
      this.respond(exchange, { url, status, headers, time: elapsed() });
      await this.receive(id, exchange, response).finally(() => finished(exchange));
      const taken = elapsed();
      this.end(id, exchange, taken, '', await timing?.told());
    } catch (error) {
      const { signal } = exchange.abort;
      const tooLate = signal.reason === late;
      if (signal.aborted && !tooLate) return;
      const message = messageOf(error);
      // What came of a body that broke off is kept.
      if (came) return this.end(id, exchange, elapsed(), message || 'network error');
      if (tooLate) return this.fail(id, 'timeout', message);
      if (error instanceof ProxyFailure) return this.fail(id, 'other', message);
      const kind = await this.why(detail.url, signal);
      if (!signal.aborted) this.fail(id, kind, message);
    } finally {
      clearTimeout(timer);
      timing?.stop();
    }
  }

  /** Why no response came. */
  async why(url: string, signal: AbortSignal): Promise<EventOf<'failed'>['kind']> {
    await this.later().catch(() => {});
    return (await this.failures?.why(url, signal)) ?? 'network';
  }

  /** Waits for what listeners of the page await; false when the request is not sent. */
  private async hold(id: number, { abort }: Exchange, asked: Asked): Promise<boolean> {
    this.send({ type: 'held', id, held: true });
    try {
      if (!(await asked.ready(abort.signal))) return false;
      this.send({ type: 'held', id, held: false });
      return true;
    } catch (error) {
      if (!abort.signal.aborted) this.fail(id, 'aborted', messageOf(error));
      return false;
    }
  }

  /** Tells listeners of the page of a response. */
  respond(exchange: Exchange, head: Parameters<Received['detail']>[0]): void {
    exchange.body = new Received(exchange);
    this.host.dispatch('vitrine-response', exchange.body.detail(head));
  }

  /** Sends over the WebSocket of that id. */
  say({ id, text, shown }: EffectOf<'sendMessage'>): void {
    this.exchanges.get(id)?.socket?.say(text, shown);
  }

  end(id: number, { size, body }: Exchange, elapsed: number, error: string, told?: Told): void {
    body?.end(error);
    if (!this.exchanges.has(id)) return;
    this.send({ type: 'responseEnd', id, size, elapsed, ...told, error });
    if (error) this.host.dispatch('vitrine-error', { message: error });
  }

  /** What came of a body that the module follows can still be saved. */
  cancel(id: number): void {
    const exchange = this.exchanges.get(id);
    if (exchange?.socket?.leave()) return;
    if (!exchange?.following) return this.drop(id);
    exchange.abort.abort();
    exchange.body?.cancel();
    void exchange.following.then((follower) => follower?.stop());
  }

  drop(id: number): void {
    const exchange = this.exchanges.get(id);
    if (!exchange) return;
    exchange.abort.abort();
    exchange.body?.cancel();
    void exchange.following?.then((follower) => follower?.stop());
    if (exchange.url) exchange.outgrown.push(exchange.url);
    exchange.outgrown.forEach((url) => URL.revokeObjectURL(url));
    this.exchanges.delete(id);
  }

  /** Sends the bytes of the body from now on, and those of its request that came before. */
  follow({ id }: EffectOf<'followBody'>): void {
    const exchange = this.exchanges.get(id);
    if (!exchange) return;
    exchange.following = this.later().then(
      ({ Follower }) => {
        const follower = new Follower(id, this.send, () => this.state(exchange));
        if (exchange.abort.signal.aborted) return follower;
        for (const chunk of exchange.chunks.slice(exchange.before)) follower.push(chunk);
        return follower;
      },
      () => undefined,
    );
  }

  /** The URL of the body for elements of the page. */
  url(id: number, type: string): string {
    const exchange = this.exchanges.get(id);
    if (!exchange) return '';
    return (exchange.url ??= URL.createObjectURL(
      new Blob([exchange.kept ?? '', ...exchange.chunks] as BlobPart[], { type }),
    ));
  }

  /** Adds a text to the body of that id, which need not have come from a server. */
  keep({ id, text }: EffectOf<'keepText'>): void {
    const exchange = this.exchanges.get(id) ?? this.begin(id);
    const bytes = new TextEncoder().encode(text);
    exchange.chunks.push(bytes);
    exchange.size += bytes.length;
  }

  save({ id, name, mediaType }: EffectOf<'saveFile'>): void {
    const link = document.createElement('a');
    link.href = this.url(id, mediaType);
    link.download = name;
    link.click();
  }

  /** Lets the user pick files; their bytes stay here, under names of our own. */
  pick({ pointer, accept, several }: EffectOf<'pickFile'>): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = several;
    input.addEventListener('change', () => this.take(pointer, input.files ?? []));
    input.click();
  }

  /** Files for a place of the form. */
  take(pointer: string, chosen: Iterable<File>): void {
    const files = [...chosen].map((file): PickedFile => {
      const id = `file-${this.files.size + 1}`;
      this.files.set(id, file);
      return { id, name: file.name, size: file.size, mediaType: file.type };
    });
    if (files.length > 0) this.send({ type: 'filePicked', pointer, files });
  }

  /** A window of the body: as text, or as the digits of its bytes. */
  read({ id, offset, length, form }: EffectOf<'readBody'>): void {
    const exchange = this.exchanges.get(id);
    if (!exchange) return;
    const bytes = slice(exchange, offset, length);
    const last = offset + bytes.length >= exchange.size;
    const text =
      form === 'digits'
        ? null
        : decode(bytes, exchange, last, form === 'moreText' ? exchange.decoder : undefined);
    const isText = text !== null;
    this.send({ type: 'bodyWindow', id, offset, text: text ?? digits(bytes), isText });
  }

  close(): void {
    for (const id of this.exchanges.keys()) this.drop(id);
    this.files.clear();
  }

  private begin(id: number): Exchange {
    const before = this.exchanges.get(id);
    const exchange: Exchange = {
      chunks: [],
      size: 0,
      keptSize: 0,
      outgrown: [],
      started: performance.now(),
      ...before,
      abort: new AbortController(),
      charset: 'utf-8',
      before: before?.chunks.length ?? 0,
      following: undefined,
      body: undefined,
      socket: undefined,
    };
    this.exchanges.set(id, exchange);
    return exchange;
  }

  private async receive(
    id: number,
    exchange: Exchange,
    response: Pick<Response, 'body'>,
  ): Promise<void> {
    const reader = response.body?.getReader();
    const pace = new Pace();
    let reported = performance.now();
    for (;;) {
      await pace.next();
      const value = (await reader?.read())?.value;
      if (!value) return;
      if (exchange.following) {
        await this.receiveFollowed(exchange, value);
        continue;
      }
      exchange.chunks.push(value);
      exchange.size += value.length;
      if (performance.now() - reported < kProgressEvery) continue;
      reported = performance.now();
      this.send({ type: 'responseProgress', id, received: exchange.size });
    }
  }

  private async receiveFollowed(exchange: Exchange, value: Uint8Array): Promise<void> {
    const follower = await exchange.following;
    if (exchange.abort.signal.aborted) return;
    this.add(exchange, value);
    follower?.push(value);
    await follower?.room();
  }

  /** Adds to a body that the module follows. */
  add(exchange: Exchange, value: Uint8Array): void {
    exchange.chunks.push(value);
    exchange.size += value.length;
    if (exchange.url) exchange.outgrown.push(exchange.url);
    exchange.url = undefined;
    if (exchange.size - exchange.keptSize <= kMostInChunks) return;
    exchange.kept = new Blob([exchange.kept ?? '', ...exchange.chunks] as BlobPart[]);
    exchange.keptSize = exchange.size;
    exchange.chunks = [];
  }

  state({ size, started }: Exchange): { received: number; elapsed: number } {
    return { received: size, elapsed: performance.now() - started };
  }

  /** One text stays a text: listeners of the page may want to read it. */
  private join(parts: BodyPart[] | null, bytes: Uint8Array): string | Blob | null {
    if (!parts) return null;
    const [only] = parts;
    if (parts.length === 1 && Array.isArray(only)) return decoder.decode(bytes.subarray(...only));
    return new Blob(
      parts.map((part) =>
        Array.isArray(part) ? bytes.slice(...part) : (this.files.get(part.file) ?? ''),
      ),
    );
  }

  /** Of a body that goes on, what came before the failure stays. */
  private forget(id: number): void {
    if (!this.exchanges.get(id)?.following && !this.exchanges.get(id)?.size)
      this.exchanges.delete(id);
  }

  fail(id: number, kind: EventOf<'failed'>['kind'], message: string): void {
    this.forget(id);
    this.host.dispatch('vitrine-error', { message });
    this.send({ type: 'failed', id, kind, message });
  }
}

/** Resolves once the module has what came of the body. */
async function finished({ following }: Exchange): Promise<void> {
  await (await following)?.finish();
}

function slice({ chunks, size }: Exchange, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
  // Where the chunk begins in `bytes`.
  let start = -offset;
  for (const chunk of chunks) {
    if (start < bytes.length && start + chunk.length > 0)
      bytes.set(chunk.subarray(Math.max(0, -start), bytes.length - start), Math.max(0, start));
    start += chunk.length;
  }
  return bytes;
}

function digits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Null when the bytes are no text. A code point cut by the window's edges is left out, where no decoder goes on. */
function decode(
  bytes: Uint8Array,
  exchange: Exchange,
  last: boolean,
  before?: TextDecoder,
): string | null {
  const { charset } = exchange;
  let begin = 0;
  const utf8 = /^utf-?8$/i.test(charset);
  if (utf8 && !before)
    while (begin < Math.min(3, bytes.length) && (bytes[begin] & 0xc0) === 0x80) ++begin;
  try {
    exchange.decoder = before ?? new TextDecoder(charset, { fatal: utf8 });
    const text = exchange.decoder.decode(bytes.subarray(begin), { stream: !last });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
