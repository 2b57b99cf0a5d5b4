// The pages that are measured: Vitrine's three, and those of its peers from npm as their documentation says to make
// them. Of each where its operations are listed, what is there once one is opened, and how it is searched; the words
// of an operation must be in it (eyes.mjs), so selectors may be wide.
const page = (head, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API</title>${head}</head><body style="margin:0">${body}</body></html>`;
const script = (file) => `<script src="/npm/${file}"></script>`;
const module = (file) => `<script type="module" src="/npm/${file}"></script>`;
const sheet = (file) => `<link rel="stylesheet" href="/npm/${file}">`;

const kElement = 'vitrine-playground >>> ';
const vitrine = {
  entries: [
    `${kElement}a[href*="#/operations/"]`,
    'vitrine-playground a[href*="operations/"]',
    'vitrine-playground .words :is(h2, h3, h4)',
  ],
  opened: [`${kElement}:is(h1, h2, h3, h4)`],
  search: { field: `${kElement}input[type=search]`, results: [`${kElement}a[href^="#/"]`] },
};

export const pages = {
  docs: { ...vitrine, title: 'Vitrine /docs' },
  element: {
    ...vitrine,
    title: 'Vitrine element',
    html: (spec) =>
      page(
        '<script type="module" src="/vitrine/vitrine.js"></script>',
        `<h1>A guide</h1><p>Words of the page around.</p><vitrine-playground spec="${spec}"></vitrine-playground>`,
      ),
  },
  export: { ...vitrine, title: 'Vitrine export' },
  'swagger-ui': {
    title: 'Swagger UI',
    package: 'swagger-ui-dist',
    html: (spec) =>
      page(
        sheet('swagger-ui-dist/swagger-ui.css'),
        `<div id="app"></div>${script('swagger-ui-dist/swagger-ui-bundle.js')}<script>SwaggerUIBundle({ url: '${spec}', dom_id: '#app' })</script>`,
      ),
    entries: ['.opblock-summary-path', '.opblock-summary-description'],
    opened: ['.opblock.is-open:has(.opblock-body)'],
  },
  redoc: {
    title: 'Redoc',
    package: 'redoc',
    html: (spec) =>
      page(
        '',
        `<redoc spec-url="${spec}" disable-telemetry="true"></redoc>${module('redoc/bundles/redoc.standalone.js')}`,
      ),
    entries: ['a[href^="#"]', '[data-testid="menu-item-label"]'],
    opened: [':is(h1, h2, h3)'],
    search: {
      open: '[data-testid="search-trigger"], [data-component-name="Search/SearchTrigger"]',
      field: '[data-testid="search-input"], [data-testid="search-dialog"] input',
      results: ['[data-component-name="Search/SearchItem"]', '[data-testid="search-dialog"] a'],
    },
  },
  scalar: {
    title: 'Scalar',
    package: '@scalar/api-reference',
    html: (spec) =>
      page(
        '',
        `<div id="app"></div>${script('@scalar/api-reference/dist/browser/standalone.js')}<script>Scalar.createApiReference('#app', { url: '${spec}', withDefaultFonts: false, telemetry: false })</script>`,
      ),
    entries: ['aside a[href*="#"]', 'a.endpoint', '.section-header-label'],
    opened: ['.section-header-label', ':is(h2, h3)'],
    search: {
      open: 'aside button',
      field: '[role=dialog] input',
      results: ['[role=dialog] [role=option]'],
    },
  },
  rapidoc: {
    title: 'RapiDoc',
    package: 'rapidoc',
    html: (spec) =>
      page(
        module('rapidoc/dist/rapidoc-min.js'),
        `<rapi-doc spec-url="${spec}" load-fonts="false"></rapi-doc>`,
      ),
    entries: ['rapi-doc >>> .nav-bar-path'],
    opened: ['rapi-doc >>> main :is(h2, h3)', 'rapi-doc >>> .main-content :is(h2, h3)'],
    search: {
      field: 'rapi-doc >>> #nav-bar-search',
      results: ['rapi-doc >>> .nav-bar-path'],
      enter: true,
    },
  },
  elements: {
    title: 'Elements',
    package: '@stoplight/elements',
    html: (spec) =>
      page(
        sheet('@stoplight/elements/styles.min.css') +
          script('@stoplight/elements/web-components.min.js'),
        `<elements-api apiDescriptionUrl="${spec}" router="hash" style="display:block;height:100vh"></elements-api>`,
      ),
    entries: ['elements-api a[href*="#/"]'],
    opened: ['elements-api :is(h1, h2)'],
    // Its groups are closed, and its first page lists nothing: the first group is opened as soon as it is there.
    unfold: 'elements-api svg[data-icon="chevron-right"]',
  },
  'openapi-explorer': {
    title: 'OpenAPI Explorer',
    package: 'openapi-explorer',
    html: (spec) =>
      page(
        module('openapi-explorer/dist/browser/openapi-explorer.min.js'),
        `<openapi-explorer spec-url="${spec}"></openapi-explorer>`,
      ),
    entries: ['openapi-explorer >>> .nav-bar-path'],
    opened: ['openapi-explorer >>> :is(h1, h2, h3, .summary)'],
    search: {
      field: 'openapi-explorer >>> #nav-bar-search',
      results: ['openapi-explorer >>> .nav-bar-path'],
    },
  },
};
