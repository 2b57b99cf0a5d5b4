// The elements as tags in JSX of React: `import type {} from 'vitrine-playground/types/react'`.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { VitrinePlayground } from '../vitrine.js';
import type { ElementAttributes, ElementProperties } from './properties.js';

type Props = Omit<
  DetailedHTMLProps<HTMLAttributes<VitrinePlayground>, VitrinePlayground>,
  keyof ElementProperties
> &
  ElementAttributes & { class?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vitrine-playground': Props;
      'vitrine-operation': Props;
      'vitrine-schema': Props;
    }
  }
}
