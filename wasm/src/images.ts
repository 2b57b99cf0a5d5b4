// Images over the canvas: shown by elements of the layer, which report their natural size. The policy of
// our own page shows images of its own origin only, so those of others are fetched.
import type { Event, NodePatch } from './boundary';

/** For an image that scales to any size and names none. */
const kNoSize = [300, 150] as const;

export class Images {
  private readonly fetched = new Map<string, Promise<string>>();
  private readonly shown = new WeakMap<HTMLImageElement, string>();

  constructor(private readonly send: (event: Event) => void) {}

  show(element: HTMLImageElement, { id, name = '', href = '' }: NodePatch): void {
    element.alt = name;
    if (this.shown.get(element) === href) return;
    this.shown.set(element, href);
    element.hidden = false;
    element.referrerPolicy = 'no-referrer';
    const report = (width: number, height: number) => {
      if (this.shown.get(element) === href)
        this.send({ type: 'mediaSize', node: id, width, height });
    };
    element.onload = () => {
      const { naturalWidth, naturalHeight } = element;
      report(naturalWidth || kNoSize[0], naturalHeight || kNoSize[1]);
    };
    // If the image fails to load, show no broken mark.
    element.onerror = () => {
      element.hidden = true;
      report(0, 0);
    };
    if (isOwn(href)) element.src = href;
    else
      void this.fetch(href).then((url) => {
        if (this.shown.get(element) === href) element.src = url;
      });
  }

  close(): void {
    for (const url of this.fetched.values())
      void url.then((each) => each.startsWith('blob:') && URL.revokeObjectURL(each));
    this.fetched.clear();
  }

  /** The address to show. Where CORS refuses, it is that of the image: the policies of other pages may allow it. */
  private fetch(href: string): Promise<string> {
    let url = this.fetched.get(href);
    if (!url) this.fetched.set(href, (url = load(href).catch(() => href)));
    return url;
  }
}

async function load(href: string): Promise<string> {
  const response = await fetch(href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  const blob = await response.blob();
  if (!response.ok || !blob.type.startsWith('image/')) throw new Error(href);
  return URL.createObjectURL(blob);
}

function isOwn(href: string): boolean {
  const { protocol, origin } = new URL(href, document.baseURI);
  return protocol === 'data:' || origin === location.origin;
}
