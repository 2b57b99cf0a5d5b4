// One pointer path: the layer takes all pointer input and forwards it with the surface's coordinates.
// A click that had no forwarded press (keyboard, screen reader, test) activates its node.
import type { Event, NodePatch } from './boundary';
import { isField } from './field';
import type { Layer } from './layer';
import type { Surface } from './surface';

/** Sends an event; true when it meant something. */
export type Send = (event: Event) => boolean;

/** Keys by which the list of operations is walked. */
const kAlong = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter']);

const kActions = new Set(['button', 'link', 'tab', 'checkbox', 'row', 'listitem']);

export class Input {
  /** Where the last forwarded press went down and came up: its click is known already. */
  private pressed: EventTarget | null = null;
  private released: EventTarget | null = null;

  /** `direct`: what is sent is handled at once. Else no press is forwarded: when its turn comes, something else may be
   * at its place. Its click names the node. */
  constructor(root: HTMLElement, private readonly layer: Layer, private readonly send: Send, private readonly direct: () => boolean) {
    root.addEventListener('click', (event) => this.click(event));
    // Beside an open drawer nothing else takes the pointer.
    root.addEventListener('pointerdown', (event) => {
      if (event.target === root) this.send({ type: 'pointerdown', surface: '', x: 0, y: 0 });
    });
    root.addEventListener('input', (event) => this.input(event));
    root.addEventListener('change', (event) => this.change(event));
    root.addEventListener('focusin', (event) => this.focus(event.target as Element));
    root.addEventListener('focusout', (event) => {
      if (!event.relatedTarget || !root.contains(event.relatedTarget as Node)) this.send({ type: 'focus', node: '', visible: false });
    });
    root.addEventListener('scroll', ({ target }) => {
      const node = layer.nodeOf(target);
      if (node?.role === 'code') this.send({ type: 'scroll', surface: node.id, y: (target as HTMLElement).scrollLeft });
    }, { capture: true, passive: true });
    root.addEventListener('keydown', (event) => this.key(event));
  }

  attach(surface: Surface): void {
    const { pane } = surface;
    const at = (event: PointerEvent) => {
      const { left, top } = pane.getBoundingClientRect();
      return { surface: surface.id, x: event.clientX - left, y: event.clientY - top };
    };
    pane.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch' || this.pressed) this.send({ type: 'pointermove', ...at(event) });
    });
    pane.addEventListener('pointerdown', (event) => {
      this.pressed = this.released = null;
      if (event.button !== 0 || native(event) || !this.direct()) return;
      this.pressed = event.target;
      this.send({ type: 'pointermove', ...at(event) });
      this.send({ type: 'pointerdown', ...at(event) });
      addEventListener('pointerup', (up) => this.release(up, at(up)), { once: true, capture: true });
    });
    pane.addEventListener('pointerleave', () => this.send({ type: 'pointerleave' }));
    pane.addEventListener('pointercancel', () => {
      this.pressed = null;
      this.send({ type: 'pointerleave' });
    });
    pane.addEventListener('cancel', (event) => {
      if (event.target !== pane) return;
      event.preventDefault();
      this.send({ type: 'key', key: 'Escape', ctrl: false, meta: false, shift: false, alt: false });
    });
  }

  private release(event: PointerEvent, at: { surface: string; x: number; y: number }): void {
    if (!this.pressed) return;
    this.released = event.composedPath()[0];
    this.send({ type: 'pointerup', ...at });
    if (event.pointerType === 'touch') this.send({ type: 'pointerleave' });
  }

  private click(event: MouseEvent): void {
    const forwarded = this.pressed !== null && this.pressed === this.released && event.detail > 0;
    this.pressed = this.released = null;
    if (native(event)) return;
    const node = this.layer.nodeOf(event.target);
    const link = (event.target as Element).closest<HTMLElement>('a[href]');
    if (!node || (!kActions.has(node.role) && !link)) return;
    // The default of a checkbox without a forwarded press shows what activating it will lead to.
    if (forwarded || node.role !== 'checkbox') event.preventDefault();
    if (forwarded) return;
    this.send({ type: 'activate', node: link?.dataset.node ?? node.id });
  }

  private input(event: globalThis.Event): void {
    const { target } = event;
    const node = this.layer.nodeOf(target);
    if (!node || node.role === 'checkbox') return;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      this.send({ type: 'input', node: node.id, value: target.value });
    }
  }

  private change({ target }: globalThis.Event): void {
    const node = this.layer.nodeOf(target);
    if (node && target instanceof HTMLSelectElement) this.send({ type: 'choose', node: node.id, index: target.selectedIndex });
  }

  private focus(target: Element): void {
    const node = this.layer.nodeOf(target);
    const link = (target as HTMLElement).dataset.node;
    this.send({ type: 'focus', node: link ?? node?.id ?? '', visible: target.matches(':focus-visible') });
  }

  key(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const { key, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt } = event;
    const node = this.layer.nodeOf(event.target);
    const command = ctrl || meta || alt || key === 'Escape';
    const along = kAlong.has(key) && (node?.surface === 'navigation' || node?.surface === 'head');
    if (node?.role === 'tab' && !command && this.toTab(event.target as HTMLElement, key)) return event.preventDefault();
    if (!command && !along && (key.length !== 1 || typing(node))) return;
    if (!this.direct() && ((key === '/' && !command) || (key.toLowerCase() === 'k' && (ctrl || meta)))) {
      // Later it would be too late: the browser's own search has opened, and took what is typed.
      event.preventDefault();
      const search = this.layer.element('head/search');
      if (search) return search.focus();
    }
    if (this.send({ type: 'key', key, ctrl, meta, shift, alt })) event.preventDefault();
  }

  /** Arrows, Home and End choose among the tabs of a list (WAI-ARIA Authoring Practices, tabs). */
  private toTab(from: HTMLElement, key: string): boolean {
    const tabs = [...from.parentElement!.children].filter((each) => this.layer.nodeOf(each)?.role === 'tab') as HTMLElement[];
    const at = tabs.indexOf(from);
    const way = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[key];
    if (way === undefined) return false;
    const next = tabs[(way + tabs.length) % tabs.length];
    next.focus();
    this.send({ type: 'activate', node: this.layer.nodeOf(next)!.id });
    return true;
  }
}

function typing(node: NodePatch | undefined): boolean {
  return node !== undefined && isField(node.role) && node.role !== 'checkbox';
}

/** Left to the browser: links to elsewhere, new tabs and windows, downloads. */
function native(event: MouseEvent): boolean {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (!link) return false;
  return link.target === '_blank' || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
