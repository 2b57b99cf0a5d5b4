// Saves what survives a reload: session storage, one entry a key; preferences outlive the visit. A page that
// forbids storage still works.

const kPrefix = 'vitrine:';
const kPreferences = new Set(['theme', 'language', 'listWidth']);

export function persist(key: string, value: string): void {
  try {
    const storage = kPreferences.has(key) ? localStorage : sessionStorage;
    if (value === '') storage.removeItem(kPrefix + key);
    else storage.setItem(kPrefix + key, value);
  } catch {
    // Storage is full or forbidden: keep nothing.
  }
}

/** All kept entries, in no order. */
export function restored(): [key: string, value: string][] {
  try {
    return [sessionStorage, localStorage].flatMap((storage) =>
      Object.keys(storage)
        .filter((key) => key.startsWith(kPrefix))
        .map((key): [string, string] => [key.slice(kPrefix.length), storage.getItem(key)!]),
    );
  } catch {
    return [];
  }
}
