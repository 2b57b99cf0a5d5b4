/** An operation, a schema or a whole description; other properties are the element's attributes. */
export default function Playground(properties: {
  spec: string;
  operation?: string;
  schema?: string;
  [attribute: string]: unknown;
}): object;
