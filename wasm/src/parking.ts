// An element far from what the user sees gives up its nodes and pictures until it comes near.
import { idle } from './tasks';

/** On each side, in screens: an element is back before it is scrolled to. */
const kNear = 2;

/** What is parked: the Playground. */
interface Stage {
  /** It has nodes. */
  readonly filled: boolean;
  /** The user is doing something in it. */
  readonly busy: boolean;
  park(parked: boolean): void;
  /** Makes all nodes at once, until it is told that paper needs them no longer. */
  fill(begins: boolean): void;
}

export class Parking {
  private far = false;
  private parked = false;
  private printing = false;

  constructor(
    host: HTMLElement,
    private readonly stage: Stage,
    private readonly life: AbortSignal,
  ) {
    // In percent Chromium takes the margin of what scrolls for endless.
    const margin = `${kNear * innerHeight}px 0px`;
    const options = { rootMargin: margin, scrollMargin: margin };
    const views = new IntersectionObserver((entries) => {
      const { isIntersecting, boundingClientRect } = entries[entries.length - 1];
      // What has no box may get one at once, as the contents of tabs do.
      this.far = !isIntersecting && boundingClientRect.width > 0;
      this.look();
    }, options);
    views.observe(host);
    // Paper shows all of the page.
    const paper = (begins: boolean) => {
      this.printing = begins;
      this.look();
      this.stage.fill(begins);
    };
    const print = matchMedia('print');
    print.addEventListener('change', ({ matches }) => paper(matches), { signal: life });
    addEventListener('beforeprint', () => paper(true), { signal: life });
    addEventListener('afterprint', () => paper(false), { signal: life });
    life.addEventListener('abort', () => views.disconnect());
  }

  private get away(): boolean {
    return this.far && !this.printing && !this.life.aborted;
  }

  private look(): void {
    if (!this.away) return this.park(false);
    // Nodes are not even made for it; those that are there go when there is time.
    if (!this.stage.filled) return this.park(true);
    void idle().then(() => this.away && !this.stage.busy && this.park(true));
  }

  private park(parked: boolean): void {
    if (parked === this.parked) return;
    this.parked = parked;
    this.stage.park(parked);
  }
}
