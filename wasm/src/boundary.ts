// The boundary between the page and the module: every function, event, effect and table that crosses
// it. wasm/exports.txt lists the functions; wasm/binding.cpp and app/boundary are the other side.
import type { Effect, JsonEvent, PointerKind } from './boundary_types';

export * from './boundary_types';

/** Functions of the module. Strings are UTF-8, given as pointer and length. Those that take what happened run
 * frames until nothing is left to do, and return the address of what came of it, or 0: six u32, the pointer and
 * the length of an Output and a Patch as JSON (no length: no patch) and of the bytes that a BodyPart refers to. */
export interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  vitrine_alloc(bytes: number): number;
  vitrine_free(pointer: number): void;
  vitrine_create(): number;
  vitrine_destroy(element: number): void;
  /** A JsonEvent. */
  vitrine_event(element: number, json: number, length: number): number;
  /** Bytes of a resource. */
  vitrine_chunk(
    element: number,
    resource: number,
    bytes: number,
    length: number,
    total: number,
  ): number;
  /** A part of a response's body as text. */
  vitrine_body(
    element: number,
    response: number,
    offset: number,
    text: number,
    length: number,
    isText: number,
  ): number;
  /** A field has another text. */
  vitrine_typed(
    element: number,
    node: number,
    nodeLength: number,
    value: number,
    length: number,
  ): number;
  /** `kind` is a PointerKind; x and y count from the top left of the surface's viewport. */
  vitrine_pointer(element: number, kind: number, surface: number, x: number, y: number): number;
  vitrine_scroll(element: number, surface: number, y: number): number;
  /** The display is ready for another frame of an animation. */
  vitrine_frame(element: number): number;
  /** {u32 count, u32 pointer} of the surfaces' draw lists of the last frame, six u32 each: vertices (of
   * 20 bytes: x, y, u, v as f32, colour), their number, indices (u32), their number, commands, their number.
   * A command has 32 bytes: clip left, top, right, bottom (f32), page or -1, indices, first index, first vertex. */
  vitrine_draw(element: number): number;
}

/** A font: family (0 sans, 1 mono) of a registered stack, size, weight, italic, letter spacing (em). */
export type FontArguments = [
  stack: number,
  family: number,
  size: number,
  weight: number,
  italic: number,
  spacing: number,
];

/** Functions the module imports from "host". */
export interface Host {
  measure(...args: [...FontArguments, ...[density: number, text: number, length: number]]): number;
  metrics(...args: [...FontArguments, ...[density: number, out: number]]): void;
  draw_word(
    ...args: [
      ...FontArguments,
      ...[density: number, color: number, phase: number, text: number, length: number, out: number],
    ]
  ): void;
  drop_words(): void;
  now(): number;
}

/** Events that cross as numbers and bytes. A surface is named by its id until it crosses; none: outside all of them. */
export type DirectEvent =
  | { type: 'pointer'; kind: PointerKind; surface: string; x: number; y: number }
  | { type: 'scroll'; surface: string; y: number }
  | { type: 'frame' }
  | { type: 'input'; node: string; value: string }
  | { type: 'bodyWindow'; id: number; offset: number; text: string; isText: boolean }
  | { type: 'chunk'; id: number; bytes: Uint8Array; total: number };

/** An event of the page. */
export type Event = JsonEvent | DirectEvent;

export type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;
export type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;
