// The operations of a description and a word to search, read without a reader of YAML: what is looked for stands on
// lines of its own.
const kMethods = /^(get|put|post|delete|options|head|patch|trace|query)$/;

/** Of each operation its path, summary and ID, as far as there are. */
export function operationsOf(text) {
  if (text.trimStart().startsWith('{'))
    return Object.entries(JSON.parse(text).paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => kMethods.test(method))
        .map(([, { summary, operationId }]) => [path, summary, operationId]),
    );
  const operations = [];
  const [, rest = ''] = text.split(/^paths:.*$/m);
  let path = '';
  for (const line of rest.split('\n')) {
    if (/^[^\s#]/.test(line)) break;
    const [, name] = /^ {2}['"]?(\/[^'"]*?)['"]?:\s*$/.exec(line) ?? [];
    path = name ?? path;
    const [, method] = /^ {4}(\w+):\s*$/.exec(line) ?? [];
    if (kMethods.test(method)) operations.push([path]);
    const [, key, value] =
      /^ {6}(summary|operationId): ['"]?([^>|'"].*?)['"]?\s*$/.exec(line) ?? [];
    if (key && operations.length > 0) operations.at(-1)[key === 'summary' ? 1 : 2] = value;
  }
  return operations;
}

/** The last word of a path from the middle of the description that has a word of its own. */
export function wordOf(operations) {
  const words = operations
    .slice(Math.floor(operations.length * 0.6))
    .concat(operations)
    .map(([path]) =>
      path
        .split('/')
        .filter((step) => /^[a-z]{5,}$/i.test(step))
        .pop(),
    );
  return words.find(Boolean)?.toLowerCase() ?? '';
}
