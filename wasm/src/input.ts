// One pointer path: the layer takes all pointer input and forwards it with the surface's coordinates.
// A click that had no forwarded press (keyboard, screen reader, test) activates its node.
import { PointerKind, type Event } from './boundary';
import { natureOf } from './field';
import type { Layer } from './layer';
import type { Surface } from './surface';

/** Sends an event; true when it had an effect. */
export type Send = (event: Event) => boolean;

/** Keys that move along the list of operations. */
const kAlong = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter']);
/** Keys that move a boundary (WAI-ARIA Authoring Practices, window splitter). */
const kAside = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End']);

export class Input {
  /** Where the last forwarded press went down and came up: its click is known already. */
  private pressed: EventTarget | null = null;
  private released: EventTarget | null = null;

  /** `direct`: what is sent is handled at once. Else no press is forwarded: when its turn comes, something else may be
   * at its place. Its click names the node. */
  constructor(
    root: HTMLElement,
    private readonly layer: Layer,
    private readonly send: Send,
    private readonly direct: () => boolean,
  ) {
    root.addEventListener('click', (event) => this.click(event));
    // While a drawer is open, nothing else takes the pointer.
    root.addEventListener('pointerdown', (event) => {
      if (event.target === root)
        this.send({ type: 'pointer', kind: PointerKind.pressed, surface: '', x: 0, y: 0 });
    });
    root.addEventListener('dblclick', ({ target }) => {
      const node = this.layer.nodeOf(target);
      if (node?.role === 'separator') this.send({ type: 'activate', node: node.id });
    });
    root.addEventListener('input', (event) => this.input(event));
    root.addEventListener('change', (event) => this.change(event));
    root.addEventListener('focusin', (event) => this.focus(event.target as Element));
    root.addEventListener('focusout', (event) => {
      if (!event.relatedTarget || !root.contains(event.relatedTarget as Node))
        this.send({ type: 'focus', node: '', visible: false });
    });
    root.addEventListener(
      'scroll',
      ({ target }) => {
        const node = layer.nodeOf(target);
        if (node?.role !== 'code' && !node?.scrolls) return;
        layer.aside.add(node.id);
        this.send({ type: 'codeScroll', node: node.id, x: (target as HTMLElement).scrollLeft });
      },
      { capture: true, passive: true },
    );
    root.addEventListener('keydown', (event) => this.key(event));
    // The browser has found something in what a button unfolds.
    root.addEventListener('beforematch', ({ target }) => {
      const node = layer.nodeOf(target);
      if (node) this.send({ type: 'activate', node: node.id });
    });
  }

  attach(surface: Surface): void {
    const { pane } = surface;
    const pointer = (kind: PointerKind, { clientX, clientY }: PointerEvent) => {
      const { left, top } = surface.corner;
      this.send({
        type: 'pointer',
        kind,
        surface: surface.id,
        x: clientX - left,
        y: clientY - top,
      });
    };
    /** The foot of a dialog stands in its pane, and has its own listeners. */
    const isOther = ({ target }: PointerEvent) => (target as Element).closest('.pane') !== pane;
    pane.addEventListener('pointermove', (event) => {
      if (isOther(event)) return;
      if (event.pointerType !== 'touch' || this.pressed) pointer(PointerKind.moved, event);
    });
    pane.addEventListener('pointerdown', (event) => {
      if (isOther(event)) return;
      this.pressed = this.released = null;
      if (event.button !== 0 || native(event) || !this.direct()) return;
      this.pressed = event.target;
      // A boundary is dragged wherever the pointer goes.
      if (this.layer.nodeOf(event.target)?.role === 'separator')
        (event.target as Element).setPointerCapture?.(event.pointerId);
      pointer(PointerKind.moved, event);
      pointer(PointerKind.pressed, event);
      addEventListener(
        'pointerup',
        (up) => this.release(up, () => pointer(PointerKind.released, up)),
        { once: true, capture: true },
      );
    });
    // Scroll events come before the next paint, and so do the picture and the layer they lead to.
    pane.addEventListener(
      'scroll',
      () => this.send({ type: 'scroll', surface: surface.id, y: surface.follow() }),
      { passive: true },
    );
    pane.addEventListener('pointerleave', () => this.leave());
    pane.addEventListener('pointercancel', () => {
      this.pressed = null;
      this.leave();
    });
    pane.addEventListener('cancel', (event) => {
      if (event.target !== pane) return;
      event.preventDefault();
      this.send({ type: 'key', key: 'Escape', ctrl: false, meta: false });
    });
  }

  private release(event: PointerEvent, send: () => void): void {
    if (!this.pressed) return;
    this.released = event.composedPath()[0];
    send();
    if (event.pointerType === 'touch') this.leave();
  }

  private leave(): void {
    this.send({ type: 'pointer', kind: PointerKind.left, surface: '', x: 0, y: 0 });
  }

  private click(event: MouseEvent): void {
    const forwarded = this.pressed !== null && this.pressed === this.released && event.detail > 0;
    this.pressed = this.released = null;
    if (native(event)) return;
    const node = this.layer.nodeOf(event.target);
    const link = (event.target as Element).closest<HTMLElement>('a[href]');
    const nature = node && natureOf(node);
    if (!node || (nature !== 'action' && nature !== 'check' && !link)) return;
    // A checkbox without a forwarded press keeps its default action, which shows the new state.
    if (forwarded || nature !== 'check') event.preventDefault();
    if (forwarded) return;
    this.send({ type: 'activate', node: link?.dataset.node ?? node.id });
  }

  private input(event: globalThis.Event): void {
    const { target } = event;
    const node = this.layer.nodeOf(target);
    if (!node || natureOf(node) === 'check') return;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      this.send({ type: 'input', node: node.id, value: target.value });
    }
  }

  private change({ target }: globalThis.Event): void {
    const node = this.layer.nodeOf(target);
    if (node && target instanceof HTMLSelectElement)
      this.send({ type: 'choose', node: node.id, index: target.selectedIndex });
  }

  private focus(target: Element): void {
    const node = this.layer.nodeOf(target);
    const link = (target as HTMLElement).dataset.node;
    this.send({
      type: 'focus',
      node: link ?? node?.id ?? '',
      visible: target.matches(':focus-visible'),
    });
  }

  key(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const { key, ctrlKey: ctrl, metaKey: meta, altKey: alt, shiftKey: shift } = event;
    const node = this.layer.nodeOf(event.target);
    const command = ctrl || meta || alt || key === 'Escape';
    const along = kAlong.has(key) && this.layer.surfaceOf(node)?.traits.arrows;
    if (node?.role === 'tab' && !command && this.toTab(event.target as HTMLElement, key))
      return event.preventDefault();
    const aside = node?.role === 'separator' && kAside.has(key);
    const enters = node?.role === 'searchbox' && key === 'Enter';
    if (
      !command &&
      !along &&
      !aside &&
      !enters &&
      (key.length !== 1 || (node && natureOf(node) === 'field'))
    )
      return;
    if (
      !this.direct() &&
      ((key === '/' && !command) || (key.toLowerCase() === 'k' && (ctrl || meta)))
    ) {
      // Handle it now: later the browser's own search has opened and takes the typed text.
      event.preventDefault();
      const { search } = this.layer;
      if (search) return search.focus();
    }
    if (this.send({ type: 'key', key, ctrl, meta, shift })) event.preventDefault();
  }

  /** Arrows, Home and End choose among the tabs of a list (WAI-ARIA Authoring Practices, tabs). */
  private toTab(from: HTMLElement, key: string): boolean {
    const tabs = [...from.parentElement!.children].filter(
      (each) => this.layer.nodeOf(each)?.role === 'tab',
    ) as HTMLElement[];
    const at = tabs.indexOf(from);
    const way = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[key];
    if (way === undefined) return false;
    const next = tabs[(way + tabs.length) % tabs.length];
    next.focus();
    this.send({ type: 'activate', node: this.layer.nodeOf(next)!.id });
    return true;
  }
}

/** Left to the browser: links to elsewhere, new tabs and windows, downloads. */
function native(event: MouseEvent): boolean {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (!link) return false;
  return (
    link.target === '_blank' ||
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  );
}
