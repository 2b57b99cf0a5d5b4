// Computed colours as numbers.

/** Red, green and blue, 0 to 255, and opacity, 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, opacity: number];

let context: CanvasRenderingContext2D | undefined;

/** A colour as getComputedStyle writes it. Most are `rgb()`; the others a pixel of a canvas understands. */
export function parse(color: string): Rgba {
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
  if (plain) {
    const [red, green, blue, opacity] = plain.slice(1).map((each) => Number(each ?? 1));
    return [red, green, blue, opacity];
  }
  if (!context) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    context = canvas.getContext('2d', { willReadFrequently: true })!;
  }
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = 'transparent';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity / 255];
}

/** One colour over another, which is opaque. */
export function over(top: Rgba, bottom: Rgba): Rgba {
  const opacity = top[3];
  const [red, green, blue] = bottom.map((each, at) => top[at] * opacity + each * (1 - opacity));
  return [red, green, blue, 1];
}

/** `#rrggbb`. */
export function hex([red, green, blue]: Rgba): string {
  return `#${[red, green, blue].map((each) => Math.round(each).toString(16).padStart(2, '0')).join('')}`;
}

/** White is read better on it than black (WCAG 2.2, contrast ratio). */
export function isDark([red, green, blue]: Rgba): boolean {
  const [r, g, b] = [red, green, blue].map((each) => {
    const c = each / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) ** 2 < 1.05 * 0.05;
}
