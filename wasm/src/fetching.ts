// Fetches a file, and says why it cannot be had as far as a page may know.
import type { LoadProblem } from '../vitrine';
import { messageOf } from './errors';

/** A file that cannot be had, or not be used. */
export class LoadError extends Error {
  readonly name = 'LoadError';

  constructor(
    readonly problem: LoadProblem,
    readonly address: string,
    readonly status = 0,
    readonly contentType = '',
    /** The browser's or the server's own words. */
    readonly detail = '',
    message?: string,
  ) {
    const known = [status || '', detail, contentType && `(${contentType})`];
    super(message ?? [address, known.filter(Boolean).join(' ')].filter(Boolean).join(': '));
  }
}

/** The media type, without its parameters. */
export const typeOf = ({ headers }: Response): string =>
  (headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase();

/** As fetch(), but rejects with a LoadError where there is no response. */
export async function fetchFile(address: string, init: RequestInit = {}): Promise<Response> {
  const refused: string[] = [];
  const listen = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective === 'connect-src') refused.push(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', listen);
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    // The event of a policy comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    throw new LoadError(await why(address, refused), address, 0, '', messageOf(error));
  } finally {
    document.removeEventListener('securitypolicyviolation', listen);
  }
}

async function why(address: string, refused: string[]): Promise<LoadProblem> {
  const origin = /^https?:\/\/[^/?#]*/i.exec(address)?.[0] ?? '';
  if (refused.some((uri) => uri === address || uri === origin)) return 'policy';
  if (/^file:/i.test(address)) return 'file';
  // Unlike that of its address, the origin of a document says that it is opaque.
  if (origin === self.origin) return 'network';
  // A server of another origin exists, but does not let the page read its response.
  return fetch(address, { credentials: 'omit', mode: 'no-cors' }).then(
    () => 'crossOrigin',
    () => 'network',
  );
}
