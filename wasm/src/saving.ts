// Users who save data: what a page does without until it is used is fetched once they do something.

/** Network Information, which not all browsers have. */
interface Connected {
  connection?: { saveData?: boolean };
}

const kSigns = ['pointerover', 'focusin', 'keydown', 'wheel'];

/** Resolves when the user does something in the element; at once where no data is saved. */
export async function wanted(element: HTMLElement, life: AbortSignal): Promise<void> {
  if (!(navigator as Connected).connection?.saveData) return;
  const options = { once: true, passive: true, signal: life };
  await new Promise((resolve) => {
    for (const sign of kSigns) element.addEventListener(sign, resolve, options);
  });
}
