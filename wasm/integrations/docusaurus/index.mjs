// Docusaurus 3: a plugin that puts words into the elements of Markdown and MDX, and writes pages of operations.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Site, block, escape, pagesOf, slug, writeChanged } from '../site.mjs';

export default async function vitrine({ siteConfig, siteDir }, options) {
  const site = new Site({
    root: siteDir,
    folders: siteConfig.staticDirectories.map((folder) => path.resolve(siteDir, folder)),
    base: siteConfig.baseUrl,
    command: options.vitrine,
  });
  for (const { folder, label, spec } of pagesOf(options)) {
    const directory = path.join(siteDir, 'docs', folder);
    const tags = await site.writePages(directory, spec, ({ order }) => ({
      sidebar_position: order,
    }));
    category(directory, { label });
    tags.forEach(({ label: tag }, position) => {
      if (tag) category(path.join(directory, slug(tag)), { label: tag, position });
    });
  }
  const { markdown } = siteConfig;
  const before = markdown.preprocessor;
  markdown.preprocessor = (file) => {
    const text = before ? before(file) : file.fileContent;
    const plain =
      markdown.format === 'md' || (markdown.format === 'detect' && file.filePath.endsWith('.md'));
    const inComments = markdown.mdx1Compat?.headingIds === false;
    return site.replace(text, plain ? writeHtml : (element) => writeJsx(element, inComments));
  };
  const { script } = options;
  return {
    name: 'vitrine',
    getClientModules: () => (script ? [] : [fileURLToPath(new URL('client.mjs', import.meta.url))]),
    configureWebpack: ({ cache }) =>
      cache?.version ? { cache: { version: `${cache.version}-${site.stamp}` } } : {},
    postBuild: ({ outDir }) => site.copyRedirect(outDir),
    injectHtmlTags: () => (script ? { headTags: tagsOf(script) } : {}),
  };
}

function category(folder, fields) {
  writeChanged(path.join(folder, '_category_.json'), `${JSON.stringify(fields, null, 2)}\n`);
}

/** As Markdown, whose headings are in the site's table of contents. */
const heading = ({ level, text }, id) =>
  `${'#'.repeat(level)} ${text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&')} {${id}}`;

function write({ tag, attributes, parts }, writePart, idOf = ({ id }) => `#${id}`) {
  const inside = parts.map((part) =>
    part.level ? heading(part, idOf(part)) : writePart(part.html),
  );
  return `\n\n<${tag}${attributes}>\n\n${inside.join('\n\n')}\n\n</${tag}>\n\n`;
}

const writeHtml = (element) => write(element, (html) => `<div>${block(html)}</div>`);

/** Newer sites have names of headings in comments of MDX. */
const writeJsx = (element, inComments) =>
  write(
    element,
    (html) => `<div dangerouslySetInnerHTML={{__html: ${JSON.stringify(html)}}} />`,
    inComments ? ({ id }) => `/* #${id} */` : undefined,
  );

function tagsOf(script) {
  const theme = escape(script.replace(/[^/]*$/, 'themes/docusaurus.css'));
  return [
    `<link rel="stylesheet" href="${theme}">`,
    `<script type="module" src="${escape(script)}"></script>`,
  ];
}
