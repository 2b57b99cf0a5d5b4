// What survives a reload: session storage, one entry a key. A page that forbids storage still works.

const kPrefix = 'vitrine:';

export function persist(key: string, value: string): void {
  try {
    if (value === '') sessionStorage.removeItem(kPrefix + key);
    else sessionStorage.setItem(kPrefix + key, value);
  } catch {
    // Full or forbidden: nothing is kept.
  }
}

/** All that was kept, in no order. */
export function restored(): [key: string, value: string][] {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(kPrefix))
      .map((key) => [key.slice(kPrefix.length), sessionStorage.getItem(key)!]);
  } catch {
    return [];
  }
}
