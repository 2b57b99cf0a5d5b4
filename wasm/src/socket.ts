// A WebSocket of a request. What goes over it is kept as text, a line of JSON each, which the module follows and the
// user can save: `{"sent":"…"}`, `{"received":"…"}`, of bytes `{"received":{"hex":"…"}}`, at its end
// `{"closed":1000,"reason":"…"}`.
import type { RequestDetail } from '../vitrine';
import type { Event } from './boundary';
import { messageOf } from './errors';
import { Follower } from './following';
import type { Exchange, Transport } from './transport';

/** Bytes of lines that wait for the module. What comes then is kept, but not shown: a page cannot make a WebSocket wait. */
const kMostWaiting = 32 << 20;

/** The body that the lines make. */
interface Body {
  add(bytes: Uint8Array): void;
  state(): { received: number; elapsed: number };
}

type Line =
  { sent: string } | { received: string | { hex: string } } | { closed: number; reason: string };

const encoder = new TextEncoder();
const encode = (line: object) => encoder.encode(`${JSON.stringify(line)}\n`);

/** Opens the WebSocket of a request, and reports on it until it is closed. */
export async function converse(
  transport: Transport,
  exchange: Exchange,
  { id, detail, timeout }: { id: number; detail: RequestDetail; timeout?: number },
): Promise<void> {
  const { signal } = exchange.abort;
  const { url } = detail;
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  if (signal.aborted) return;
  try {
    const socket = (exchange.socket = new Socket(id, detail, signal, transport.send, {
      add: (bytes) => transport.add(exchange, bytes),
      state: () => transport.state(exchange),
    }));
    const failed = await socket.opened(timeout);
    if (signal.aborted) return;
    if (failed) {
      const kind = failed === 'timeout' ? failed : await transport.why(url, signal);
      if (!signal.aborted) transport.fail(id, kind, 'The WebSocket was not opened');
      return;
    }
    exchange.following = Promise.resolve(socket.follower);
    const { headers } = socket;
    transport.send({
      type: 'responseHead',
      id,
      status: 101,
      statusText: 'Switching Protocols',
      headers,
      elapsed: elapsed(),
    });
    transport.respond(exchange, { url, status: 101, headers, time: elapsed() });
    await socket.closed;
    if (!signal.aborted) transport.end(id, exchange, elapsed(), '');
  } catch (error) {
    transport.fail(id, 'other', messageOf(error));
  }
}

export class Socket {
  readonly follower: Follower;
  /** Resolves once it is closed and the module has all of it. */
  readonly closed: Promise<void>;
  private readonly socket: WebSocket;
  private open = false;
  private skipped = 0;

  /** Throws where the URL or a subprotocol is not valid. */
  constructor(
    id: number,
    { url, headers }: RequestDetail,
    private readonly life: AbortSignal,
    send: (event: Event) => void,
    private readonly body: Body,
  ) {
    // The one header that a page can set, in its own way.
    const wanted = headers
      .filter(([name]) => name.toLowerCase() === 'sec-websocket-protocol')
      .flatMap(([, value]) => value.split(/[\s,]+/).filter(Boolean));
    const socket = (this.socket = new WebSocket(url, wanted));
    socket.binaryType = 'arraybuffer';
    this.follower = new Follower(id, send, () => body.state());
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (!life.aborted) this.note({ received: typeof data === 'string' ? data : hex(data) });
    });
    this.closed = new Promise((resolve) =>
      socket.addEventListener('close', ({ code, reason }) => {
        if (this.open && !life.aborted) this.note({ closed: code, reason });
        resolve(this.follower.finish());
      }),
    );
    life.addEventListener('abort', () => socket.close());
  }

  /** Resolves with what went wrong, or nothing. */
  opened(timeout?: number): Promise<'timeout' | 'failed' | undefined> {
    const { socket } = this;
    return new Promise((resolve) => {
      const timer = timeout ? setTimeout(() => over('timeout'), timeout) : undefined;
      const over = (how?: 'timeout' | 'failed') => {
        clearTimeout(timer);
        resolve(how);
        this.open ||= !how;
        if (!this.open) socket.close();
      };
      socket.addEventListener('open', () => over());
      socket.addEventListener('error', () => over('failed'));
      socket.addEventListener('close', () => over('failed'));
    });
  }

  /** Those of the response that a page can see. */
  get headers(): [string, string][] {
    const { protocol } = this.socket;
    return protocol ? [['Sec-WebSocket-Protocol', protocol]] : [];
  }

  /** `shown` is the text without secrets. */
  say(text: string, shown: string): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(text);
    this.note({ sent: shown });
  }

  /** Begins to close what is open; the other side may still send. False where nothing is open. */
  leave(): boolean {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.close(1000);
    return true;
  }

  private note(line: Line): void {
    const bytes = encode({ ...line, at: new Date().toISOString() });
    this.body.add(bytes);
    const { follower } = this;
    if (follower.size > kMostWaiting && !('closed' in line)) {
      if (++this.skipped === 1) void follower.room().then(this.countSkipped);
      return;
    }
    this.countSkipped();
    follower.push(bytes);
  }

  private readonly countSkipped = (): void => {
    if (this.skipped && !this.life.aborted) this.follower.push(encode({ skipped: this.skipped }));
    this.skipped = 0;
  };
}

function hex(bytes: ArrayBuffer): { hex: string } {
  const digits = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0'));
  return { hex: digits.join('') };
}
