// What browsers have and TypeScript 4.8 does not know yet.
interface CanvasTextDrawingStyles {
  letterSpacing: string;
}

declare class OffscreenCanvas {
  constructor(width: number, height: number);
  getContext(kind: 'webgl2'): WebGL2RenderingContext | null;
}
