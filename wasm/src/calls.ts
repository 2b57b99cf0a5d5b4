// Calls of the page, which the module carries out: each settles with what came of it.
import type { Authorization, FillOptions } from '../vitrine';
import type { EffectOf, Event, GivenCredential } from './boundary';

export class Calls {
  private last = 0;
  private readonly open = new Map<number, (problem?: string) => void>();

  /** Rejects with why it was not done. */
  make(event: (id: number) => Event, send: (event: Event) => void): Promise<void> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.open.set(id, (problem) => (problem ? reject(new Error(problem)) : resolve()));
      send(event(id));
    });
  }

  settle({ id, problem }: Omit<EffectOf<'called'>, 'type'>): void {
    const settle = this.open.get(id);
    this.open.delete(id);
    settle?.(problem);
  }

  /** Nothing comes of those that are open. */
  close(problem: string): void {
    for (const id of [...this.open.keys()]) this.settle({ id, problem });
  }
}

export function filling(
  id: number,
  { operation = '', parameters = {}, body, contentType }: FillOptions,
): Event {
  return {
    type: 'fill',
    id,
    operation,
    // What JSON has no words for (undefined) is no value.
    parameters: Object.entries(parameters).map(([name, value]) => [
      name,
      JSON.stringify(value) ?? 'null',
    ]),
    // A text is the body as it stands.
    ...(body !== undefined && {
      hasBody: true,
      body: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
    }),
    ...(contentType !== undefined && { contentType }),
  };
}

export function authorizing(id: number, given: Record<string, Authorization>): Event {
  return {
    type: 'authorize',
    id,
    credentials: Object.entries(given).map(([scheme, value]): GivenCredential => {
      if (value === null) return { scheme, user: '', secret: '' };
      if (typeof value === 'string') return { scheme, user: '', secret: value };
      return { scheme, user: value.username, secret: value.password };
    }),
  };
}
