// A site below a path, with an element in a deep page and a page for each operation.
export default {
  title: 'Gallery',
  url: 'https://docs.example.com',
  baseUrl: '/below/a/path/',
  onBrokenLinks: 'throw',
  themes: [
    [
      '@easyops-cn/docusaurus-search-local',
      { hashed: false, indexBlog: false, docsRouteBasePath: '/' },
    ],
  ],
  plugins: [
    [
      'vitrine-playground/docusaurus',
      { pages: { spec: '/gallery.json' }, vitrine: process.env.VITRINE_COMMAND },
    ],
  ],
  presets: [['classic', { blog: false, docs: { routeBasePath: '/' } }]],
  themeConfig: {
    navbar: { title: 'Gallery', items: [{ to: '/guide/deep/try', label: 'Guide' }] },
  },
};
