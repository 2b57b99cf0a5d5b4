// What vitrine.js exports, without registering anything.
import { VitrinePlayground } from './element';

/** One operation, in the text of a page: nothing is around it. */
class VitrineOperation extends VitrinePlayground {}
/** One schema, likewise. */
class VitrineSchema extends VitrinePlayground {}

const kElements = {
  'vitrine-playground': VitrinePlayground,
  'vitrine-operation': VitrineOperation,
  'vitrine-schema': VitrineSchema,
};

export { VitrineOperation, VitrinePlayground, VitrineSchema };
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
  for (const [name, element] of Object.entries(kElements))
    if (!customElements.get(name)) customElements.define(name, element);
}
