// The outline of a large description: what its first picture shows, in a small text beside it. A page says where it
// is, as ours do: `<link rel="preload" as="fetch" crossorigin href="…" data-outline="ADDRESS OF THE DESCRIPTION">`.
import { absolute } from './addresses';

/** What begins each outline, and no other text: a server may answer with a page of its own. */
const kBeginning = '{"x-vitrine-outline":';

const begun = new Map<string, Promise<Response>>();

/** The address of the outline of a description; undefined where the page names none. */
function addressOf(description: string): string | undefined {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-outline]')];
  return links.find(({ dataset }) => absolute(dataset.outline!) === description)?.href;
}

/** Begins to fetch it while the module is on its way; false where the page names none. */
export function fetchOutlineEarly(description: string): boolean {
  const address = addressOf(description);
  if (address && !begun.has(address)) begun.set(address, fetchOutline(address));
  return address !== undefined;
}

/** The outline as a whole; undefined where there is none, or it cannot be had. */
export async function outlineOf(description: string): Promise<Response | undefined> {
  const address = addressOf(description);
  if (!address) return undefined;
  try {
    const response = await (begun.get(address) ?? fetchOutline(address));
    if (!response.ok) return undefined;
    const text = await response.arrayBuffer();
    const beginning = new TextDecoder().decode(text.slice(0, kBeginning.length));
    return beginning === kBeginning ? new Response(text) : undefined;
  } catch {
    return undefined;
  } finally {
    begun.delete(address);
  }
}

/** With the credentials of a preloaded file, which the browser gives no other request. */
function fetchOutline(address: string): Promise<Response> {
  const fetched = fetch(address, { credentials: 'same-origin', priority: 'high' });
  // The caller of outlineOf() handles a failure.
  fetched.catch(() => {});
  return fetched;
}
