// The browser's own pickers of dates and times, over a text field that stays what it is: any text can stand in it.
import type { EffectOf, Event } from './boundary';
import type { Layer } from './layer';

/** Two digits. */
const two = (count: number) => String(count).padStart(2, '0');

/** The offset of this place at that time (RFC 3339 §5.6). */
function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What the picker shows for a text: nothing where it is no such date. */
export function shown(picker: string, text: string): string {
  if (picker === 'time') return /^\d\d:\d\d/.exec(text)?.[0] ?? '';
  if (picker === 'date') return /^\d{4}-\d\d-\d\d$/.exec(text)?.[0] ?? '';
  const date = new Date(text);
  if (text === '' || Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What was picked, as JSON Schema's format of that name wants it. */
export function written(picker: string, value: string): string {
  if (value === '' || picker === 'date') return value;
  const full = value.length === (picker === 'time' ? 5 : 16) ? `${value}:00` : value;
  return full + offsetOf(picker === 'time' ? new Date() : new Date(value));
}

export function pickDate(
  { node, picker, text }: EffectOf<'pickDate'>,
  layer: Layer,
  send: (event: Event) => void,
): void {
  const field = layer.element(node);
  if (!(field instanceof HTMLInputElement) || !picker) return;
  const input = document.createElement('input');
  input.type = picker;
  input.value = shown(picker, text);
  input.tabIndex = -1;
  input.setAttribute('aria-hidden', 'true');
  const { left, top, width, height } = field.style;
  Object.assign(input.style, { position: 'absolute', left, top, width, height });
  Object.assign(input.style, { opacity: '0', pointerEvents: 'none' });
  // The layer takes what is typed into its fields: this is none of them.
  for (const type of ['input', 'focusin', 'focusout', 'keydown'])
    input.addEventListener(type, (event) => event.stopPropagation());
  input.addEventListener('change', (event) => {
    event.stopPropagation();
    const value = written(picker, input.value);
    layer.type(node, value);
    send({ type: 'input', node, value });
    input.remove();
    field.focus();
  });
  input.addEventListener('blur', () => input.remove());
  field.parentElement!.querySelector(':scope > input[aria-hidden]')?.remove();
  field.parentElement!.append(input);
  try {
    input.showPicker();
  } catch {
    // Where it may not be opened by a page, the field is one to type a date into.
    input.remove();
    field.focus();
  }
}
