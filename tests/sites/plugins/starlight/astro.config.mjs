// A site below a path, with an element in a deep page and a page for each operation.
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import vitrine from 'vitrine-playground/starlight';

export default defineConfig({
  base: '/below/a/path',
  integrations: [
    starlight({
      title: 'Gallery',
      components: { Head: './src/Head.astro' },
      sidebar: [{ label: 'Try it', slug: 'guide/deep/try' }],
      plugins: [
        vitrine({ pages: { spec: '/gallery.json' }, vitrine: process.env.VITRINE_COMMAND }),
      ],
    }),
  ],
  telemetry: false,
});
