// Words drawn by a 2D canvas in the page's own fonts, on pages that become textures. The module
// remembers where each word stands; this side packs them at once, and draws them when they are uploaded: a
// browser's first canvas may wait for its graphics process, the first picture does not.
import { kPageSize, type FontArguments } from './boundary';
import { nextTask } from './tasks';

const kPadding = 1;
/** A white square at the top left of each page, from which shapes are drawn. */
const kWhite = 4;

/** Family, size and weight of the first text of a page. */
const kFonts = [
  [0, 14, 400],
  [0, 12.5, 400],
  [0, 12, 400],
  [0, 13, 400],
  [0, 12, 600],
  [0, 15, 600],
  [0, 16, 620],
  [0, 27, 650],
  [1, 12.5, 400],
  [1, 11, 400],
  [1, 12, 400],
  [1, 13, 500],
  [1, 10.5, 600],
] as const;

interface Shelf {
  y: number;
  height: number;
  x: number;
}

export class Page {
  readonly shelves: Shelf[] = [];
  bottom = kWhite;
  /** Not uploaded yet, in device pixels. */
  dirty: { x0: number; y0: number; x1: number; y1: number } | null = null;
  private made?: CanvasRenderingContext2D;

  get context(): CanvasRenderingContext2D {
    return (this.made ??= newContext());
  }
}

/** Page, then offset x, y, width, height in device pixels from the pen, u0, v0 in device pixels. */
export interface Placed {
  page: number;
  place: [number, number, number, number, number, number];
}

export class GlyphAtlas {
  readonly pages: Page[] = [];
  /** Grows when pages are dropped: earlier places mean nothing then. */
  epoch = 0;
  /** Words that have a place on their page and are not there yet. */
  private undrawn: (() => void)[] = [];
  private readonly stacks: string[][] = [];
  private readonly ruler: CanvasRenderingContext2D;
  private font = '';
  private gap = '0px';

  constructor() {
    this.ruler = document.createElement('canvas').getContext('2d')!;
  }

  /** The number of a pair of font families, as the page computes them. */
  stack(sans: string, mono: string): number {
    const known = this.stacks.findIndex((stack) => stack[0] === sans && stack[1] === mono);
    if (known >= 0) return known;
    return this.stacks.push([sans, mono]) - 1;
  }

  /** Makes the canvas of the first page before it is needed, which takes a browser some milliseconds. */
  open(): void {
    if (this.pages.length === 0) this.pages.push(new Page());
    void this.pages[0].context;
  }

  /** Draws so many words that have a place; true when there are no more. */
  finish(count = Infinity): boolean {
    for (const draw of this.undrawn.splice(0, count)) draw();
    return this.undrawn.length === 0;
  }

  /** Measures a letter in each font of the kit, a task each: what a browser does for a font's first words
   * takes it milliseconds, which would add up in the first picture of a description. */
  async warm(stack: number, density: number): Promise<void> {
    for (const [family, size, weight] of kFonts) {
      await nextTask();
      this.measure([stack, family, size, weight, 0, 0], density, 'a');
    }
  }

  measure(font: FontArguments, density: number, text: string): number {
    this.use(font, density);
    let width = 0;
    for (const piece of pieces(font, text)) width += this.ruler.measureText(piece).width;
    return width / density;
  }

  metrics(font: FontArguments, density: number): [number, number] {
    this.use(font, density);
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = this.ruler.measureText('x');
    return [fontBoundingBoxAscent / density, fontBoundingBoxDescent / density];
  }

  /** Finds a place for a text, on which it will be drawn. `phase` (0 to 1) is how far right of a whole device pixel
   * it stands. */
  draw(font: FontArguments, density: number, color: number, phase: number, text: string): Placed {
    this.use(font, density);
    const all = pieces(font, text);
    const starts: number[] = [];
    let pen = phase;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const piece of all) {
      const box = this.ruler.measureText(piece);
      left = Math.min(left, pen - box.actualBoundingBoxLeft);
      top = Math.min(top, -box.actualBoundingBoxAscent);
      right = Math.max(right, pen + box.actualBoundingBoxRight);
      bottom = Math.max(bottom, box.actualBoundingBoxDescent);
      starts.push(pen);
      pen += box.width;
    }
    left = Math.floor(left) - kPadding;
    top = Math.floor(top) - kPadding;
    const width = Math.min(kPageSize, Math.ceil(right) + kPadding - left);
    const height = Math.min(kPageSize, Math.ceil(bottom) + kPadding - top);
    if (width <= 2 * kPadding || height <= 2 * kPadding)
      return { page: 0, place: [0, 0, 0, 0, 0, 0] };
    const { page, x, y } = this.allocate(width, height);
    const { font: name, gap } = this;
    this.undrawn.push(() => {
      const { context } = this.pages[page];
      context.save();
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
      context.font = name;
      context.letterSpacing = gap;
      context.fillStyle = css(color);
      all.forEach((piece, index) => context.fillText(piece, x - left + starts[index], y - top));
      context.restore();
    });
    this.touch(page, x, y, x + width, y + height);
    return { page, place: [left, top, width, height, x, y] };
  }

  /** Forgets all pages; the module calls it between frames, when they have become too many. */
  drop(): void {
    this.pages.length = 0;
    this.undrawn = [];
    ++this.epoch;
  }

  private use(font: FontArguments, density: number): void {
    const [stack, family, size, weight, italic, spacing] = font;
    const name = `${italic ? 'italic ' : ''}${weight} ${size * density}px ${this.stacks[stack][family]}`;
    const gap = `${spacing * size * density}px`;
    if (name !== this.font) this.ruler.font = this.font = name;
    if (gap !== this.gap) this.ruler.letterSpacing = this.gap = gap;
  }

  private allocate(width: number, height: number): { page: number; x: number; y: number } {
    const rounded = Math.min(kPageSize, (height + 3) & ~3);
    for (let index = 0; index < this.pages.length; ++index) {
      const spot = fit(this.pages[index], width, rounded);
      if (spot) return { page: index, ...spot };
    }
    this.pages.push(new Page());
    return {
      page: this.pages.length - 1,
      ...fit(this.pages[this.pages.length - 1], width, rounded)!,
    };
  }

  private touch(page: number, x0: number, y0: number, x1: number, y1: number): void {
    const { dirty } = this.pages[page];
    this.pages[page].dirty = dirty
      ? {
          x0: Math.min(dirty.x0, x0),
          y0: Math.min(dirty.y0, y0),
          x1: Math.max(dirty.x1, x1),
          y1: Math.max(dirty.y1, y1),
        }
      : { x0, y0, x1, y1 };
  }
}

function newContext(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = kPageSize;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, kWhite, kWhite);
  return context;
}

function fit(page: Page, width: number, height: number): { x: number; y: number } | null {
  let shelf = page.shelves.find((each) => each.height === height && each.x + width <= kPageSize);
  if (!shelf) {
    if (page.bottom + height > kPageSize) return null;
    shelf = { y: page.bottom, height, x: 0 };
    page.shelves.push(shelf);
    page.bottom += height;
  }
  const x = shelf.x;
  shelf.x += width;
  return { x, y: shelf.y };
}

/** What is drawn by itself. Letters of code stand apart, so that no font joins them: a canvas has no other way. */
function pieces([, family]: FontArguments, text: string): string[] {
  return family === 1 && /^[!-~]+$/.test(text) ? text.split('') : [text];
}

/** 0xRRGGBBAA as CSS. */
function css(color: number): string {
  return `#${(color >>> 0).toString(16).padStart(8, '0')}`;
}
