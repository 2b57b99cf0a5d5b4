// Images over the canvas: shown by elements of the layer, which report their natural size. The policy of
// our own page shows images of its own origin only, so those of others are fetched.
import type { Event, NodePatch } from './boundary';

/** For an image that scales to any size and names none. */
const kNoSize = [300, 150] as const;

/** No more is read of an image of another origin. */
const kMostBytes = 32 * 1024 * 1024;

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
        if (this.shown.get(element) !== href) return;
        if (url) element.src = url;
        else element.onerror!('');
      });
  }

  close(): void {
    for (const url of this.fetched.values())
      void url.then((each) => each.startsWith('blob:') && URL.revokeObjectURL(each));
    this.fetched.clear();
  }

  /** The address to show, none of an image that is too large. Where CORS refuses, it is that of the image: the
   * policies of other pages may allow it. */
  private fetch(href: string): Promise<string> {
    let url = this.fetched.get(href);
    if (!url) this.fetched.set(href, (url = load(href).catch(() => href)));
    return url;
  }
}

async function load(href: string): Promise<string> {
  const response = await fetch(href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  if (!response.ok || !type.startsWith('image/') || !response.body) throw new Error(href);
  const bytes = await read(response.body);
  if (!bytes) return '';
  const blob = new Blob(bytes, { type });
  // A blob belongs to this page: opened by itself, the scripts in an SVG would act in its name.
  if (type.includes('xml')) return `data:image/svg+xml,${encodeURIComponent(await blob.text())}`;
  return URL.createObjectURL(blob);
}

async function read(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<BlobPart[] | undefined> {
  const chunks: BlobPart[] = [];
  const reader = body.getReader();
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return chunks;
    size += value.length;
    chunks.push(value);
    if (size <= kMostBytes) continue;
    void reader.cancel();
    return undefined;
  }
}

function isOwn(href: string): boolean {
  try {
    const { protocol, origin } = new URL(href, document.baseURI);
    return protocol === 'data:' || origin === location.origin;
  } catch {
    return false;
  }
}
