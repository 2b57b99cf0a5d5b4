// The elements in templates of Vue: `import type {} from 'vitrine-playground/types/vue'`. Vue itself has to know that
// they are elements: `compilerOptions.isCustomElement: (tag) => tag.startsWith('vitrine-')`.
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { VitrineEventMap } from '../vitrine.js';
import type { ElementAttributes, ElementProperties } from './properties.js';

type Listeners = {
  [Name in keyof VitrineEventMap as `on${Capitalize<Name>}`]?: (
    event: VitrineEventMap[Name],
  ) => void;
};
type Component = DefineComponent<
  Omit<HTMLAttributes, keyof ElementProperties> & ElementProperties & ElementAttributes & Listeners
>;

declare module 'vue' {
  interface GlobalComponents {
    'vitrine-playground': Component;
    'vitrine-operation': Component;
    'vitrine-schema': Component;
  }
}
