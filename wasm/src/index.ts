// The stable entry of the page: importing it registers the elements and does nothing else.
import { VitrinePlayground } from './element';

/** One operation, in the text of a page: nothing is around it. */
class VitrineOperation extends VitrinePlayground {}
/** One schema, likewise. */
class VitrineSchema extends VitrinePlayground {}

export { VitrineOperation, VitrinePlayground, VitrineSchema };
export type { ErrorDetail, RequestDetail, ResponseDetail, VitrineEventMap } from '../vitrine';

for (const [name, element] of Object.entries({
  'vitrine-playground': VitrinePlayground,
  'vitrine-operation': VitrineOperation,
  'vitrine-schema': VitrineSchema,
}))
  if (!customElements.get(name)) customElements.define(name, element);
