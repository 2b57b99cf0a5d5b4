// A response that is large: tests and measurements show and search the same.

/** A list of objects of about that many bytes, as JSON; the name of the last is `pet N`. */
export function listOf(bytes) {
  const items = [];
  for (let size = 0; size < bytes; size += 64)
    items.push({ id: items.length, name: `pet ${items.length}`, tags: ['a', 'b'], ok: true });
  return JSON.stringify(items);
}
