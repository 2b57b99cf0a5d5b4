// Fields are persistent inputs that paint their own text and caret. While a field has the focus or
// composes, its own text wins; the session writes only a newer revision, never into a
// composition.
import { kNatures, type NodePatch } from './boundary';
import { attribute } from './surface';
import { setFont } from './text';

type Input = HTMLInputElement | HTMLTextAreaElement;

interface State {
  revision: number;
  composing: boolean;
  /** An update that came during a composition and waits for its end. */
  waiting: string | null;
}

const states = new WeakMap<Input, State>();

/** The behaviour of a node, where it is more than to hold others. */
export const natureOf = ({ role }: NodePatch) => role && kNatures[role];

export function isField(node: NodePatch): boolean {
  const nature = natureOf(node);
  return nature === 'field' || nature === 'check';
}

export function patchField(element: HTMLElement, node: NodePatch): void {
  const { style } = element;
  if (node.font) setFont(style, node.font);
  attribute(element, 'aria-required', node.required);
  attribute(element, 'aria-invalid', node.invalid);
  (element as Input | HTMLSelectElement).disabled = node.disabled === true;
  if (element instanceof HTMLSelectElement) patchSelect(element, node);
  else if (node.role === 'checkbox') patchCheckbox(element as HTMLInputElement, node);
  else patchText(element as Input, node);
}

function patchSelect(element: HTMLSelectElement, node: NodePatch): void {
  const options = node.options ?? [];
  if (
    element.length !== options.length ||
    options.some((option, index) => element.options[index].text !== option)
  ) {
    element.replaceChildren();
    let group: HTMLOptGroupElement | undefined;
    options.forEach((option, index) => {
      const label = node.optionGroups?.[index];
      if (label !== group?.label) {
        group = label ? element.appendChild(document.createElement('optgroup')) : undefined;
        if (group && label) group.label = label;
      }
      (group ?? element).append(new Option(option));
    });
  }
  const selected = node.selectedOption ?? -1;
  if (element.selectedIndex !== selected) element.selectedIndex = selected;
}

function patchCheckbox(element: HTMLInputElement, node: NodePatch): void {
  element.type = 'checkbox';
  if (element.checked !== (node.checked === true)) element.checked = node.checked === true;
}

function patchText(element: Input, node: NodePatch): void {
  const { style } = element;
  style.lineHeight = `${node.lineHeight ?? 20}px`;
  style.color = node.color ?? '';
  const block = element instanceof HTMLTextAreaElement ? (node.paddingY ?? 6) : 0;
  style.padding = `${block}px ${node.paddingRight ?? 10}px ${block}px ${node.paddingX ?? 10}px`;
  element.placeholder = node.placeholder ?? '';
  element.readOnly = node.readonly === true;
  attribute(element, 'autocomplete', node.autocomplete ?? 'off');
  if (element instanceof HTMLInputElement) {
    const type = node.password ? 'password' : node.role === 'searchbox' ? 'search' : 'text';
    if (element.type !== type) element.type = type;
    if (node.role === 'spinbutton') {
      element.inputMode = 'decimal';
      attribute(element, 'role', 'spinbutton');
    }
  }
  const code =
    node.multiline || node.password || node.font?.[0] === 'mono' || node.role === 'spinbutton';
  element.spellcheck = !code;
  if (code) {
    element.autocapitalize = 'off';
    attribute(element, 'autocorrect', 'off');
  }
  write(element, node.value ?? '', node.revision ?? 0);
}

function write(element: Input, value: string, revision: number): void {
  let state = states.get(element);
  if (!state) {
    states.set(element, (state = { revision, composing: false, waiting: null }));
    element.value = value;
    return watchComposition(element, state);
  }
  if (revision <= state.revision) return;
  state.revision = revision;
  if (state.composing) state.waiting = value;
  else put(element, value);
}

function put(element: Input, value: string): void {
  if (element.value === value) return;
  const { selectionStart } = element;
  element.value = value;
  const root = element.getRootNode() as ShadowRoot;
  if (root.activeElement === element && selectionStart !== null) {
    const caret = Math.min(selectionStart, value.length);
    element.setSelectionRange(caret, caret);
  }
}

function watchComposition(element: Input, state: State): void {
  element.addEventListener('compositionstart', () => (state.composing = true));
  element.addEventListener('compositionend', () => {
    state.composing = false;
    if (state.waiting !== null) put(element, state.waiting);
    state.waiting = null;
  });
}
