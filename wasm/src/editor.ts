// The editor of a body is a text field of the page: this moves its keys and its selection to the module, which
// draws its text in colours, and selects in it. It comes with what reading needs (manners.ts).
import type { EffectOf, Event } from './boundary';
import type { Layer } from './layer';
import { zoomOf } from './surface';

/** The canvas shows the text, in colours; while an input method composes, the field itself does too. */
export const kEditor = `
textarea.n[data-look=code] { white-space: pre; overflow: auto; overflow-wrap: normal; tab-size: 4; }
.root:not(.visible) textarea.n[data-look=code]:not(.composing) { -webkit-text-fill-color: transparent; }
`;

/** Keys that may mean something; the others are the field's own. */
const kKeys = new Set(['Tab', 'Escape', 'F8', 'ArrowDown', 'ArrowUp']);
/** Characters that may bring or step over a partner. */
const kPairs = new Set('{}[]"\'>');

const isEditor = (target: unknown): target is HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement && target.dataset.look === 'code';

/** `send` returns true when the event had an effect. */
export function watchEditors(
  root: HTMLElement,
  shadow: ShadowRoot,
  layer: Layer,
  send: (event: Event) => boolean,
  life: AbortSignal,
): void {
  const key = (target: HTMLTextAreaElement, name: string, event?: KeyboardEvent): boolean =>
    send({
      type: 'editorKey',
      node: layer.nodeOf(target)!.id,
      key: name,
      begin: target.selectionStart,
      end: target.selectionEnd,
      shift: event?.shiftKey === true,
      command: event?.ctrlKey === true || event?.metaKey === true,
    });
  const caret = (target: HTMLTextAreaElement, typing: boolean) =>
    send({
      type: 'caret',
      node: layer.nodeOf(target)!.id,
      begin: target.selectionStart,
      end: target.selectionEnd,
      typing,
    });
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    on: (target: HTMLTextAreaElement, event: HTMLElementEventMap[Name]) => void,
  ) =>
    root.addEventListener(name, (event) => isEditor(event.target) && on(event.target, event), {
      capture: true,
      signal: life,
    });

  listen('keydown', (target, event) => {
    if (event.isComposing) return;
    const name = nameOf(event);
    if (!name || !key(target, name, event)) return;
    event.preventDefault();
    // It is no key of the page any more.
    event.stopPropagation();
  });
  listen('beforeinput', (target, event) => {
    const { inputType, data, isComposing } = event;
    const name = {
      insertLineBreak: 'Enter',
      deleteContentBackward: 'Backspace',
      historyUndo: 'Undo',
      historyRedo: 'Redo',
      insertText: data && kPairs.has(data) ? data : '',
    }[inputType];
    // On-screen keyboards put in what cannot be prevented.
    if (name && !isComposing && event.cancelable && key(target, name)) event.preventDefault();
  });
  listen('focusin', (target) => target.setAttribute('aria-autocomplete', 'list'));
  // The caret is known before the text that it stands in is read.
  listen('input', (target) => caret(target, true));
  listen('compositionstart', (target) => target.classList.add('composing'));
  listen('compositionend', (target) => target.classList.remove('composing'));
  listen('scroll', (target) => {
    const { id } = layer.nodeOf(target)!;
    send({ type: 'codeScroll', node: id, x: target.scrollLeft });
    send({ type: 'codeScroll', node: `${id}/y`, x: target.scrollTop });
  });
  // Newer browsers report it at the field, from which it does not leave the shadow root.
  listen('selectionchange', (target) => caret(target, false));
  document.addEventListener(
    'selectionchange',
    () => {
      const target = shadow.activeElement;
      if (isEditor(target)) caret(target, false);
    },
    { signal: life },
  );
  // A press on what is offered leaves the focus where it is.
  root.addEventListener(
    'mousedown',
    (event) => {
      if (layer.nodeOf(event.target)?.role === 'option') event.preventDefault();
    },
    { signal: life },
  );
  send({ type: 'editorsAttended' });
}

/** The key's name for the module; none where it is left to the field. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (altKey) return undefined;
  if (!ctrlKey && !metaKey) return kKeys.has(key) ? key : undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'Redo' : 'Undo';
  if (letter === 'y' && ctrlKey) return 'Redo';
  return key === ' ' && ctrlKey ? key : undefined;
}

/** Selects, and scrolls the field, and what it stands in, so that the line with the caret is in view. */
export function selectText(
  element: HTMLElement | undefined,
  { begin, end, x, y }: EffectOf<'selectText'>,
): void {
  if (!isEditor(element)) return;
  element.focus({ preventScroll: true });
  element.setSelectionRange(begin, end);
  const margin = 7;
  const line = 20;
  const { scrollTop, clientHeight, scrollLeft, clientWidth } = element;
  if (y - margin < scrollTop) element.scrollTop = y - margin;
  else if (y + line + margin > scrollTop + clientHeight)
    element.scrollTop = y + line + margin - clientHeight;
  if (x - margin < scrollLeft) element.scrollLeft = x - 4 * margin;
  else if (x + margin > scrollLeft + clientWidth) element.scrollLeft = x + 4 * margin - clientWidth;
  const pane = element.closest<HTMLElement>('.pane');
  if (!pane) return;
  const frame = pane.getBoundingClientRect();
  const scale = zoomOf(pane);
  const top = element.getBoundingClientRect().top / scale + y - element.scrollTop;
  // Of an element that the page around scrolls, the pane does not.
  const flows = pane.classList.contains('content');
  const first = flows ? 0 : frame.top / scale;
  const last = (flows ? innerHeight : frame.bottom) / scale;
  const by = Math.min(top - first - line, 0) || Math.max(top + 2 * line - last, 0);
  if (flows && by !== 0) scrollBy(0, by * scale);
  else pane.scrollTop += by;
}
