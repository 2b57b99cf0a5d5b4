// Long work is done in several tasks, so that the page stays free to answer.

/** Goes on in a task of its own, after whatever the page has to do; without a timer's delay. */
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
