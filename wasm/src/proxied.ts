// Requests through the proxy of the page's own server, which has what `fetch` would need CORS for: see
// server/command/proxy.h.
import { messageOf } from './errors';

/** What is used of a Response. */
export type Reply = Pick<
  Response,
  'url' | 'status' | 'statusText' | 'redirected' | 'headers' | 'body'
>;

/** The proxy has no response, and says why. */
export class ProxyFailure extends Error {}

interface Head {
  status: number;
  statusText: string;
  headers: [string, string][];
}

/** Whether requests to an address go through a proxy: not those that a page may make by itself, nor WebSockets. */
export function isProxied(proxy: string, url: string): boolean {
  if (!proxy) return false;
  try {
    const { protocol, origin } = new URL(url, document.baseURI);
    return /^https?:$/.test(protocol) && origin !== location.origin;
  } catch {
    return false;
  }
}

/** As `fetch`, but a redirect is a response like any other. An address that is no server of the description is
 * fetched without the proxy. */
export async function fetchThrough(proxy: string, url: string, init: RequestInit): Promise<Reply> {
  const target = new URL(url, document.baseURI);
  target.hash = '';
  const headers = new Headers(init.headers);
  headers.set('Vitrine-Target', target.href);
  let reply: Response;
  try {
    reply = await fetch(proxy, { ...init, headers, credentials: 'omit', redirect: 'error' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProxyFailure(`The proxy ${proxy} does not respond: ${messageOf(error)}`);
  }
  const text = reply.headers.get('Vitrine-Head');
  if (text === null) {
    if (reply.headers.get('Vitrine-Proxy') === 'direct') return fetch(url, init);
    throw new ProxyFailure(await detailOf(reply));
  }
  const head = JSON.parse(decodeURIComponent(text)) as Head;
  return {
    url: target.href,
    status: head.status,
    statusText: head.statusText,
    redirected: false,
    headers: headersOf(head.headers),
    body: reply.body,
  };
}

/** Without those that no page could have. */
function headersOf(list: [string, string][]): Headers {
  const headers = new Headers();
  for (const [name, value] of list) {
    try {
      headers.append(name, value);
    } catch {
      // A name or value that HTTP does not allow.
    }
  }
  return headers;
}

/** The words of a problem document. */
async function detailOf(reply: Response): Promise<string> {
  const text = await reply.text();
  try {
    return (JSON.parse(text) as { detail?: string }).detail ?? text;
  } catch {
    return `The proxy responds with ${reply.status}`;
  }
}
