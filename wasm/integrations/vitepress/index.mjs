// VitePress: `export default withVitrine({ … })` around the site's configuration.
import path from 'node:path';
import { Site, block, escape, headingHtml, pagesOf, selector } from '../site.mjs';

/** In compiled pages the elements are HTML or calls with their names. */
const kTags = new RegExp(`[<"'](?:${selector.replaceAll(', ', '|')})\\b`);

/** The folder named behind `vitepress dev` or `vitepress build`. */
const named = () => process.argv.slice(3).find((argument) => !argument.startsWith('-')) ?? '.';

export async function withVitrine(configuration, options = {}) {
  const root = path.resolve(options.root ?? named());
  const source = path.resolve(root, configuration.srcDir ?? '.');
  const site = new Site({
    root,
    folders: [path.join(source, 'public')],
    base: configuration.base,
    command: options.vitrine,
  });
  const groups = [];
  for (const { folder, label, spec } of pagesOf(options)) {
    const tags = await site.writePages(path.join(source, folder), spec);
    const link = ({ title, page }) => ({ text: title, link: `/${folder}/${page}` });
    const items = tags.flatMap(({ label: text, pages }) =>
      text ? { text, collapsed: true, items: pages.map(link) } : pages.map(link),
    );
    groups.push({ text: label, items });
  }
  const markdown = { ...configuration.markdown };
  const vite = { ...configuration.vite };
  return {
    ...configuration,
    head: [...(configuration.head ?? []), ...head(options.script)],
    markdown: {
      ...markdown,
      async config(md) {
        await markdown.config?.(md);
        md.core.ruler.before('normalize', 'vitrine', (state) => {
          state.src = site.replace(state.src, write);
        });
      },
    },
    async buildEnd(made) {
      await configuration.buildEnd?.(made);
      site.copyRedirect(made.outDir);
    },
    themeConfig: withSidebar(configuration.themeConfig, groups),
    vite: { ...vite, plugins: [...(vite.plugins ?? []), ...(options.script ? [] : [loader()])] },
  };
}

/** Vue takes the words as they are (`v-pre`); headings have the link that the site's search splits pages at. */
function write({ tag, attributes, parts }) {
  const inside = parts.map((part) =>
    part.level
      ? headingHtml(
          part,
          `${escape(part.text)} <a class="header-anchor" href="#${escape(part.id)}">&#8203;</a>`,
        )
      : block(part.html),
  );
  return `\n\n<${tag} v-pre${attributes}>\n${inside.join('\n')}\n</${tag}>\n\n`;
}

function withSidebar(theme = {}, groups = []) {
  if (groups.length === 0) return theme;
  const { sidebar = [] } = theme;
  if (Array.isArray(sidebar)) return { ...theme, sidebar: [...sidebar, ...groups] };
  const several = Object.entries(sidebar).map(([place, items]) =>
    Array.isArray(items)
      ? [place, [...items, ...groups]]
      : [place, { ...items, items: [...items.items, ...groups] }],
  );
  return { ...theme, sidebar: Object.fromEntries(several) };
}

/** The element comes with the first page that has one. */
function loader() {
  return {
    name: 'vitrine',
    enforce: 'post',
    transform(code, id, { ssr } = {}) {
      if (!/\.md$/.test(id) || !kTags.test(code)) return undefined;
      return {
        code: `import 'vitrine-playground/themes/vitepress.css';\n${code}\n${ssr ? '' : "import('vitrine-playground');"}\n`,
        map: null,
      };
    },
  };
}

function head(script) {
  if (!script) return [];
  const theme = script.replace(/[^/]*$/, 'themes/vitepress.css');
  return [
    ['link', { rel: 'stylesheet', href: theme }],
    ['script', { type: 'module', src: script }],
  ];
}
