// What vitrine.js exports, without registering anything.
import { VitrinePlayground } from './element';

export { VitrinePlayground };
export { LoadError } from './fetching';
export { configure } from './parts';
export type {
  Authorization,
  ErrorDetail,
  FillOptions,
  LoadProblem,
  ModuleFiles,
  ModuleSource,
  NamedDescription,
  NavigateDetail,
  RequestDetail,
  ResponseDetail,
  VitrineEventMap,
} from '../vitrine';

/** Registers the elements, once. */
export function define(): void {
  if (typeof customElements === 'undefined') return;
  if (!customElements.get('vitrine-playground'))
    customElements.define('vitrine-playground', VitrinePlayground);
}
