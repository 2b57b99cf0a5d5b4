// Files that are dropped on a place of the form, or pasted there, are chosen for it.

/** The place that an event at that height is meant for: the one beside the pointer, else the only one. */
function placeAt(root: HTMLElement, y: number): HTMLElement | undefined {
  const places = [...root.querySelectorAll<HTMLElement>('[data-drop]')];
  const beside = places.find((place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return y >= top - 4 && y <= bottom + 4;
  });
  return beside ?? (places.length === 1 ? places[0] : undefined);
}

const pointerOf = (place: HTMLElement) => place.dataset.drop!.slice('/body'.length);

/** `take` gets the JSON Pointer of the place. */
export function watchDrops(
  root: HTMLElement,
  take: (pointer: string, files: Iterable<File>) => void,
): void {
  let marked: HTMLElement | undefined;
  const mark = (place?: HTMLElement) => {
    if (marked) marked.style.outline = '';
    marked = place;
    if (place) place.style.outline = '2px dashed Highlight';
  };
  root.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    if (!root.querySelector('[data-drop]')) return;
    // A file that misses its place must not take the page's.
    event.preventDefault();
    const place = placeAt(root, event.clientY);
    event.dataTransfer.dropEffect = place ? 'copy' : 'none';
    mark(place);
  });
  root.addEventListener('dragleave', () => mark());
  root.addEventListener('drop', (event) => {
    const files = event.dataTransfer?.files;
    const place = placeAt(root, event.clientY);
    mark();
    if (!files?.length || !root.querySelector('[data-drop]')) return;
    event.preventDefault();
    if (place) take(pointerOf(place), files);
  });
  root.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files;
    const target = event.target as HTMLElement;
    if (!files?.length || target.matches('input, textarea')) return;
    const place = target.closest<HTMLElement>('[data-drop]') ?? placeAt(root, NaN);
    if (!place) return;
    event.preventDefault();
    take(pointerOf(place), files);
  });
}
