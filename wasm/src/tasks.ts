// Long work is done in several tasks, so that the page stays free to respond.

/** Continues in a new task, after the page's pending ones; without a timer's delay. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Parts of long work that come one after the other without a task of their own, as chunks of a stream do. */
export class Pace {
  private since = performance.now();

  /** Continues at once, or in a new task once this one has lasted some milliseconds. */
  async next(): Promise<void> {
    if (performance.now() - this.since < 8) return;
    await nextTask();
    this.since = performance.now();
  }
}

/** Continues when the browser is idle; on a page that is always busy, after a while. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => resolve(), { timeout: 2000 });
    else void nextTask().then(resolve);
  });
}
