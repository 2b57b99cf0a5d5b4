// Requests and their responses. Bodies of responses stay on this side; the module reads windows of them.
import type { RequestDetail } from '../vitrine';
import type { BodyPart, EffectOf, Event, EventOf, PickedFile } from './boundary';
import { messageOf } from './errors';
import type { Host } from './host';

interface Exchange {
  abort: AbortController;
  chunks: Uint8Array[];
  size: number;
  charset: string;
  /** The object URL of the body, while something shows it. */
  url?: string;
}

const kProgressEvery = 100;

/** A text that is sent keeps a byte order mark. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Transport {
  private readonly exchanges = new Map<number, Exchange>();
  private readonly files = new Map<string, File>();

  constructor(
    private readonly send: (event: Event) => void,
    private readonly host: Pick<Host, 'dispatch' | 'credentials'>,
  ) {}

  async request(
    { id, request, redirects, timeout }: EffectOf<'sendRequest'>,
    bytes: Uint8Array,
  ): Promise<void> {
    const exchange = this.begin(id);
    const detail: RequestDetail = { ...request, body: this.join(request.body, bytes) };
    if (!this.host.dispatch('vitrine-request', detail, true)) {
      this.exchanges.delete(id);
      return this.send({ type: 'failed', id, kind: 'aborted', message: '' });
    }
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    const late = new DOMException(`No response within ${(timeout ?? 0) / 1000} s`, 'TimeoutError');
    const timer = timeout ? setTimeout(() => exchange.abort.abort(late), timeout) : undefined;
    try {
      const response = await fetch(detail.url, {
        method: detail.method,
        headers: detail.headers,
        body: detail.body,
        signal: exchange.abort.signal,
        credentials: (this.host.credentials || 'same-origin') as RequestCredentials,
        cache: 'no-store',
        redirect: redirects,
      });
      const { url, status, statusText } = response;
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
      });
      this.host.dispatch('vitrine-response', { url, status, headers });
      await this.receive(id, exchange, response);
      if (this.exchanges.has(id))
        this.send({ type: 'responseEnd', id, size: exchange.size, elapsed: elapsed() });
    } catch (error) {
      const { signal } = exchange.abort;
      if (signal.aborted && signal.reason !== late) return;
      this.fail(id, signal.aborted ? 'timeout' : 'network', messageOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  cancel(id: number): void {
    const exchange = this.exchanges.get(id);
    exchange?.abort.abort();
    if (exchange?.url) URL.revokeObjectURL(exchange.url);
    this.exchanges.delete(id);
  }

  /** The URL of the body for elements of the page. */
  url(id: number, type: string): string {
    const exchange = this.exchanges.get(id);
    if (!exchange) return '';
    return (exchange.url ??= URL.createObjectURL(
      new Blob(exchange.chunks as BlobPart[], { type }),
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

  /** A window of the body as text; the module asks for at most 64 KB. */
  read({ id, offset, length }: EffectOf<'readBody'>): void {
    const exchange = this.exchanges.get(id);
    if (!exchange) return;
    const bytes = slice(exchange, offset, length);
    const text = decode(bytes, exchange.charset, offset + bytes.length >= exchange.size);
    this.send({ type: 'bodyWindow', id, offset, text: text ?? '', isText: text !== null });
  }

  close(): void {
    for (const id of this.exchanges.keys()) this.cancel(id);
    this.files.clear();
  }

  private begin(id: number): Exchange {
    const exchange = { abort: new AbortController(), chunks: [], size: 0, charset: 'utf-8' };
    this.exchanges.set(id, exchange);
    return exchange;
  }

  private async receive(id: number, exchange: Exchange, response: Response): Promise<void> {
    const reader = response.body?.getReader();
    let reported = performance.now();
    for (;;) {
      const value = (await reader?.read())?.value;
      if (!value) return;
      exchange.chunks.push(value);
      exchange.size += value.length;
      if (performance.now() - reported < kProgressEvery) continue;
      reported = performance.now();
      this.send({ type: 'responseProgress', id, received: exchange.size });
    }
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

  private fail(id: number, kind: EventOf<'failed'>['kind'], message: string): void {
    this.exchanges.delete(id);
    this.host.dispatch('vitrine-error', { message });
    this.send({ type: 'failed', id, kind, message });
  }
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

/** Null when the bytes are no text. A code point cut by the window's edges is left out. */
function decode(bytes: Uint8Array, charset: string, last: boolean): string | null {
  let begin = 0;
  const utf8 = /^utf-?8$/i.test(charset);
  if (utf8) while (begin < Math.min(3, bytes.length) && (bytes[begin] & 0xc0) === 0x80) ++begin;
  try {
    const text = new TextDecoder(charset, { fatal: utf8 }).decode(bytes.subarray(begin), {
      stream: utf8 && !last,
    });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
