// The element as its Playground uses it.
import type { Event, EventOf } from './boundary';

/** The values of the attributes. */
export type Opening = Pick<
  EventOf<'open'>,
  | 'spec'
  | 'operation'
  | 'theme'
  | 'headingLevel'
  | 'redirectUri'
  | 'includesCredentials'
  | 'options'
>;

export interface Host extends HTMLElement {
  readonly opening: Opening;
  readonly credentials: string;
  readonly routing: string;
  /** Height of what the page keeps at its top. */
  readonly scrollOffset: number;
  /** Events not handled yet, in order: they outlive a module that restarts. null: the attributes changed, which
   * are read when its turn comes. */
  readonly waiting: (Event | null)[];
  /** The opening of the description to which the events belong. */
  opened: EventOf<'open'> | undefined;
  dispatch(name: string, detail: unknown, cancelable?: boolean): boolean;
  settled(ready: boolean, problem?: string): void;
  /** The module cannot go on. */
  stopped(problem: string): void;
  /** The module restarts: another playground continues from this one. */
  start(): Promise<void>;
}
