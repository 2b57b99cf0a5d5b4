// The descriptions that an element has: an address, a text of the page, or several to choose from.
import type { NamedDescription } from '../vitrine';
import { absolute } from './addresses';

/** Links to descriptions inside the element (RFC 8631). */
const kLinks = ':scope > [rel~="service-desc"][href]';
/** A description inside the element. */
const kScript = ':scope > :is(script[type*="json" i], script[type*="yaml" i])';
/** Names the description that is chosen, in the address of a page whose location the element owns. */
const kParameter = 'description';

/** A description that the page gives as a text, under an address of its own: equal texts have the same. */
interface Inline {
  text: string;
  uri: string;
}

export class Descriptions {
  private given: string | object | null = null;
  private ofProperty?: Inline;
  /** Read once: the text may be long. */
  private ofScript?: Inline | null;
  private chosen = '';

  constructor(private readonly host: HTMLElement) {}

  get description(): string | object | null {
    return this.given;
  }

  /** Throws where the object has no JSON. */
  set description(value: string | object | null) {
    const text = typeof value === 'string' ? value : value ? JSON.stringify(value) : '';
    this.given = value ?? null;
    this.ofProperty = text === '' ? undefined : inline(text);
  }

  /** The children are others now. */
  forget(): void {
    this.ofScript = undefined;
  }

  /** The attribute's, or else those that the children link to. */
  get list(): Required<NamedDescription>[] {
    const written = this.host.getAttribute('specs');
    const list = written === null ? linked(this.host) : read(written);
    return list.map(({ name, url }) => ({ name: name || fileName(url), url }));
  }

  /** What the module opens: the address, and what there is to choose from. */
  get opening(): { spec: string; descriptions?: string[]; description?: number } {
    if (this.ofProperty) return { spec: this.ofProperty.uri };
    const spec = absolute(this.host.getAttribute('spec') ?? '');
    const { list } = this;
    if (list.length === 0) return { spec: spec || (this.script?.uri ?? '') };
    const name = this.choice;
    const named = list.findIndex((each) => each.name === name);
    const first = list.findIndex(({ url }) => absolute(url) === spec);
    const description = Math.max(named < 0 ? first : named, 0);
    const descriptions = list.map((each) => each.name);
    return { spec: absolute(list[description].url), descriptions, description };
  }

  /** The text under that address, where it is one of the page's own. */
  response(uri: string): Response | undefined {
    const found = [this.ofProperty, this.ofScript].find((each) => each?.uri === uri);
    return found ? new Response(found.text) : undefined;
  }

  /** Where the element owns the location, the address names the choice, and keeps the place in the page. */
  choose(index: number): void {
    this.chosen = this.list[index]?.name ?? '';
    if (!this.ownsLocation) return;
    const url = new URL(location.href);
    url.searchParams.set(kParameter, this.chosen);
    if (url.href !== location.href) history.pushState(null, '', url);
  }

  private get choice(): string {
    const named = this.ownsLocation && new URLSearchParams(location.search).get(kParameter);
    return named || (this.ownsLocation ? '' : this.chosen);
  }

  private get ownsLocation(): boolean {
    return this.host.getAttribute('routing') === 'hash';
  }

  private get script(): Inline | null {
    // The parser may be in the middle of it.
    if (document.readyState === 'loading') return null;
    if (this.ofScript === undefined) {
      const text = this.host.querySelector(kScript)?.textContent?.trim();
      this.ofScript = text ? inline(text) : null;
    }
    return this.ofScript;
  }
}

function linked(host: HTMLElement): NamedDescription[] {
  return [...host.querySelectorAll(kLinks)].map((link) => ({
    name: link.getAttribute('title') ?? link.textContent?.trim(),
    url: link.getAttribute('href')!,
  }));
}

/** What is no such list is none. */
function read(written: string): NamedDescription[] {
  try {
    const list: unknown = JSON.parse(written);
    return (Array.isArray(list) ? (list as Partial<NamedDescription>[]) : [])
      .filter((each) => typeof each?.url === 'string')
      .map(({ name, url }) => ({ name: typeof name === 'string' ? name : '', url: url! }));
  } catch {
    return [];
  }
}

function fileName(url: string): string {
  const [path] = url.split(/[?#]/);
  return path.split('/').filter(Boolean).pop() ?? url;
}

/** References of the text are relative to the document's base, and so are its servers. */
function inline(text: string): Inline {
  const name = `vitrine-text=${hash(text)}`;
  try {
    return { text, uri: new URL(`?${name}`, document.baseURI).href };
  } catch {
    return { text, uri: name.replace('=', ':') };
  }
}

/** cyrb53: equal for equal texts, now and after a reload. */
function hash(text: string): string {
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; ++at) {
    const code = text.charCodeAt(at);
    left = Math.imul(left ^ code, 2654435761);
    right = Math.imul(right ^ code, 1597334677);
  }
  left =
    Math.imul(left ^ (left >>> 16), 2246822507) ^ Math.imul(right ^ (right >>> 13), 3266489909);
  right =
    Math.imul(right ^ (right >>> 16), 2246822507) ^ Math.imul(left ^ (left >>> 13), 3266489909);
  return (4294967296 * (2097151 & right) + (left >>> 0)).toString(36);
}
