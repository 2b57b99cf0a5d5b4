// What stands inside the element: words that the author, `vitrine export` or our server put there. They are shown
// until the operations are, and stay where the playground cannot start.

/** Marks what our server puts there for the time of waiting only. */
const kMeanwhile = '[data-meanwhile]';

export class Words {
  readonly place = document.createElement('div');
  private readonly slot = document.createElement('slot');
  private readonly given: Element[] = [];

  constructor(private readonly shadow: ShadowRoot) {
    this.place.className = 'words';
    this.place.append(this.slot);
    // An element with nothing to read shows how far the playground is.
    this.slot.addEventListener('slotchange', () => this.look());
  }

  /** Over what the playground draws meanwhile: no picture comes and goes. */
  show(): void {
    this.shadow.host.append(...this.given.splice(0));
    this.shadow.prepend(this.place);
    this.look();
  }

  hide(): void {
    this.place.remove();
    for (const each of this.shadow.host.querySelectorAll(`:scope > ${kMeanwhile}`)) {
      this.given.push(each);
      each.remove();
    }
  }

  private look(): void {
    const nodes = this.slot.assignedNodes();
    this.place.hidden = !nodes.some(
      (node) => !(node instanceof HTMLScriptElement) && node.textContent?.trim(),
    );
  }
}
