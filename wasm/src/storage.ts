// Saves what survives a reload: session storage, one entry a key; preferences outlive the visit. A page that
// forbids storage still works.

const kPrefix = 'vitrine:';
const kPreferences = new Set(['theme', 'language', 'code', 'listWidth', 'historyOff']);
/** Keys that begin so outlive the visit too, and are read when the module asks for them. */
const kLarge = 'history ';

export function persist(key: string, value: string): void {
  try {
    const lasts =
      kPreferences.has(key) || /^(environments|server) /.test(key) || key.startsWith(kLarge);
    const storage = lasts ? localStorage : sessionStorage;
    if (value === '') storage.removeItem(kPrefix + key);
    else storage.setItem(kPrefix + key, value);
  } catch {
    // Storage is full or forbidden: keep nothing.
  }
}

/** What is kept under a key that `restored` leaves out, as it is now: another tab may have changed it. */
export function kept(key: string): string {
  try {
    return localStorage.getItem(kPrefix + key) ?? '';
  } catch {
    return '';
  }
}

/** All other kept entries, in no order. */
export function restored(): [key: string, value: string][] {
  try {
    return [sessionStorage, localStorage].flatMap((storage) =>
      Object.keys(storage)
        .filter((key) => key.startsWith(kPrefix) && !key.startsWith(kPrefix + kLarge))
        .map((key): [string, string] => [key.slice(kPrefix.length), storage.getItem(key)!]),
    );
  } catch {
    return [];
  }
}
