// The stable entry of the page: importing it registers the element and does nothing else; on a server nothing at all.
import { define } from './exported';

export * from './exported';

define();
