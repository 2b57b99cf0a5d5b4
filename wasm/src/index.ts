// The stable entry of the page: importing it registers the element and does nothing else.
import { VitrinePlayground } from './element';

export { VitrinePlayground };
export type {
  Authorization,
  ErrorDetail,
  FillOptions,
  NamedDescription,
  NavigateDetail,
  RequestDetail,
  ResponseDetail,
  VitrineEventMap,
} from '../vitrine';

if (!customElements.get('vitrine-playground'))
  customElements.define('vitrine-playground', VitrinePlayground);
