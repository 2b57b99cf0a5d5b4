// Users who save data: what a page does without until it is used is fetched once they do something.
import type { Event } from './boundary';

/** Network Information, which not all browsers have. */
interface Connected {
  connection?: { saveData?: boolean };
}

const kSigns = ['pointerover', 'focusin', 'keydown', 'wheel'];

const saves = () => (navigator as Connected).connection?.saveData === true;

let use: () => void;
const isUsed = new Promise<void>((resolve) => (use = resolve));

/** Hears of an event: the page itself may open an operation, or call for one. */
export function heed(event: Event): void {
  const { type } = event;
  const opens = type === 'open' && (event.operation !== '' || event.hash.length > '#/'.length);
  if (opens || type === 'location' || type === 'fill' || type === 'authorize') use();
}

/** Resolves when the user does something in the element; at once where no data is saved. */
export async function wanted(element: HTMLElement, life: AbortSignal): Promise<void> {
  if (!saves()) return;
  const options = { once: true, passive: true, signal: life };
  await new Promise((resolve) => {
    for (const sign of kSigns) element.addEventListener(sign, resolve, options);
  });
  use();
}

/** Resolves when one of the page's elements was wanted, or shows more than an overview: for what they share. */
export async function used(): Promise<void> {
  if (saves()) await isUsed;
}
