// Starlight: a plugin that puts words into the elements of Markdown and MDX, and writes pages of operations.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Site, headingHtml, pagesOf, selector } from '../site.mjs';

export default function vitrine(options = {}) {
  return {
    name: 'vitrine',
    hooks: {
      async 'config:setup'({ addIntegration, astroConfig, config, logger, updateConfig }) {
        const site = new Site({
          root: fileURLToPath(astroConfig.root),
          folders: [fileURLToPath(astroConfig.publicDir)],
          base: astroConfig.base,
          command: options.vitrine,
          warn: (message) => logger.warn(message),
        });
        const docs = path.join(fileURLToPath(astroConfig.srcDir), 'content', 'docs');
        const groups = [];
        for (const { folder, label, spec } of pagesOf(options)) {
          const tags = await site.writePages(path.join(docs, folder), spec);
          const link = ({ title, page }) => ({ label: title, slug: `${folder}/${page}` });
          const items = tags.flatMap(({ label: tag, pages }) =>
            tag ? { label: tag, collapsed: true, items: pages.map(link) } : pages.map(link),
          );
          groups.push({ label, items });
        }
        const { script } = options;
        updateConfig({
          customCss: [
            ...(config.customCss ?? []),
            ...(script ? [] : ['vitrine-playground/themes/starlight.css']),
          ],
          head: [...(config.head ?? []), ...head(script)],
          // Without a sidebar of its own Starlight shows every page.
          ...(config.sidebar && { sidebar: [...config.sidebar, ...groups] }),
        });
        addIntegration(integration(site, script));
      },
    },
  };
}

function head(script) {
  if (!script) return [];
  const href = script.replace(/[^/]*$/, 'themes/starlight.css');
  return [
    { tag: 'link', attrs: { rel: 'stylesheet', href } },
    { tag: 'script', attrs: { type: 'module', src: script } },
  ];
}

/** The element comes with the first page that has one, also one that view transitions went to. */
const kLoad = `
const look = () => { if (document.querySelector('${selector}')) void import('vitrine-playground'); };
look();
document.addEventListener('astro:page-load', look);`;

function integration(site, script) {
  return {
    name: 'vitrine',
    hooks: {
      'astro:config:setup'({ injectScript, updateConfig }) {
        if (!script) injectScript('page', kLoad);
        const plugin = [() => (tree) => change(tree, site), { stamp: site.stamp }];
        updateConfig({ markdown: { remarkPlugins: [plugin] } });
      },
      'astro:build:done': ({ dir }) => site.copyRedirect(fileURLToPath(dir)),
    },
  };
}

/** Headings become nodes, which the site's table of contents knows; HTML around them stays HTML. */
function change(tree, site) {
  tree.children = tree.children?.flatMap((node) => {
    const alone = alonePart(node);
    if (alone) return changeHtml({ type: 'html', value: alone }, site);
    change(node, site);
    if (node.type === 'html') return changeHtml(node, site);
    if (/^mdxJsx(?:Flow|Text)Element$/.test(node.type)) changeJsx(node, site);
    return node;
  });
}

/** An element on one line is a paragraph to Markdown, of an opening and a closing tag. */
function alonePart({ type, children }) {
  const values = type === 'paragraph' ? children.map((child) => child.value ?? '') : [];
  const tags = new RegExp(`^<(?:${selector.replaceAll(', ', '|')})\\b[^]*>$`);
  return children?.[0]?.type === 'html' && tags.test(values.join('').trim()) && values.join('');
}

function changeHtml(node, site) {
  const made = [];
  const value = site.replace(node.value, ({ tag, attributes, parts }) => {
    made.push([{ html: `<${tag}${attributes}>` }, ...parts, { html: `</${tag}>` }]);
    return '\0';
  });
  if (made.length === 0) return node;
  return value
    .split('\0')
    .flatMap((html, index) => [{ html }, ...(made[index] ?? [])])
    .map(nodeOf);
}

function nodeOf({ level, id, text, html }) {
  if (!level) return { type: 'html', value: html };
  const children = [{ type: 'text', value: text }];
  return { type: 'heading', depth: level, children, data: { hProperties: { id } } };
}

/** In MDX the words are one piece of HTML. */
function changeJsx(node, site) {
  if (!selector.split(', ').includes(node.name)) return;
  const plain = node.attributes.filter(({ value }) => typeof value === 'string');
  const element = site.element(Object.fromEntries(plain.map(({ name, value }) => [name, value])));
  if (!element) return;
  const html = element.parts.map((part) => (part.level ? headingHtml(part) : part.html)).join('\n');
  const given = Object.entries(element.attributes);
  if (html && node.children.length === 0) given.push(['set:html', html]);
  node.attributes = [
    ...node.attributes.filter((attribute) => !plain.includes(attribute)),
    ...given.map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value })),
  ];
}
