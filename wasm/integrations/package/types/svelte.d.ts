// The elements in templates of Svelte: `import type {} from 'vitrine-playground/types/svelte'`.
import type { HTMLAttributes } from 'svelte/elements';
import type { VitrineEventMap, VitrinePlayground } from '../vitrine.js';
import type { ElementAttributes, ElementProperties } from './properties.js';

type Listeners = {
  [Name in keyof VitrineEventMap as `on${Name}` | `on:${Name}`]?: (
    event: VitrineEventMap[Name],
  ) => void;
};
type Props = Omit<HTMLAttributes<VitrinePlayground>, keyof ElementProperties> &
  ElementProperties &
  ElementAttributes &
  Listeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'vitrine-playground': Props;
    'vitrine-operation': Props;
    'vitrine-schema': Props;
  }
}
