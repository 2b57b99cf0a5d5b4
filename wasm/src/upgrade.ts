// How a class becomes an element: harmless where there is no browser, and without a loss where it comes late.

/** On a server, where pages are made beforehand, there are no elements; importing the class does nothing there. */
export const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** Properties that were set before the element was defined hide those of its class: sets them once more. */
export function takeOver(element: HTMLElement): void {
  for (const [name, value] of Object.entries(element)) {
    if (!hasSetter(Object.getPrototypeOf(element) as object, name)) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}

function hasSetter(prototype: object | null, name: string): boolean {
  if (!prototype) return false;
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  return property
    ? property.set !== undefined
    : hasSetter(Object.getPrototypeOf(prototype) as object | null, name);
}
