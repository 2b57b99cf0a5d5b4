// A playground that nobody sees does once what users do first: it opens an operation, searches, sends and shows the
// response, a step in each idle moment. The browser compiles a function of the module when it is called for the first
// time: here, where nobody waits for it.
import type { Effect, Event, EventOf, NodePatch, SurfacePatch } from './boundary';
import { kNoSurface } from './boundary';
import { Crossing } from './crossing';
import type { Module } from './loader';
import { idle } from './tasks';

const kUri = 'about:rehearsal';
/** Longer work than this is no rehearsal's. */
const kSteps = 200;

const kPart = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, description: 'A *name*.' },
    kind: { type: 'string', enum: ['one', 'two'] },
    count: { type: 'integer', minimum: 0, default: 1 },
    price: { type: 'number' },
    on: { type: 'boolean' },
    made: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: { type: 'string' } },
  },
};

const parameter = (name: string, place: string, schema: object) => ({
  name,
  in: place,
  required: place === 'path',
  schema,
});

const kResponse = { name: 'a', kind: 'one', count: 1, price: 1.5, on: true, tags: ['x', 'y'] };

const kDescription = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Rehearsal', version: '1', description: 'Words with `code` and [a link](#).' },
  servers: [{ url: 'http://localhost' }],
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        tags: ['things'],
        summary: 'List',
        parameters: [
          parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 100, default: 10 }),
          parameter('kind', 'query', { type: 'string', enum: ['one', 'two'] }),
        ],
        responses: {
          200: {
            description: 'Found.',
            content: {
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
              },
            },
          },
          404: { description: 'Not found.' },
        },
      },
    },
    '/things/{id}': {
      put: {
        operationId: 'replace',
        tags: ['things'],
        summary: 'Replace',
        description: 'Some **words**:\n\n- one\n- two',
        parameters: [parameter('id', 'path', { type: 'string', format: 'uuid' })],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } },
        },
        responses: {
          200: {
            description: 'Replaced.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } },
          },
        },
      },
    },
  },
  components: { schemas: { Part: { ...kPart, properties: { ...kPart.properties, part: kPart } } } },
});

/** How the playgrounds of the page begin. */
export interface Setting {
  stack: number;
  theme: EventOf<'theme'>;
  size: EventOf<'resize'>;
  opening: EventOf<'open'>;
}

class Rehearsal {
  private readonly crossing: Crossing;
  private readonly pending: Event[] = [];
  private surfaces: SurfacePatch[] = [];
  private readonly nodes = new Map<string, NodePatch>();
  private animating = false;

  constructor(module: Module) {
    const place = (id: string) => {
      const found = this.surfaces.findIndex((surface) => surface.id === id);
      return found < 0 ? kNoSurface : found;
    };
    this.crossing = new Crossing(module.exports, place);
  }

  /** What users do first, each after what came of the one before. */
  *scenes({ stack, theme, size, opening }: Setting): Generator<Event, void> {
    yield { type: 'fonts', stack };
    yield { ...theme, shapes: false };
    yield size;
    yield { type: 'usable' };
    yield { ...opening, spec: kUri, hash: '', operation: '', ownsLocation: false, options: {} };
    for (const link of this.found(({ href }) => href?.startsWith('#/operations/') === true))
      yield { type: 'activate', node: link };
    const [search] = this.surfaces.flatMap((surface) => surface.search ?? []);
    if (search) {
      yield { type: 'input', node: search, value: 'thing' };
      yield { type: 'input', node: search, value: '' };
    }
    const [first] = this.found(({ href }) => href?.startsWith('#/operations/') === true);
    if (first) yield { type: 'activate', node: first };
    for (const button of this.found(({ look, role }) => look === 'primary' && role === 'button'))
      yield { type: 'activate', node: button };
  }

  /** One step; false when nothing is left to do. */
  step(scenes: Generator<Event, void>): boolean {
    const event = this.pending.shift() ?? (this.animating ? { type: 'frame' as const } : undefined);
    if (event) return (this.pass(event), true);
    const next = scenes.next();
    if (!next.done) this.pass(next.value);
    return !next.done;
  }

  close(): void {
    this.crossing.destroy();
  }

  private found(wanted: (node: NodePatch) => boolean): string[] {
    return [...this.nodes.values()].filter(wanted).map(({ id }) => id);
  }

  private pass(event: Event): void {
    const outcome = this.crossing.event(event);
    if (!outcome) return;
    const { output, patch } = outcome;
    this.surfaces = patch?.surfaces ?? this.surfaces;
    for (const id of patch?.remove ?? []) this.nodes.delete(id);
    for (const node of patch?.nodes ?? [])
      this.nodes.set(node.id, { ...this.nodes.get(node.id), ...node });
    this.animating = output.animating === true;
    for (const effect of output.effects ?? []) this.pending.push(...responsesTo(effect));
    if (patch) this.crossing.drawLists();
  }
}

const encoder = new TextEncoder();

/** What a page would say to it. Whatever else is asked for has no effect: nothing leaves the rehearsal. */
function responsesTo(effect: Effect): Event[] {
  const body = JSON.stringify(kResponse);
  switch (effect.type) {
    case 'loadResource': {
      const { id } = effect;
      const bytes = encoder.encode(kDescription);
      return [
        { type: 'chunk', id, bytes, total: bytes.length },
        { type: 'end', id },
      ];
    }
    case 'postTask':
      return [{ type: 'task' }];
    case 'wake':
      return effect.timer === 'slice' ? [{ type: 'wake', timer: 'slice' }] : [];
    case 'sendRequest': {
      const { id } = effect;
      const headers: [string, string][] = [['content-type', 'application/json']];
      return [
        { type: 'responseHead', id, status: 200, statusText: 'OK', headers, elapsed: 1 },
        { type: 'responseEnd', id, size: body.length, elapsed: 2 },
      ];
    }
    case 'readBody':
      return [{ type: 'bodyWindow', id: effect.id, offset: 0, text: body, isText: true }];
    default:
      return [];
  }
}

/** Once for a module. Rejects if the module stops in the middle of it. */
export async function rehearse(module: Module, setting: Setting): Promise<void> {
  await idle();
  if (module.ended) return;
  const rehearsal = new Rehearsal(module);
  const scenes = rehearsal.scenes(setting);
  for (let steps = 0; steps < kSteps; ++steps) {
    await idle();
    if (module.ended) return;
    if (!rehearsal.step(scenes)) break;
  }
  rehearsal.close();
}
