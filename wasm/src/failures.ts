// Why a request got no response, as far as a page can know.
import type { EventOf } from './boundary';

type Kind = EventOf<'failed'>['kind'];

const kProbeFor = 4000;

export class Failures {
  /** Origins that the policy of the page refuses. */
  private readonly refused = new Set<string>();

  constructor(life: AbortSignal) {
    document.addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI }) => {
        if (effectiveDirective === 'connect-src') this.refused.add(originOf(blockedURI));
      },
      { signal: life },
    );
  }

  /**
   * A page is not told why nothing came. But it may ask whether anything responds there, without credentials and
   * without seeing what: the root of the server, which a GET must not change.
   */
  async why(url: string, signal: AbortSignal): Promise<Kind> {
    // A WebSocket begins with a request over http.
    const origin = originOf(url.replace(/^ws/, 'http'));
    const own = location.origin;
    // The event of a policy comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    if (this.refused.has(originOf(url))) return 'policy';
    if (!origin || origin === own) return 'network';
    if (own.startsWith('https:') && origin.startsWith('http:')) return 'network';
    const found = await this.ask(origin, signal);
    // A policy may allow the WebSocket and refuse to ask.
    await new Promise((resolve) => setTimeout(resolve));
    return this.refused.has(origin) ? 'network' : found;
  }

  private async ask(origin: string, signal: AbortSignal): Promise<Kind> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), kProbeFor);
    signal.addEventListener('abort', () => stop.abort());
    const ask = (path: string, mode: RequestMode) =>
      fetch(origin + path, {
        mode,
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: stop.signal,
      });
    try {
      await ask('/', 'no-cors');
      // A server of Vitrine tells every page whether it allows it. Another one has nothing there.
      const told = await ask('/vitrine/origin', 'cors').catch(() => undefined);
      return told?.headers.get('vitrine-origin') === 'refused' ? 'originRefused' : 'crossOrigin';
    } catch {
      return stop.signal.aborted ? 'network' : 'unreachable';
    } finally {
      clearTimeout(timer);
    }
  }
}

function originOf(url: string): string {
  try {
    return new URL(url, location.href).origin;
  } catch {
    return '';
  }
}
