// The boundary between the page and the module: every function, event, effect and table that crosses
// it. wasm/exports.txt lists the functions; app/ui/patch.cpp and wasm/*.cpp are the other side.

/** Functions of the module. Strings are UTF-8, given as pointer and length. */
export interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  vitrine_alloc(bytes: number): number;
  vitrine_free(pointer: number): void;
  vitrine_create(): number;
  vitrine_destroy(element: number): void;
  /** Takes one event as JSON and runs frames until nothing is left to do. */
  vitrine_event(element: number, json: number, length: number): void;
  /** Takes bytes of a resource; false once nobody wants more of it. */
  vitrine_chunk(element: number, resource: number, bytes: number, length: number, total: number): number;
  /** {u32 pointer, u32 length} of the Output that gathered since the last call, as JSON. */
  vitrine_output(element: number): number;
  /** {u32 count, u32 pointer} of the surfaces' draw lists of the last frame, six u32 each: vertices (of
   * 20 bytes: x, y, u, v as f32, colour), their number, indices (u32), their number, commands, their number.
   * A command has 32 bytes: clip left, top, right, bottom (f32), page or -1, indices, first index, first vertex. */
  vitrine_draw(element: number): number;
}

/** A font: family (0 sans, 1 mono) of a registered stack, size, weight, italic, letter spacing (em). */
export type FontArguments = [stack: number, family: number, size: number, weight: number, italic: number, spacing: number];

/** Functions the module imports from "host". */
export interface Host {
  measure(...args: [...FontArguments, ...[density: number, text: number, length: number]]): number;
  metrics(...args: [...FontArguments, ...[density: number, out: number]]): void;
  draw_word(...args: [...FontArguments, ...[density: number, color: number, text: number, length: number, out: number]]): void;
  drop_words(): void;
  now(): number;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What happened; `type` names it. */
export type Event = { type: string } & { [key: string]: Json | undefined };

export type Box = [x: number, y: number, width: number, height: number];

export interface SurfacePatch {
  id: string;
  kind: 'pane' | 'drawer' | 'dialog';
  role?: string;
  name?: string;
  rect: Box;
  height: number;
}

/** Family, size, weight, italic, letter spacing in em. */
export type Font = [family: 'sans' | 'mono', size: number, weight: number, italic: boolean, spacing: number];

/** What a line has of one span: its text (with the white space that hangs at the line's end), RunFlags,
 * left edge and width in the layout, which of the node's fonts; of links the target and the node's id. */
export type Run = [text: string, flags: number, x: number, width: number, font: number, href?: string, id?: string];

export const enum RunFlag {
  code = 1,
  strong = 2,
  italic = 4,
  link = 8,
}

/** ui::Node with its members in camelCase. Members that have their default are left out. */
export interface NodePatch {
  id: string;
  surface: string;
  /** Node around it; none for those that stand in the surface itself. */
  parent?: string;
  /** The sibling before it; none for a first child. */
  after?: string;
  role: string;
  name?: string;
  rect: Box;
  value?: string;
  placeholder?: string;
  href?: string;
  language?: string;
  autocomplete?: string;
  /** Media type of the body that is shown here, and its id. */
  media?: string;
  body?: number;
  level?: number;
  positionInSet?: number;
  setSize?: number;
  revision?: number;
  live?: 'polite' | 'assertive';
  options?: string[];
  selectedOption?: number;
  describedBy?: string[];
  labelledBy?: string;
  controls?: string;
  checked?: boolean;
  selected?: boolean;
  expanded?: boolean;
  current?: boolean;
  required?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  multiline?: boolean;
  password?: boolean;
  readonly?: boolean;
  focusable?: boolean;
  font?: Font;
  /** #rrggbbaa */
  color?: string;
  lineHeight?: number;
  paddingX?: number;
  paddingRight?: number;
  paddingY?: number;
  lines?: Run[][];
  /** Lines that the text itself ends. */
  hard?: number[];
  fonts?: Font[];
}

/** All surfaces in stacking order, when something about one changed; indices of those to draw anew;
 * nodes that changed, in reading order, parents first. */
export interface Patch {
  surfaces?: SurfacePatch[];
  paint?: number[];
  remove?: string[];
  nodes?: NodePatch[];
}

export type Effect = { type: string } & { [key: string]: any };

export interface Output {
  frames: number;
  patch?: Patch;
  effects?: Effect[];
  cursor?: string;
  animating?: boolean;
  /** The event meant something; a key then loses its default. */
  handled?: boolean;
  /** Colour tokens as #rrggbbaa, when they changed. */
  theme?: { [token: string]: string };
  dark?: boolean;
  /** When it changed: the operations are there and respond, or why they are not. */
  stage?: 'ready' | 'failed';
  problem?: string;
  /** Of the page, when it changed. */
  title?: string;
}
