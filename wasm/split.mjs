// Splits the module in two: what a page needs to show a description, and the rest, which comes once it is
// shown (src/later.ts). What is needed is not written down anywhere: the module, with counters in every
// function, opens the descriptions of training/ at each of their places, and gets scroll and pointer events.
// It never hears that all of it is here, so operations have no forms: those are of the second part.
// A description that needs more is opened twice: what the training misses costs time, never an element.
// Data of the section "later" (VITRINE_LATER in C++) goes to the second part as well: it is for
// functions that no training calls.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assembled, kSection, number, read, sections } from './sections.mjs';

const training = path.join(path.dirname(fileURLToPath(import.meta.url)), 'training');

/** The namespaces in which the parts find each other. */
const kLater = 'later'; // newer tools add a name to it
const kNames = [
  '--export-prefix=_',
  '--import-namespace=first',
  `--placeholder-namespace=${kLater}`,
];

/** Values of PointerKind of src/boundary_types.ts. */
const [kMoved, kLeft] = [0, 3];

const kMissed = 'training: a function of the later part was called';

/** Colours that a page gives, close to the theme's own. */
const kDark = { background: '#0f131a', surface: '#141922', text: '#e7eaf0', line: '#262d3a' };

/** A stage without a screen: all letters are as wide, nothing is drawn. */
function instantiate(bytes) {
  let exports;
  let clock = 0;
  const host = {
    measure: (_stack, _family, size, ...[, , , , , length]) => (length * size) / 2,
    metrics: (...args) => new Float32Array(exports.memory.buffer, args.at(-1), 2).set([10, 3]),
    draw_word: (...args) => {
      const out = args.at(-1);
      new Uint32Array(exports.memory.buffer, out, 1)[0] = 0;
      new Float32Array(exports.memory.buffer, out + 4, 6).set([0, 0, 0.1, 0.1, 5, 10]);
    },
    drop_words: () => {},
    now: () => ++clock,
  };
  const module = new WebAssembly.Module(bytes);
  const imports = { host };
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    if (space.startsWith(kLater))
      (imports[space] ??= {})[name] = () => {
        throw new Error(kMissed);
      };
    else if (space !== 'host') (imports[space] ??= {})[name] = () => 52;
  }
  exports = new WebAssembly.Instance(module, imports).exports;
  exports._initialize();
  return exports;
}

/** One element of a page, as wasm/src/playground.ts drives it. */
class Element {
  surfaces = [];
  effects = [];
  links = [];
  animating = false;
  stage = '';

  /** `heard` takes all outputs of the module. */
  constructor(exports, description, heard) {
    this.exports = exports;
    this.heard = heard;
    this.description = description;
    this.outlined =
      new TextDecoder().decode(description.subarray(0, 20)) === '{"x-vitrine-outline"';
    this.id = exports.vitrine_create();
  }

  open(...place) {
    this.begin(...place);
    this.settle();
    this.check();
    // The canvas takes over from the layer.
    this.send({ ...this.theme, shapes: false });
    this.settle();
  }

  /** `embedded`: in the flow of a page of others. */
  begin(hash, { width, dark, language, embedded = false, alone = false }) {
    this.hash = hash;
    const operation = embedded ? decodeURIComponent(hash.split('/')[2] ?? '') : '';
    const options = {
      hide: '',
      open: '',
      tag: '',
      paths: '',
      server: '',
      expand: '',
      snippet: '',
      sort: '',
    };
    this.send({ type: 'fonts', stack: 0 });
    // Pages that give colours need what derives the others for the first picture.
    const given = dark && { ...kDark, accent: '#7aa2ff' };
    this.theme = {
      type: 'theme',
      dark,
      reducedMotion: false,
      contrast: false,
      accent: '',
      ...given,
    };
    this.send({ ...this.theme, shapes: true });
    const size = { width, height: 900, density: 1, wholePage: !embedded };
    this.send({ type: 'resize', ...size, ...(embedded && { margin: 300 }) });
    this.send({
      type: 'open',
      spec: 'http://localhost/openapi.json',
      operation,
      theme: 'auto',
      headingLevel: 1,
      pageUrl: 'http://localhost/docs',
      redirectUri: 'http://localhost/docs/oauth2-redirect',
      hash: embedded ? '' : hash,
      ownsLocation: !embedded,
      includesCredentials: false,
      language,
      dark,
      utcOffset: 540,
      options: { ...options, alone },
      ...(embedded && { place: '1' }),
    });
  }

  check() {
    // Of an outline a page of its own is not reported before the whole is there.
    const reported = this.stage === 'ready' || this.stage === 'outlined';
    if (!reported && !(this.outlined && this.stage === ''))
      throw new Error(`training: ${this.hash} does not open`);
  }

  look() {
    for (const [
      surface,
      {
        rect: [, , width, height],
      },
    ] of this.surfaces.entries()) {
      for (let y = 20; y < height; y += 40)
        this.#take(this.exports.vitrine_pointer(this.id, kMoved, surface, width / 2, y));
      this.#take(this.exports.vitrine_pointer(this.id, kLeft, -1, 0, 0));
      for (const y of [300, 0]) this.#take(this.exports.vitrine_scroll(this.id, surface, y));
      this.settle();
    }
    this.send({ type: 'codeScroll', node: '', x: 10 });
    const [link] = this.links;
    this.send({ type: 'focus', node: link ?? '', visible: true });
    this.send({ type: 'focus', node: '', visible: false });
    this.send({ type: 'resize', width: 900, height: 700, density: 2, wholePage: true });
    if (link) this.send({ type: 'activate', node: link });
    this.settle();
    // In the page around, which scrolls it.
    const size = { width: 900, height: 700, density: 2, wholePage: false, margin: 200 };
    this.send({ type: 'resize', ...size });
    this.settle();
    for (const y of [100, 0]) this.#take(this.exports.vitrine_scroll(this.id, 2, y));
    this.settle();
  }

  /** Goes away from the screen and comes back. */
  park() {
    this.send({ type: 'park', parked: true });
    this.send({ type: 'told' });
    this.send({ type: 'park', parked: false });
    this.settle();
  }

  send(event) {
    this.#lend(new TextEncoder().encode(JSON.stringify(event)), (...bytes) =>
      this.#take(this.exports.vitrine_event(this.id, ...bytes)),
    );
  }

  /** Runs until no work is left. */
  settle() {
    for (let frames = 0; this.effects.length > 0 || (this.animating && frames < 100); ++frames) {
      const effect = this.effects.shift();
      if (!effect) this.#take(this.exports.vitrine_frame(this.id));
      else if (effect.type === 'wake' && effect.timer !== 'idle')
        this.send({ type: 'wake', timer: effect.timer });
      else if (effect.type === 'postTask') this.send({ type: 'task' });
      // The whole that follows an outline comes with the later part.
      else if (effect.type === 'loadResource' && !effect.whole) this.#load(effect.id);
    }
    this.exports.vitrine_draw(this.id);
  }

  close() {
    this.exports.vitrine_destroy(this.id);
  }

  #load(id) {
    const size = this.description.length > 100_000 ? 50_000 : 41;
    for (let at = 0; at < this.description.length; at += size) {
      const piece = this.description.subarray(at, at + size);
      this.#lend(piece, (...bytes) =>
        this.#take(this.exports.vitrine_chunk(this.id, id, ...bytes, this.description.length)),
      );
    }
    this.send({ type: 'end', id });
  }

  #lend(bytes, use) {
    const pointer = this.exports.vitrine_alloc(bytes.length || 1);
    new Uint8Array(this.exports.memory.buffer, pointer, bytes.length).set(bytes);
    use(pointer, bytes.length);
    this.exports.vitrine_free(pointer);
  }

  #take(at) {
    if (at === 0) return;
    const { buffer } = this.exports.memory;
    const [pointer, length, patchPointer, patchLength] = new Uint32Array(buffer, at, 4);
    const parse = (...place) => {
      const text = new Uint8Array(buffer, ...place);
      this.heard.update(text);
      return JSON.parse(new TextDecoder().decode(text));
    };
    const { stage, animating, effects = [] } = parse(pointer, length);
    const patch = patchLength > 0 ? parse(patchPointer, patchLength) : {};
    this.surfaces = patch.surfaces ?? this.surfaces;
    const lists = new Set(
      this.surfaces.filter(({ role }) => role === 'navigation').map(({ id }) => id),
    );
    this.links.push(
      ...(patch.nodes ?? [])
        .filter(
          ({ role, surface, href }) =>
            role === 'link' && lists.has(surface) && href.startsWith('#/operations/'),
        )
        .map(({ id }) => id),
    );
    this.stage = stage ?? this.stage;
    this.animating = animating === true;
    this.effects.push(...effects);
  }
}

function places({ paths }) {
  const operations = Object.values(paths)
    .flatMap((item) => Object.values(item))
    .filter((value) => value.operationId);
  return [
    '',
    '#/schemas',
    '#/nowhere',
    ...operations.map(({ operationId }) => `#/operations/${operationId}`),
  ];
}

/** Objects of descriptions that are maps, with names of the writer's choice. */
const kMaps = new Set([
  'content',
  'definitions',
  'examples',
  'headers',
  'links',
  'properties',
  'responses',
  'schemas',
  'scopes',
  'variables',
]);

/** Lists that stay valid with the same element several times, or nearly so. */
const kGrowing = new Set([
  'required',
  'servers',
  'tags',
  'oneOf',
  'anyOf',
  'items',
  'books',
  'consumes',
  'produces',
  'schemes',
]);

/** The same with more in every map and list, so that what holds it has to grow. */
function grown(value, key = '') {
  if (Array.isArray(value)) {
    const elements = value.map((element) => grown(element));
    if (key === 'enum')
      return [...elements, ...Array.from({ length: 40 }, (_, at) => `${(at * 7919) % 41}`)];
    return kGrowing.has(key) ? elements.flatMap((element) => Array(8).fill(element)) : elements;
  }
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, grown(member, name)]);
  const [last] = members.slice(-1);
  if (kMaps.has(key) && last)
    for (let copy = 0; copy < 20; ++copy)
      members.push([key === 'responses' ? `5${copy + 10}` : `${last[0]}${copy}`, value[last[0]]]);
  return Object.fromEntries(members);
}

/** With a long list of operations, in groups of every size, and a long text: a document of several segments. What is
 * sorted is in order already, nearly, or not at all: `nth` in an order of its own. */
function long(description, nth) {
  const paths = { ...description.paths };
  let count = 0;
  const copied = (operation, copy) => ({
    ...operation,
    operationId: `${nth(copy)}${operation.operationId}${copy}`,
    tags: [`tag ${Math.floor(Math.sqrt(2 * count++))}`],
  });
  for (let copy = 0; copy < 300; ++copy) {
    for (const [at, item] of Object.entries(description.paths)) {
      const members = Object.entries(item).map(([name, value]) => [
        name,
        value.operationId ? copied(value, copy) : value,
      ]);
      paths[`/${nth(copy)}${at}`] = Object.fromEntries(
        copy % 2 === 1 ? members.reverse() : members,
      );
    }
  }
  const info = {
    ...description.info,
    description: `${description.info.description}\n\n${'Words. '.repeat(20_000)}${'long'.repeat(100)}`,
  };
  const schemas = Object.fromEntries(
    Array.from({ length: 500 }, (_, at) => [
      `${(at * 7919) % 503}`,
      { type: 'string', enum: [`${at}`] },
    ]),
  );
  const wide = Array.from({ length: 40 }, () => schemas);
  return {
    ...description,
    info,
    paths,
    'x-wide': wide,
    definitions: { ...description.definitions, ...schemas },
    ...(description.components && {
      components: {
        ...description.components,
        schemas: { ...description.components.schemas, ...schemas },
      },
    }),
  };
}

/** Its outline, as the command makes it (app/openapi/outline.cpp), with a problem. */
function outlined({ paths, components, definitions, ...rest }) {
  const mapped = (object, map) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
  const listed = ({ operationId, summary, tags, deprecated }) => ({
    operationId,
    summary,
    tags,
    deprecated,
  });
  const operations = (item) =>
    mapped(
      Object.fromEntries(Object.entries(item).filter(([, { operationId }]) => operationId)),
      listed,
    );
  const { securitySchemes, schemas } = components ?? {};
  return {
    'x-vitrine-outline': '0',
    ...rest,
    paths: mapped(paths, operations),
    ...(definitions && { definitions: mapped(definitions, () => ({})) }),
    ...(components && {
      components: { securitySchemes, schemas: schemas && mapped(schemas, () => ({})) },
    }),
    'x-vitrine-problems': [[2, 'Something is wrong', '/paths', 1, 1]],
  };
}

const kOrders = [
  (copy) => (copy * 7919) % 307,
  (copy) => 1000 + copy,
  (copy) => 1000 + (copy % 50 === 0 ? 300 - copy : copy),
];

/** Checks that the first part has no function that reads the data of the later one. */
function checkNeeds(module, description) {
  for (const language of ['ko', 'ja']) {
    const element = new Element(
      instantiate(module),
      new TextEncoder().encode(JSON.stringify(description)),
      createHash('sha256'),
    );
    let missed = true;
    try {
      element.open('', { width: 1440, dark: false, language });
    } catch (error) {
      missed = error.message !== kMissed;
    }
    if (missed)
      throw new Error(`training: the first part does without data it cannot have (${language})`);
  }
}

/** A description in YAML, as people write it: comments, blocks, short lists in a line, plain scalars where they can
 * be. */
function yaml(value, margin = '\n') {
  const deeper = `${margin}  `;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return `[${value.map((each) => (typeof each === 'string' ? scalar(each) : each)).join(', ')}]`;
  if (Array.isArray(value))
    return value.map((each) => `${margin}- ${yaml(each, deeper).trimStart()}`).join('');
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
    return Object.entries(value)
      .map(([key, each]) => `${margin}${scalar(key)}: ${yaml(each, deeper)}`)
      .join('');
  return typeof value === 'string' ? scalar(value, deeper) : JSON.stringify(value);
}

function scalar(text, margin = '') {
  if (margin && /\n/.test(text)) return `|${margin}${text.split('\n').join(margin)}`;
  if (margin && /^\w.{60,}/.test(text)) return `>-${margin}${text.replaceAll('. ', `.${margin}`)}`;
  if (/^[A-Za-z/][\w/. -]*\w$/.test(text) && !/^(true|false|null|yes|no)$/i.test(text)) return text;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

/** Opens and uses everything; returns a hash of the module's outputs. */
function train(exports) {
  const looks = [
    { width: 1440, dark: false },
    { width: 1024, dark: true },
    { width: 390, dark: false },
  ];
  const heard = createHash('sha256');
  let turn = 0;
  const open = (description, place) => {
    const text = typeof description === 'string' ? description : JSON.stringify(description);
    const element = new Element(exports, new TextEncoder().encode(text), heard);
    element.open(place, { ...looks[turn++ % looks.length], language: 'en' });
    element.look();
    element.close();
  };
  /** Elements that share one description: the second waits for it, the third has it at once. */
  const share = (text, place, more) => {
    const look = { ...looks[0], language: 'en', ...more };
    const [first, second, third] = [0, 1, 2].map(
      () => new Element(exports, new TextEncoder().encode(text), heard),
    );
    first.begin(place, look);
    second.send({ type: 'park', parked: true });
    second.begin(place, look);
    first.settle();
    second.send({ type: 'told' });
    second.settle();
    third.open(place, look);
    if (more?.embedded) third.look();
    for (const element of [first, second, third]) (element.check(), element.park());
    first.close();
    second.send({ type: 'told' });
    second.close();
    third.close();
  };
  for (const file of readdirSync(training).sort()) {
    const text = readFileSync(path.join(training, file), 'utf8');
    const description = JSON.parse(text);
    for (const place of places(description)) {
      open(text, place);
      open(grown(description), place);
      open(outlined(description), place);
    }
    for (const nth of kOrders) {
      for (const place of places(description).slice(0, 2)) open(long(description, nth), place);
    }
    for (const place of places(description))
      open(`# Made of ${file}${yaml(description)} # end\n`, place);
    for (const place of places(description).slice(-2)) {
      share(text, place);
      share(text, place, { embedded: true });
      share(text, place, { width: 700, embedded: true, alone: true });
      share(JSON.stringify(grown(description)), place, { embedded: true, alone: true });
    }
  }
  return heard.digest('hex');
}

function profile(exports) {
  const size = exports.__write_profile(0, 0);
  const pointer = exports.vitrine_alloc(size);
  exports.__write_profile(pointer, size);
  return new Uint8Array(exports.memory.buffer, pointer, size);
}

/** The data from address `start` to `stop` moves from one module to the other. */
function moveData(first, later, start, stop) {
  const stays = [],
    goes = [];
  const parts = sections(first);
  const data = parts.find(({ id }) => id === kSection.data);
  let { value: count, at: next } = read(data.bytes, 0);
  for (; count > 0; --count) {
    const begin = next;
    // An active segment of the one memory: flags, i32.const, address, end, size (WebAssembly §5.5.14).
    if (data.bytes[begin] !== 0 || data.bytes[begin + 1] !== 0x41)
      throw new Error('a data segment of an unknown kind');
    const { value: address, at } = read(data.bytes, begin + 2);
    const { value: size, at: content } = read(data.bytes, at + 1);
    next = content + size;
    if (address < stop && address + size > start && (address < start || address + size > stop))
      throw new Error('the section "later" is mixed with others');
    (address >= start && address < stop ? goes : stays).push(data.bytes.subarray(begin, next));
  }
  const counted = (segments) => Buffer.concat([Buffer.from(number(segments.length)), ...segments]);
  const replaced = parts.map((part) =>
    part.id === kSection.data
      ? { ...part, bytes: counted(stays) }
      : part.id === kSection.dataCount
        ? { ...part, bytes: Buffer.from(number(stays.length)) }
        : part,
  );
  const others = sections(later);
  if (others.some(({ id }) => id === kSection.data || id === kSection.dataCount))
    throw new Error('the later part has data already');
  const custom = others.filter(({ id }) => id === kSection.custom);
  const added = [
    ...others.filter(({ id }) => id !== kSection.custom),
    { id: kSection.data, bytes: counted(goes) },
    ...custom,
  ];
  return { first: assembled(first, replaced), later: assembled(later, added) };
}

/** `tool` is Binaryen's wasm-split. */
export function split(module, tool) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-split-'));
  const file = (name) => path.join(folder, name);
  const run = (...args) =>
    execFileSync(tool, ['--all-features', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    run('--instrument', module, '-o', file('counting.wasm'));
    const whole = instantiate(readFileSync(file('counting.wasm')));
    const said = train(whole);
    writeFileSync(file('profile'), profile(whole));
    run(
      '--split',
      `--profile=${file('profile')}`,
      ...kNames,
      '--symbolmap',
      module,
      '-o1',
      file('first.wasm'),
      '-o2',
      file('later.wasm'),
    );
    // For tests/bench/size.mjs: the functions of each part, by their places in the module.
    for (const part of ['first', 'later'])
      copyFileSync(file(`${part}.wasm.symbols`), `${module}.${part}.symbols`);
    const { __start_later: start, __stop_later: stop } = whole;
    const parts = moveData(
      readFileSync(file('first.wasm')),
      readFileSync(file('later.wasm')),
      start.value,
      stop.value,
    );
    if (train(instantiate(parts.first)) !== said)
      throw new Error('training: without the later part the module says something else');
    checkNeeds(parts.first, JSON.parse(readFileSync(path.join(training, 'bookshop.json'), 'utf8')));
    return parts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
