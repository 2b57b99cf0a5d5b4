// What the browser tells of the time of a request: all of it of the page's own server, and of one that lets this page know by
// Timing-Allow-Origin.
import type { Phases } from './boundary';

/** Milliseconds that the browser may take to report a request that is over. */
const kLate = 100;

export interface Told {
  /** Bytes on the way, head included; 0: not known. */
  transferred: number;
  phases?: Phases;
}

/** Listens to the browser from before a request to its end: what the browser lists is of the first requests only. */
export class Timing {
  private readonly name: string;
  private readonly started = performance.now();
  private readonly observer: PerformanceObserver;
  private entry: PerformanceResourceTiming | undefined;
  private arrived: (() => void) | undefined;

  constructor(url: string) {
    this.name = new URL(url, location.href).href;
    this.observer = new PerformanceObserver((list) => this.take(list.getEntries()));
    this.observer.observe({ type: 'resource' });
  }

  /** Once the response is over. */
  async told(): Promise<Told> {
    this.take(this.observer.takeRecords());
    if (!this.entry)
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
        setTimeout(resolve, kLate);
      });
    return this.entry
      ? { transferred: this.entry.transferSize, phases: phasesOf(this.entry) }
      : { transferred: 0 };
  }

  stop(): void {
    this.observer.disconnect();
  }

  private take(entries: PerformanceEntryList): void {
    const own = entries.filter(
      ({ name, startTime }) => name === this.name && startTime >= this.started - 1,
    );
    if (own.length === 0) return;
    this.entry = own[own.length - 1] as PerformanceResourceTiming;
    this.arrived?.();
  }
}

function phasesOf(entry: PerformanceResourceTiming): Phases | undefined {
  const { fetchStart, domainLookupStart, domainLookupEnd, connectStart, connectEnd } = entry;
  const { secureConnectionStart, requestStart, responseStart, responseEnd } = entry;
  // Where the server does not let the page know, the browser gives the beginning and the end alone.
  if (!requestStart || !responseStart) return undefined;
  const secure = secureConnectionStart > 0;
  const dns = domainLookupEnd - domainLookupStart;
  return {
    queued: requestStart - fetchStart - dns - (connectEnd - connectStart),
    dns,
    connect: (secure ? secureConnectionStart : connectEnd) - connectStart,
    tls: secure ? connectEnd - secureConnectionStart : 0,
    waiting: responseStart - requestStart,
    download: responseEnd - responseStart,
    reused: connectEnd <= fetchStart,
  };
}
