// A site below a path, with an element in a deep page and a page for each operation.
import { withVitrine } from 'vitrine-playground/vitepress';

export default withVitrine(
  {
    title: 'Gallery',
    base: '/below/a/path/',
    themeConfig: {
      search: { provider: 'local' },
      nav: [{ text: 'Guide', link: '/guide/deep/try' }],
      sidebar: [{ text: 'Try it', link: '/guide/deep/try' }],
    },
  },
  { pages: { spec: '/gallery.json' }, vitrine: process.env.VITRINE_COMMAND },
);
