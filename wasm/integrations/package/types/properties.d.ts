// What the elements take in a template: their properties, and the attributes of the same names.
import type { VitrinePlayground } from '../vitrine.js';

type Own = Omit<VitrinePlayground, keyof HTMLElement | 'ready'>;

/** The names of what can be set; what can be called is not. */
type Settable = {
  [Name in keyof Own]: Own[Name] extends (...args: never[]) => unknown ? never : Name;
}[keyof Own];

export type ElementProperties = Partial<Pick<Own, Settable>>;

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** As in HTML: `heading-level="2"`. */
export type ElementAttributes = {
  [Name in keyof ElementProperties as Kebab<Name>]?:
    | ElementProperties[Name]
    | (ElementProperties[Name] extends number | undefined ? `${number}` : never);
};
