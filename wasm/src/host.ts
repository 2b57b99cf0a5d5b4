// The element as its Playground uses it.
import type { EffectOf, Event, EventOf } from './boundary';

/** The values of the attributes. */
export type Opening = Pick<
  EventOf<'open'>,
  | 'spec'
  | 'operation'
  | 'theme'
  | 'headingLevel'
  | 'redirectUri'
  | 'includesCredentials'
  | 'mockServer'
  | 'descriptions'
  | 'description'
  | 'introduced'
  | 'group'
  | 'place'
  | 'options'
>;

export interface Host extends HTMLElement {
  readonly opening: Opening;
  readonly credentials: string;
  /** Address of the proxy that requests to other origins go through; empty: none. */
  readonly proxy: string;
  readonly routing: string;
  /** Height of what the page keeps at its top. */
  readonly scrollOffset: number;
  /** Events not handled yet, in order: they outlive a module that restarts. null: the attributes changed, which
   * are read when its turn comes. */
  readonly waiting: (Event | null)[];
  /** The opening of the description to which the events belong. */
  opened: EventOf<'open'> | undefined;
  /** The link of what `vitrine-navigate` told last, of this description. */
  told: string;
  /** A text of the page under that address. */
  text(uri: string): Response | undefined;
  /** Opens another of the element's descriptions. */
  describe(index: number): void;
  /** A call of the page is done. */
  called(effect: EffectOf<'called'>): void;
  dispatch(name: string, detail: unknown, cancelable?: boolean): boolean;
  /** The words inside the element are no longer needed. */
  uncover(): void;
  settled(ready: boolean, problem?: unknown): void;
  /** The module cannot go on. */
  stopped(error: unknown): void;
  /** The module restarts: another playground continues from this one. */
  start(): Promise<void>;
}
