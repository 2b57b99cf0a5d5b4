// What browsers have and TypeScript 4.8 does not know yet.
interface CanvasTextDrawingStyles {
  letterSpacing: string;
}
