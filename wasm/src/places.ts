// The place of an element in its page, which its form is kept under: two elements with the same operation do not
// overwrite each other's.

/** The element as it is told apart from others. */
interface Placed extends HTMLElement {
  readonly spec: string;
  readonly group: string;
}

const connected = new Set<Placed>();
/** Once given a place stays, whatever comes before the element later. */
const given = new Map<Placed, { key: string; place: string }>();

export function appear(element: Placed): void {
  connected.add(element);
}

export function disappear(element: Placed): void {
  connected.delete(element);
  given.delete(element);
}

/** The id, or else the number among the elements of that description and group without one; the first has none. */
export function placeOf(element: Placed): string {
  const keyOf = ({ group, spec }: Placed) => `${group}\n${spec}`;
  const key = keyOf(element);
  const known = given.get(element);
  if (known?.key === key) return known.place;
  given.delete(element);
  const taken = new Set(
    [...given.values()].filter((each) => each.key === key).map((each) => each.place),
  );
  let number = [...connected].filter(
    (other) =>
      !other.id &&
      keyOf(other) === key &&
      (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  ).length;
  let place = element.id ? `#${element.id}` : number > 0 ? String(number) : '';
  while (taken.has(place)) place = String(++number);
  given.set(element, { key, place });
  return place;
}
