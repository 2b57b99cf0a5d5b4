// The page around an element: the fonts, colours, size, language and address that the element inherits.
import { backdrop, watchBackdrop, type Backdrop } from './backdrop';
import type { EventOf } from './boundary';
import { hex, over, parse } from './colors';
import type { GlyphAtlas } from './glyphs';
import type { Host } from './host';
import { languageOf, wordsOf } from './language';
import { zoomOf } from './surface';

const kReducedMotion = '(prefers-reduced-motion: reduce)';
const kContrast = '(prefers-contrast: more)';
const kForced = '(forced-colors: active)';
/** Colours that the page gives by custom properties, each computed as that of a part of the probe. */
const kColors = ['background', 'surface', 'text', 'line', 'accent'] as const;
/** The text of the page that the sizes of the kit are made for, in pixels. */
const kTextSize = 16;
const kRadius = 8;

type Given = Partial<Record<(typeof kColors)[number], string>>;

/** Reads the styles that the element inherits and reports changes; asks the page for nothing else. */
export class Surroundings {
  private readonly probe = document.createElement('span');
  private readonly mono = document.createElement('span');
  private readonly colors = kColors.map((name) => {
    const part = document.createElement('i');
    part.style.backgroundColor = `var(--vitrine-${name}, transparent)`;
    return part;
  });
  /** What was reported, see look(). */
  private seen: string;

  /** `changed`: fonts or colours; `resized`: the element, or the pixels of its screen. */
  constructor(
    private readonly host: Host,
    shadow: ShadowRoot,
    private readonly changed: () => void,
    private readonly resized: () => void,
    private readonly life: AbortSignal,
  ) {
    this.probe.className = 'probe';
    this.probe.setAttribute('aria-hidden', 'true');
    this.mono.className = 'mono';
    this.probe.append(this.mono, ...this.colors);
    shadow.append(this.probe);
    // A transition ends whenever the colour of the page's text, its colour scheme, a font or a custom property
    // became another.
    this.probe.addEventListener('transitionend', () => this.look(), { signal: life });
    watchBackdrop(host, () => this.look(), life);
    for (const media of [kReducedMotion, kContrast, kForced])
      matchMedia(media).addEventListener('change', changed, { signal: life });
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(host);
    this.watchDensity();
    life.addEventListener('abort', () => {
      sizes.disconnect();
      this.probe.remove();
    });
    this.seen = this.state;
  }

  get theme(): Omit<EventOf<'theme'>, 'shapes'> {
    const reducedMotion = matchMedia(kReducedMotion).matches;
    const contrast = matchMedia(kContrast).matches;
    const behind = this.still(() => this.backdrop);
    const { dark } = behind;
    // Where an attribute says otherwise, light-dark() is to mean the element's scheme.
    const { theme } = this.host.opening;
    const scheme = theme === 'auto' ? (dark ? 'dark' : 'light') : theme;
    for (const { style } of this.colors) style.colorScheme = scheme;
    const { accent = '', ...colors } = this.still(() => this.given(behind));
    const roundness = this.still(() => this.roundness);
    return { type: 'theme', dark, reducedMotion, contrast, accent, ...colors, roundness };
  }

  /** The colours are the user's: there is no place for a picture. */
  get forced(): boolean {
    return matchMedia(kForced).matches;
  }

  get size(): EventOf<'resize'> {
    const { scale } = this;
    return {
      type: 'resize',
      width: this.host.clientWidth / scale,
      height: this.host.clientHeight / scale,
      density: devicePixelRatio * zoomOf(this.host) * scale,
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
      dark: this.still(() => this.backdrop).dark,
      utcOffset: -new Date().getTimezoneOffset(),
    };
  }

  /** The language of the interface's own words. */
  get words(): string {
    return wordsOf(this.language);
  }

  /** How much larger than the kit's the page's text is. Lengths of the module are so much larger in the page. */
  get scale(): number {
    // Browsers that do not tell it have a zoom of their own making, which pointers do not follow.
    if (!('currentCSSZoom' in this.host)) return 1;
    const size = parseFloat(getComputedStyle(this.host).fontSize);
    return Math.min(Math.max(size / kTextSize, 0.5), 3);
  }

  get ownsLocation(): boolean {
    return this.host.routing === 'hash';
  }

  get wholePage(): boolean {
    return this.host.getAttribute('layout') === 'page';
  }

  stack(atlas: GlyphAtlas): number {
    const mono = this.still(() => getComputedStyle(this.mono).fontFamily);
    return atlas.stack(getComputedStyle(this.host).fontFamily, mono);
  }

  private get backdrop(): Backdrop {
    const used = getComputedStyle(this.mono).color !== 'rgb(1, 1, 1)';
    return backdrop(this.host, used);
  }

  private get language(): string {
    return languageOf(this.host);
  }

  /** Colours the page sets by custom properties, as #rrggbb: what is not opaque lets the page behind show through. */
  private given({ color }: Backdrop): Given {
    const set = getComputedStyle(this.host);
    const given: Given = {};
    let ground = color;
    kColors.forEach((name, index) => {
      // What stands alone in the text of the page stands on its ground.
      const takesGround = name === 'background' && this.host.localName !== 'vitrine-playground';
      if (set.getPropertyValue(`--vitrine-${name}`).trim() === '' && !takesGround) return;
      const own = parse(getComputedStyle(this.colors[index]).backgroundColor);
      // No background is that of the page; other colours are not to vanish.
      if (own[3] === 0 && name !== 'background') return;
      const opaque = over(own, ground);
      given[name] = hex(opaque);
      if (name === 'background') ground = opaque;
    });
    return given;
  }

  private get roundness(): number {
    const own = getComputedStyle(this.host).getPropertyValue('--vitrine-radius').trim();
    const radius = own && parseFloat(getComputedStyle(this.probe).borderTopLeftRadius);
    return radius === '' ? 1 : radius / this.scale / kRadius;
  }

  /** Reads styles as they will be: a transition that has just begun shows those before it. */
  private still<Value>(read: () => Value): Value {
    this.probe.classList.add('still');
    const value = read();
    this.probe.classList.remove('still');
    return value;
  }

  private get state(): string {
    const { fontFamily } = getComputedStyle(this.host);
    const mono = this.still(() => getComputedStyle(this.mono).fontFamily);
    return JSON.stringify([this.theme, fontFamily, mono, this.scale]);
  }

  /** Reports what is another than it was: a page has many mutations and few themes. */
  private look(): void {
    const { state } = this;
    if (state === this.seen) return;
    this.seen = state;
    this.changed();
  }

  /** The size on paper is none for the canvas. While the element had none, no transition told of a change. */
  private resize(): void {
    if (matchMedia('print').matches) return;
    this.look();
    this.resized();
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
