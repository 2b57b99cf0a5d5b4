// The page's fonts and colours, as the element inherits them.
import type { GlyphAtlas } from './glyphs';

/** Reads the styles that the element inherits and reports changes; asks the page for nothing else. */
export class Surroundings {
  private readonly probe = document.createElement('span');
  private readonly mono = document.createElement('span');

  constructor(
    private readonly host: HTMLElement,
    shadow: ShadowRoot,
    changed: () => void,
    signal: AbortSignal,
  ) {
    this.probe.className = 'probe';
    this.probe.setAttribute('aria-hidden', 'true');
    this.mono.className = 'mono';
    this.probe.append(this.mono);
    shadow.append(this.probe);
    // Its colour is light-dark(): a transition ends whenever the page's colour scheme turned, and
    // another whenever the fonts became others.
    this.probe.addEventListener('transitionend', changed, { signal });
    matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', changed, { signal });
  }

  close(): void {
    this.probe.remove();
  }

  get dark(): boolean {
    return getComputedStyle(this.probe).color !== 'rgb(1, 1, 1)';
  }

  get reducedMotion(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  get language(): string {
    const own = this.host.getAttribute('language');
    if (own) return own;
    // If the playground is the whole page, it uses the user's language.
    if (this.host.getAttribute('layout') === 'page') return navigator.language;
    return this.host.closest('[lang]')?.getAttribute('lang') ?? navigator.language;
  }

  /** Colours the page sets by custom properties, as #rrggbb. */
  get accent(): string {
    const color = getComputedStyle(this.host).getPropertyValue('--vitrine-accent').trim();
    if (!color) return '';
    const context = document.createElement('canvas').getContext('2d')!;
    context.fillStyle = color;
    return context.fillStyle.startsWith('#') ? context.fillStyle : '';
  }

  stack(atlas: GlyphAtlas): number {
    return atlas.stack(
      getComputedStyle(this.host).fontFamily,
      getComputedStyle(this.mono).fontFamily,
    );
  }
}
