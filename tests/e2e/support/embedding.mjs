// Pages of others that have a playground in them.

/** The HTML of a page with one operation; the entry is that of the server at `url`, the description is beside it. */
export const embedding = (url, operation, { head = '', attributes = '' } = {}) =>
  `<!doctype html><html lang="en"><meta charset="utf-8">${head}<title>Elsewhere</title>
<script type="module" src="${url}/vitrine.js"></script>
<vitrine-playground spec="/api.json" operation="${operation}" ${attributes}></vitrine-playground>`;

/** The pages for `texts`: that page, and the description. */
export const embeddingPages = (html, description) => ({
  '/': html,
  '/api.json': (request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(description)),
});
