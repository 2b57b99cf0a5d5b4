// `<Playground spec="/api.yaml" operation="createUser" />` in pages made of React components.
import useBaseUrl from '@docusaurus/useBaseUrl';
import { createElement } from 'react';

export default function Playground({ spec, children, ...attributes }) {
  const address = useBaseUrl(spec);
  const tag = attributes.schema
    ? 'vitrine-schema'
    : attributes.operation
      ? 'vitrine-operation'
      : 'vitrine-playground';
  return createElement(tag, { spec: address, 'heading-level': 2, ...attributes }, children);
}
