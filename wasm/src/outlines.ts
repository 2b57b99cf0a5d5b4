// The outline of a large description: what its first picture shows, in a small text beside it. A page says where it
// is, as ours do: `<link rel="preload" as="fetch" crossorigin href="…" data-outline="ADDRESS OF THE DESCRIPTION">`.
import { absolute } from './addresses';
import { isUsual } from './early';
import { fetchAhead } from './later';

/** What begins each outline, and no other text: a server may send a page of its own. */
const kBeginning = '{"x-vitrine-outline":';

const begun = new Map<string, Promise<ArrayBuffer | undefined>>();

/** The address of the outline of a description; undefined where the page names none. */
function addressOf(description: string): string | undefined {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-outline]')];
  return links.find(({ dataset }) => absolute(dataset.outline!) === description)?.href;
}

/** Begins to fetch it while the module is on its way; false where the page names none. */
export function fetchOutlineEarly(description: string): boolean {
  const address = addressOf(description);
  if (address && !begun.has(address)) begun.set(address, read(address));
  return address !== undefined;
}

/** Gives up what was begun early. */
export function dropOutline(description: string): void {
  begun.delete(addressOf(description) ?? '');
}

/** The outline as a whole; undefined where there is none, or it cannot be had. */
export async function outlineOf(description: string): Promise<Response | undefined> {
  const address = addressOf(description);
  if (!address) return undefined;
  const text = begun.get(address) ?? read(address);
  begun.delete(address);
  const bytes = await text;
  return bytes && new Response(bytes);
}

async function read(address: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(address, { priority: 'high' });
    const bytes = await response.arrayBuffer();
    const beginning = new TextDecoder().decode(bytes.slice(0, kBeginning.length));
    if (!response.ok || beginning !== kBeginning) return undefined;
    if (!isUsual(new Uint8Array(bytes))) fetchAhead();
    return bytes;
  } catch {
    return undefined;
  }
}
