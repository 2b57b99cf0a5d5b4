// What the plugins for Docusaurus, VitePress and Starlight share: the elements in a site's Markdown, the words inside
// them, which the command `vitrine html` writes, and a page for each operation.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const kMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const kVoid = /^(?:area|br|col|hr|img|input|link|source|wbr)$/;
const kTag = /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const kRedirect = ['oauth2-redirect.html', 'oauth2-redirect.js'];
const kPackage = fileURLToPath(new URL('..', import.meta.url));
const kMark = '# Written by vitrine';

/** What loads the element where a page has one. */
export const selector = 'vitrine-playground, vitrine-operation, vitrine-schema';

// Code and comments come first, so that an element shown as an example stays one.
const kElements = new RegExp(
  [
    /^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|(?![\s\S]))/,
    /(?<!`)(?<code>`+)(?!`)[^\n]*?(?<!`)\k<code>(?!`)/,
    /<!--[\s\S]*?-->/,
    /<(?<tag>vitrine-(?:playground|operation|schema))(?<attributes>(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(?:\/>|>(?<inside>[\s\S]*?)<\/\k<tag>\s*>)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

export function escape(text) {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export function slug(text) {
  const words = text.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'operation';
}

function decode(text) {
  const names = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    name ? (names[name] ?? whole) : String.fromCodePoint(decimal ?? Number.parseInt(hex, 16)),
  );
}

export function headingHtml({ level, id, text }, inside = escape(text)) {
  return `<h${level} id="${escape(id)}">${inside}</h${level}>`;
}

/** HTML that a Markdown parser takes as one block: without an empty line. */
export function block(html) {
  return html.trim().replace(/\n(?=[ \t]*\n)/g, '&#10;');
}

/** Words, cut at the headings that nothing encloses: `{level, id, text}` and `{html}`. */
function cut(html) {
  const text = html.replace(/<\/?(?:section|article|header|main)\b[^>]*>/g, '');
  const parts = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: end, 2: written, 3: attributes, index } of text.matchAll(kTag)) {
    const name = written.toLowerCase();
    if (index < from || kVoid.test(name) || attributes.endsWith('/')) continue;
    const close =
      depth === 0 && !end && /^h[1-6]$/.test(name) ? text.indexOf(`</${name}>`, index) : -1;
    if (close < 0) {
      depth += end ? -1 : 1;
      continue;
    }
    if (text.slice(from, index).trim()) parts.push({ html: text.slice(from, index) });
    parts.push({
      level: Number(name[1]),
      id: /\bid="([^"]*)"/.exec(attributes)?.[1],
      text: decode(text.slice(index + tag.length, close).replace(kTag, '')).trim(),
    });
    from = close + `</${name}>`.length;
  }
  if (text.slice(from).trim()) parts.push({ html: text.slice(from) });
  return parts;
}

export class Site {
  #words = new Map();
  #warned = new Set();

  /** `folders` hold the files that the site gives as they are, below `base`. */
  constructor({ root, folders, base = '/', command = 'vitrine', warn = console.warn }) {
    Object.assign(this, { root, folders, base: base.endsWith('/') ? base : `${base}/`, command });
    this.warn = (message) => {
      if (!this.#warned.has(message)) warn(`vitrine: ${message}`);
      this.#warned.add(message);
    };
  }

  /** The address of a file of the site, at any depth of pages. */
  address(spec) {
    return /^(?:[a-z][\w+.-]*:|\/\/)/i.test(spec) ? spec : this.base + spec.replace(/^\.?\//, '');
  }

  /** The file behind an address, where it is one of the site. */
  file(spec) {
    if (this.address(spec) === spec && !spec.startsWith('/')) return undefined;
    const found = this.folders.map((folder) => path.join(folder, spec)).find(fs.existsSync);
    if (!found) this.warn(`${spec} is not in ${this.folders.join(' or ')}`);
    return found;
  }

  /** Changes with the descriptions, for tools that keep what they made of Markdown. */
  get stamp() {
    const files = this.folders
      .filter(fs.existsSync)
      .flatMap((folder) =>
        fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
      )
      .filter((file) => /\.(?:json|ya?ml)$/.test(file));
    const states = files.sort().map((file) => [file, fs.statSync(file).mtimeMs]);
    return createHash('sha256')
      .update(JSON.stringify([this.command, states]))
      .digest('hex');
  }

  words(spec, { operation, schema, tag }) {
    const file = this.file(spec);
    if (!file) return '';
    const wanted = Object.entries({ operation, schema, tag }).filter(([, value]) => value);
    const parameters = ['html', file, ...wanted.flatMap(([name, value]) => [`--${name}`, value])];
    const key = JSON.stringify([parameters, fs.statSync(file).mtimeMs]);
    if (!this.#words.has(key)) this.#words.set(key, this.#run(parameters));
    return this.#words.get(key);
  }

  #run(parameters) {
    try {
      const stdio = ['ignore', 'pipe', 'pipe'];
      return execFileSync(this.command, parameters, {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio,
      });
    } catch (error) {
      const reason =
        error.code === 'ENOENT' ? 'is not there' : `says: ${error.stderr || error.message}`;
      this.warn(
        `the command ${this.command} ${reason}; its elements have no words (option "vitrine")`,
      );
      return '';
    }
  }

  /** Replaces the elements in Markdown by what `write` makes of `{tag, attributes, parts}`. */
  replace(markdown, write) {
    const taken = new Map();
    return markdown.replace(kElements, (whole, ...rest) => {
      const { tag, attributes: written, inside = '' } = rest.at(-1);
      if (!tag) return whole;
      const found = [...written.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)];
      const given = found.map(([, name, double, single]) => [name, decode(double ?? single ?? '')]);
      const element = this.element(Object.fromEntries(given), taken);
      if (!element) return whole;
      if (inside.trim()) element.parts.unshift({ html: inside });
      const list = Object.entries(element.attributes);
      const attributes = list.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
      return write({ ...element, tag, attributes });
    });
  }

  /** An element's attributes with the address of its description, and its words in parts; nothing where its description
   * is not named. */
  element(given, taken = new Map()) {
    if (!given.spec) return undefined;
    const attributes = {
      'heading-level': '2',
      'redirect-uri': `${this.base}vitrine/${kRedirect[0]}`,
      ...given,
      spec: this.address(given.spec),
    };
    const parts = cut(this.words(given.spec, given));
    const top = Math.min(...parts.map(({ level }) => level ?? 6));
    for (const part of parts.filter(({ level }) => level)) {
      part.level = Math.min(6, part.level - top + Number(attributes['heading-level']));
      const id = part.id ?? slug(part.text);
      taken.set(id, (taken.get(id) ?? 0) + 1);
      part.id = taken.get(id) === 1 ? id : `${id}-${taken.get(id)}`;
    }
    return { attributes, parts };
  }

  /** Sign-ins of all pages come back to one address of the site. */
  copyRedirect(folder) {
    fs.mkdirSync(path.join(folder, 'vitrine'), { recursive: true });
    for (const name of kRedirect)
      fs.copyFileSync(path.join(kPackage, name), path.join(folder, 'vitrine', name));
  }

  async #read(spec) {
    const file = this.file(spec);
    if (!file)
      throw new Error(`vitrine: pages are made of a file of the site, and ${spec} is none`);
    const text = fs.readFileSync(file, 'utf8');
    if (text.trimStart().startsWith('{')) return JSON.parse(text);
    const require = createRequire(path.join(this.root, 'package.json'));
    for (const name of ['yaml', 'js-yaml']) {
      try {
        const module = await import(pathToFileURL(require.resolve(name)).href);
        return (module.parse ?? module.load ?? module.default.parse ?? module.default.load)(text);
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    throw new Error(`vitrine: ${spec} is YAML; \`npm install yaml\` gives what reads it`);
  }

  async #operations(spec) {
    const { paths } = await this.#read(spec);
    const found = Object.entries(paths ?? {}).flatMap(([address, item]) =>
      kMethods
        .filter((method) => typeof item?.[method] === 'object' && item[method])
        .map((method) => ({ ...item[method], method: method.toUpperCase(), address })),
    );
    const ids = found.map(({ operationId }) => operationId);
    return found.map(({ operationId: id, method, address, summary, tags }) => ({
      operation:
        id && ids.indexOf(id) === ids.lastIndexOf(id)
          ? id
          : `#/operations/${method}/${encodeURIComponent(address)}`,
      name: slug(id ?? `${method} ${address}`),
      title: summary || `${method} ${address}`,
      group: tags?.[0] ?? '',
    }));
  }

  /** Writes a page for each operation into `folder`, and gives them by the operations' first tags. Pages that were
   * written before for operations that are gone are removed, other files stay. `front` has the tool's own front
   * matter. */
  async writePages(folder, spec, front = () => ({})) {
    const groups = new Map();
    const written = new Map();
    for (const { operation, name, title, group } of await this.#operations(spec)) {
      const directory = group && slug(group);
      let page = path.posix.join(directory, name);
      for (let number = 2; written.has(`${page}.md`); ++number)
        page = path.posix.join(directory, `${name}-${number}`);
      const order = written.size + 1;
      const lines = Object.entries({ title, ...front({ title, order }) }).map(
        ([key, value]) => `${key}: ${JSON.stringify(value)}`,
      );
      const tag = `<vitrine-operation spec="${escape(spec)}" operation="${escape(operation)}"></vitrine-operation>`;
      written.set(
        `${page}.md`,
        `---\n${kMark} from ${JSON.stringify(spec)}: changes are lost.\n${lines.join('\n')}\n---\n\n${tag}\n`,
      );
      groups.set(group, [...(groups.get(group) ?? []), { title, page }]);
    }
    for (const [name, text] of written) writeChanged(path.join(folder, name), text);
    const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) : [];
    for (const name of files.map(String).filter((file) => file.endsWith('.md'))) {
      const file = path.join(folder, name);
      if (written.has(name.replaceAll(path.sep, '/'))) continue;
      if (fs.readFileSync(file, 'utf8').startsWith(`---\n${kMark}`)) fs.rmSync(file);
    }
    return [...groups].map(([label, pages]) => ({ label, pages }));
  }
}

/** Files that did not change keep their time, so that a watching tool does not build again. */
export function writeChanged(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** `pages` of the options, one or several, as a list. */
export function pagesOf({ pages = [] }) {
  return [pages].flat().map(({ folder = 'api', label = 'API', spec }) => ({ folder, label, spec }));
}
