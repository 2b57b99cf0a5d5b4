// The element comes with the first page that has one, also one that was gone to within the site.
import 'vitrine-playground/themes/docusaurus.css';

const selector = 'vitrine-playground, vitrine-operation, vitrine-schema';

export function onRouteDidUpdate() {
  if (document.querySelector(selector)) void import('vitrine-playground');
}
