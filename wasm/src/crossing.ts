// What crosses between an element and the module: events in, output and draw lists out.
import type { Event, Exports, Output, Patch } from './boundary';
import { kNoSurface } from './boundary';

/** What came of an event. `bytes` are those that an effect of the output refers to. */
export interface Outcome {
  output: Output;
  patch: Patch | null;
  bytes: Uint8Array;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function readText({ memory }: Exports, pointer: number, length: number): string {
  return decoder.decode(new Uint8Array(memory.buffer, pointer, length));
}

/** Copies bytes into the module for the length of `use`. */
function withBytes<T>(
  exports: Exports,
  bytes: Uint8Array,
  use: (pointer: number, length: number) => T,
): T {
  const pointer = exports.vitrine_alloc(bytes.length || 1);
  if (pointer === 0) throw new RangeError('out of memory');
  new Uint8Array(exports.memory.buffer, pointer, bytes.length).set(bytes);
  // If `use` throws, the module stopped in the middle of its work, and is not called again.
  const result = use(pointer, bytes.length);
  exports.vitrine_free(pointer);
  return result;
}

function withText<T>(
  exports: Exports,
  text: string,
  use: (pointer: number, length: number) => T,
): T {
  return withBytes(exports, encoder.encode(text), use);
}

export class Crossing {
  private readonly id: number;

  /** `placeOf`: the place of a surface in the draw table. */
  constructor(
    private readonly exports: Exports,
    private readonly placeOf: (surface: string) => number | undefined,
  ) {
    this.id = exports.vitrine_create();
  }

  destroy(): void {
    this.exports.vitrine_destroy(this.id);
  }

  event(event: Event): Outcome | null {
    const at = this.pass(event);
    if (at === 0) return null;
    const { exports } = this;
    const { buffer } = exports.memory;
    const [pointer, length, patch, patchLength, begin, size] = new Uint32Array(buffer, at, 6);
    return {
      output: JSON.parse(readText(exports, pointer, length)) as Output,
      patch: patchLength > 0 ? (JSON.parse(readText(exports, patch, patchLength)) as Patch) : null,
      bytes: new Uint8Array(buffer.slice(begin, begin + size)),
    };
  }

  /** The draw list of each surface, by its place in the table; they hold until the next call. */
  drawLists(): Uint32Array[] {
    const table = this.exports.vitrine_draw(this.id);
    const { buffer } = this.exports.memory;
    const [count, first] = new Uint32Array(buffer, table, 2);
    return Array.from(
      { length: count },
      (_, place) => new Uint32Array(buffer, first + place * 24, 6),
    );
  }

  /** Frequent or long events as numbers and bytes, others as JSON. */
  private pass(event: Event): number {
    const { id, exports } = this;
    const place = (surface: string) => this.placeOf(surface) ?? kNoSurface;
    switch (event.type) {
      case 'pointer':
        return exports.vitrine_pointer(id, event.kind, place(event.surface), event.x, event.y);
      case 'scroll':
        return exports.vitrine_scroll(id, place(event.surface), event.y);
      case 'frame':
        return exports.vitrine_frame(id);
      case 'input':
        return withText(exports, event.node, (...node) =>
          withText(exports, event.value, (...value) =>
            exports.vitrine_typed(id, ...node, ...value),
          ),
        );
      case 'bodyWindow':
        return withText(exports, event.text, (...text) =>
          exports.vitrine_body(id, event.id, event.offset, ...text, Number(event.isText)),
        );
      case 'chunk':
        return withBytes(exports, event.bytes, (...bytes) =>
          exports.vitrine_chunk(id, event.id, ...bytes, event.total),
        );
      default:
        return withText(exports, JSON.stringify(event), (...json) =>
          exports.vitrine_event(id, ...json),
        );
    }
  }
}
