// One hidden WebGL 2 context draws every surface of every element on the page; the picture is then
// shown on the surface's own canvas. Draw lists are read where they lie in the module's memory.
import type { GlyphAtlas } from './glyphs';
import type { Surface } from './surface';

/** Where a surface's draw list lies in memory: vertices, their number, indices, their number, commands, their
 * number (see vitrine_draw). */
export type DrawList = Iterable<number>;

const kVertexBytes = 20;
const kCommandBytes = 32;
const kNoPage = 0xffffffff;
/** An attribute that is the same for all vertices. A uniform would have to be asked for, which waits for the graphics process. */
const kView = 3;

const kVertexShader = `#version 300 es
in vec2 position; in vec2 place; in vec4 color; in vec4 view;
out vec2 at; out vec4 tint;
void main() {
  at = place;
  tint = vec4(color.rgb * color.a, color.a);
  gl_Position = vec4(position * view.xy + view.zw, 0.0, 1.0);
}`;

const kFragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D page;
in vec2 at; in vec4 tint;
out vec4 pixel;
void main() { pixel = tint * texture(page, at); }`;

export class Renderer {
  /** False where the browser has no WebGL 2: the DOM layer then shows itself. */
  readonly available: boolean;
  /** Called when a lost context is back and every picture has to be drawn again. */
  readonly restored = new Set<() => void>();
  private readonly canvas = document.createElement('canvas');
  private readonly gl: WebGL2RenderingContext | null;
  private white: WebGLTexture | null = null;
  private pages: (WebGLTexture | null)[] = [];
  private epoch = -1;

  constructor(private readonly atlas: GlyphAtlas) {
    this.gl = this.canvas.getContext('webgl2', {
      alpha: true,
      antialias: false,
      depth: false,
      stencil: false,
      premultipliedAlpha: true,
      powerPreference: 'low-power',
    });
    this.available = this.gl !== null;
    if (!this.gl) return;
    this.prepare(this.gl);
    this.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    this.canvas.addEventListener('webglcontextrestored', () => {
      this.prepare(this.gl!);
      this.restored.forEach((redraw) => redraw());
    });
  }

  get lost(): boolean {
    return this.gl?.isContextLost() ?? true;
  }

  /** Draws almost nothing: does the graphics process's one-time work of a first picture. */
  warm(): void {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(innerWidth * devicePixelRatio);
    canvas.height = Math.ceil(innerHeight * devicePixelRatio);
    const indices = 3 * kVertexBytes;
    const commands = indices + 3 * 4;
    const memory = new ArrayBuffer(commands + kCommandBytes);
    new Float32Array(memory, commands).set([0, 0, 1, 1]);
    new Uint32Array(memory, commands).set([kNoPage, 3], 4);
    const context = canvas.getContext('2d')!;
    this.draw(memory, [0, 3, indices, 3, commands, 1], { x: 0, y: 0, context }, 1);
  }

  /** Draws a surface whose top left is at (x, y) of its element and shows it on its canvas. */
  draw(
    memory: ArrayBufferLike,
    list: DrawList,
    { x, y, context }: Pick<Surface, 'x' | 'y' | 'context'>,
    density: number,
  ): void {
    const gl = this.gl;
    if (!gl || gl.isContextLost()) return;
    const [vertices, vertexCount, indices, indexCount, commands, commandCount] = list;
    const { width, height } = context.canvas;
    if (width === 0 || height === 0) return;
    if (this.canvas.width < width) this.canvas.width = width;
    if (this.canvas.height < height) this.canvas.height = height;
    this.upload(gl);
    gl.viewport(0, this.canvas.height - height, width, height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    const scaleX = (2 * density) / width;
    const scaleY = (-2 * density) / height;
    gl.vertexAttrib4f(kView, scaleX, scaleY, -1 - x * scaleX, 1 - y * scaleY);
    gl.bufferData(
      gl.ARRAY_BUFFER,
      new Uint8Array(memory, vertices, vertexCount * kVertexBytes),
      gl.STREAM_DRAW,
    );
    gl.bufferData(
      gl.ELEMENT_ARRAY_BUFFER,
      new Uint32Array(memory, indices, indexCount),
      gl.STREAM_DRAW,
    );
    const floats = new Float32Array(memory, commands, (commandCount * kCommandBytes) / 4);
    this.commands(gl, floats, x, y, density, width, height);
    context.globalCompositeOperation = 'copy';
    context.drawImage(this.canvas, 0, 0, width, height, 0, 0, width, height);
  }

  private commands(
    gl: WebGL2RenderingContext,
    floats: Float32Array,
    x: number,
    y: number,
    density: number,
    width: number,
    height: number,
  ): void {
    const words = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
    for (let at = 0; at < floats.length; at += kCommandBytes / 4) {
      const left = Math.max(0, Math.round((floats[at] - x) * density));
      const top = Math.max(0, Math.round((floats[at + 1] - y) * density));
      const right = Math.min(width, Math.round((floats[at + 2] - x) * density));
      const bottom = Math.min(height, Math.round((floats[at + 3] - y) * density));
      const [page, count, firstIndex, firstVertex] = words.subarray(at + 4);
      if (right <= left || bottom <= top || count === 0) continue;
      gl.scissor(left, this.canvas.height - bottom, right - left, bottom - top);
      gl.bindTexture(
        gl.TEXTURE_2D,
        page === kNoPage ? this.white : (this.pages[page] ?? this.white),
      );
      if (firstVertex !== this.base) this.attributes(gl, (this.base = firstVertex));
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, firstIndex * 4);
    }
  }

  private base = -1;

  private attributes(gl: WebGL2RenderingContext, firstVertex: number): void {
    const offset = firstVertex * kVertexBytes;
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, kVertexBytes, offset);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, kVertexBytes, offset + 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, kVertexBytes, offset + 16);
  }

  private prepare(gl: WebGL2RenderingContext): void {
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, kVertexShader],
      [gl.FRAGMENT_SHADER, kFragmentShader],
    ] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    ['position', 'place', 'color', 'view'].forEach((name, index) =>
      gl.bindAttribLocation(program, index, name),
    );
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (let index = 0; index < 3; ++index) gl.enableVertexAttribArray(index);
    this.attributes(gl, (this.base = 0));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    this.white = this.texture(gl);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.RGBA,
      1,
      1,
      0,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      new Uint8Array([255, 255, 255, 255]),
    );
    this.pages = [];
  }

  private texture(gl: WebGL2RenderingContext): WebGLTexture | null {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** Updates the textures from the atlas: new pages as a whole, others by the parts drawn since. */
  private upload(gl: WebGL2RenderingContext): void {
    if (this.epoch !== this.atlas.epoch) {
      this.pages.forEach((page) => gl.deleteTexture(page));
      this.pages = [];
      this.epoch = this.atlas.epoch;
    }
    this.atlas.finish();
    this.atlas.pages.forEach((page, index) => {
      const { canvas } = page.context;
      if (!this.pages[index]) {
        this.pages[index] = this.texture(gl);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
      } else if (page.dirty) {
        const { x0, y0, x1, y1 } = page.dirty;
        gl.bindTexture(gl.TEXTURE_2D, this.pages[index]);
        gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, x0);
        gl.pixelStorei(gl.UNPACK_SKIP_ROWS, y0);
        gl.texSubImage2D(
          gl.TEXTURE_2D,
          0,
          x0,
          y0,
          x1 - x0,
          y1 - y0,
          gl.RGBA,
          gl.UNSIGNED_BYTE,
          canvas,
        );
        gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
        gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 0);
      }
      page.dirty = null;
    });
  }
}
