// The types of react.js.
import type { CSSProperties, ForwardRefExoticComponent, ReactNode, RefAttributes } from 'react';
import type { VitrinePlayground as Element, VitrineEventMap } from './vitrine.js';
import type { ElementProperties } from './types/properties.js';

type Listener<Name> = Name extends keyof VitrineEventMap
  ? (event: VitrineEventMap[Name]) => void
  : (event: CustomEvent) => void;

export interface VitrineProps extends ElementProperties {
  id?: string;
  className?: string;
  style?: CSSProperties;
  /** Shown until the element starts, and where it cannot. */
  children?: ReactNode;
  onReady?: Listener<'vitrine-ready'>;
  /** May change the request, or cancel the event and so the request. */
  onRequest?: Listener<'vitrine-request'>;
  onResponse?: Listener<'vitrine-response'>;
  onError?: Listener<'vitrine-error'>;
  onNavigate?: Listener<'vitrine-navigate'>;
}

type Component = ForwardRefExoticComponent<VitrineProps & RefAttributes<Element>>;

export declare const VitrinePlayground: Component;
export declare const VitrineOperation: Component;
export declare const VitrineSchema: Component;
