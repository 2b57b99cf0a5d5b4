// A page of React components.
import Layout from '@theme/Layout';
import { createElement } from 'react';
import Playground from 'vitrine-playground/docusaurus/Playground';

export default function Page() {
  return createElement(
    Layout,
    { title: 'React' },
    createElement(Playground, { spec: '/gallery.json', operation: 'createUser' }),
  );
}
