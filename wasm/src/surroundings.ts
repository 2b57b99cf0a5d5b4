// The page around an element: the fonts, colours, size, language and address that the element inherits.
import type { EventOf } from './boundary';
import type { GlyphAtlas } from './glyphs';
import type { Host } from './host';
import { languageOf, wordsOf } from './language';

const kReducedMotion = '(prefers-reduced-motion: reduce)';
const kContrast = '(prefers-contrast: more)';
const kForced = '(forced-colors: active)';

/** Reads the styles that the element inherits and reports changes; asks the page for nothing else. */
export class Surroundings {
  private readonly probe = document.createElement('span');
  private readonly mono = document.createElement('span');

  /** `changed`: fonts or colours; `resized`: the element, or the pixels of its screen. */
  constructor(
    private readonly host: Host,
    shadow: ShadowRoot,
    changed: () => void,
    private readonly resized: () => void,
    private readonly life: AbortSignal,
  ) {
    this.probe.className = 'probe';
    this.probe.setAttribute('aria-hidden', 'true');
    this.mono.className = 'mono';
    this.probe.append(this.mono);
    shadow.append(this.probe);
    // Its colour is light-dark(): a transition ends whenever the page's colour scheme turned, and
    // another whenever the fonts became others.
    this.probe.addEventListener('transitionend', changed, { signal: life });
    for (const media of [kReducedMotion, kContrast, kForced])
      matchMedia(media).addEventListener('change', changed, { signal: life });
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(host);
    this.watchDensity();
    life.addEventListener('abort', () => {
      sizes.disconnect();
      this.probe.remove();
    });
  }

  get theme(): Omit<EventOf<'theme'>, 'shapes'> {
    const reducedMotion = matchMedia(kReducedMotion).matches;
    const contrast = matchMedia(kContrast).matches;
    return { type: 'theme', dark: this.dark, reducedMotion, contrast, accent: this.accent };
  }

  /** The colours are the user's: there is no place for a picture. */
  get forced(): boolean {
    return matchMedia(kForced).matches;
  }

  get size(): EventOf<'resize'> {
    const { clientWidth: width, clientHeight: height } = this.host;
    return {
      type: 'resize',
      width,
      height,
      density: devicePixelRatio,
      wholePage: this.wholePage,
    };
  }

  /** The attributes and what they mean here. */
  get opening(): EventOf<'open'> {
    const own = this.ownsLocation;
    return {
      type: 'open',
      ...this.host.opening,
      pageUrl: document.baseURI,
      hash: own ? location.hash : '',
      ownsLocation: own,
      language: this.language,
      dark: this.dark,
      utcOffset: -new Date().getTimezoneOffset(),
    };
  }

  /** The language of the interface's own words. */
  get words(): string {
    return wordsOf(this.language);
  }

  get ownsLocation(): boolean {
    return this.host.routing === 'hash';
  }

  get wholePage(): boolean {
    return this.host.getAttribute('layout') === 'page';
  }

  stack(atlas: GlyphAtlas): number {
    return atlas.stack(
      getComputedStyle(this.host).fontFamily,
      getComputedStyle(this.mono).fontFamily,
    );
  }

  private get dark(): boolean {
    return getComputedStyle(this.probe).color !== 'rgb(1, 1, 1)';
  }

  private get language(): string {
    return languageOf(this.host);
  }

  /** Colours the page sets by custom properties, as #rrggbb. */
  private get accent(): string {
    const color = getComputedStyle(this.host).getPropertyValue('--vitrine-accent').trim();
    if (!color) return '';
    const context = document.createElement('canvas').getContext('2d')!;
    context.fillStyle = color;
    return context.fillStyle.startsWith('#') ? context.fillStyle : '';
  }

  /** The size on paper is none for the canvas. */
  private resize(): void {
    if (!matchMedia('print').matches) this.resized();
  }

  /** A window moved to another screen, or the page was zoomed. */
  private watchDensity(): void {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.resize();
        this.watchDensity();
      },
      { once: true, signal: this.life },
    );
  }
}
