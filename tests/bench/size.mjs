// What a page downloads but the spec: every page file with its sizes, and the brotli total (sizes
// of the files, quality 11) against the budget: of what opens a page, and with what is loaded once
// somebody uses it. Then what the module consists of: sections, namespaces, the largest functions.
// Exit 1 where what opens a page exceeds the budget.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { kSection, read, sections } from '../../wasm/sections.mjs';

const BUDGET = 300 * 1024;
const AIM = 250 * 1024;
const PEER = 165 * 1024; // the smallest playground one would otherwise choose
// Example pages and types are not part of what a reader of /docs downloads.
const NOT_COUNTED = /^embed\b|\.d\.ts$/;
const LATER = /^vitrine\/(later|manners|remedies)-/;

const folder =
  process.env.VITRINE_PAGE ??
  path.join(path.dirname(fileURLToPath(import.meta.url)), '../../build/page');
const size = (name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size;
const names = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => !/\.(br|gz)$/.test(name) && statSync(path.join(folder, name)).isFile());

const rows = names
  .map((name) => {
    const identity = size(name);
    return {
      name,
      identity,
      gzip: size(`${name}.gz`) ?? identity,
      brotli: size(`${name}.br`) ?? identity,
    };
  })
  .sort((a, b) => b.brotli - a.brotli);

const line = (name, ...sizes) =>
  console.log(name.padEnd(40) + sizes.map((n) => String(n).padStart(11)).join(''));
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
line('file', 'identity', 'gzip', 'brotli');
const total = { identity: 0, gzip: 0, brotli: 0 };
let later = 0;
for (const { name, identity, gzip, brotli } of rows) {
  const counted = !NOT_COUNTED.test(name);
  line(counted ? name : `${name} (not counted)`, identity, gzip, brotli);
  if (!counted) continue;
  if (LATER.test(name)) {
    later += brotli;
    continue;
  }
  total.identity += identity;
  total.gzip += gzip;
  total.brotli += brotli;
}
line('total without what comes later', total.identity, total.gzip, total.brotli);
console.log(
  `\n${kilobytes(total.brotli)} brotli: ${Math.round((total.brotli / BUDGET) * 100)} % of the budget ${kilobytes(BUDGET)}, ` +
    `${Math.round((total.brotli / AIM) * 100)} % of ${kilobytes(AIM)}, ${(total.brotli / PEER).toFixed(2)} × the smallest peer; ` +
    `${kilobytes(total.brotli + later)} once somebody uses it`,
);

const kModule = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../build/wasm-release/wasm/vitrine.wasm',
);

/** Names by index, of a file with `INDEX:NAME` lines. */
const namesIn = (file) =>
  new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((row) => [
        Number(row.slice(0, row.indexOf(':'))),
        row
          .slice(row.indexOf(':') + 1)
          .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))),
      ]),
  );

/** The functions of a part, with their names and bytes. */
function functionsOf(wasm, part) {
  const imports = (module) =>
    WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(
      ({ kind }) => kind === 'function',
    ).length;
  const places = [...namesIn(`${kModule}.${part}.symbols`).values()].slice(imports(wasm));
  const symbols = namesIn(`${kModule}.symbols`);
  // Places count the functions of the module itself, symbols what it imports, too.
  const imported = imports(readFileSync(kModule));
  const { bytes } = sections(wasm).find(({ id }) => id === kSection.code);
  let { value: count, at } = read(bytes, 0);
  const functions = [];
  for (; count > 0; --count) {
    const { value, at: begin } = read(bytes, at);
    functions.push({
      name: symbols.get(Number(places[functions.length]) + imported) ?? '?',
      bytes: value,
    });
    at = begin + value;
  }
  return functions;
}

/** vitrine::view::…, ImGui, the library; of a lambda or a template what it stands in. */
function homeOf(name) {
  const [, inner] = /vitrine::([a-z_]+)::/.exec(name) ?? [];
  if (inner) return `vitrine::${inner}`;
  if (/\bIm[A-Z]|\bstb/.test(name)) return 'Dear ImGui';
  if (/std::|operator (new|delete)/.test(name)) return 'std';
  if (/\bmd_|MD_/.test(name)) return 'md4c';
  if (/lre_|cr_|unicode|re_/.test(name)) return 'QuickJS (regular expressions)';
  return 'other';
}

function describe(part, wasm) {
  console.log(`\n${part}: sections`);
  for (const { id, bytes } of sections(wasm)) {
    const [name] = Object.entries(kSection).find(([, value]) => value === id);
    if (bytes.length > 1000) line(`  ${name}`, bytes.length);
  }
  const functions = functionsOf(wasm, part);
  const homes = new Map();
  for (const { name, bytes } of functions)
    homes.set(homeOf(name), (homes.get(homeOf(name)) ?? 0) + bytes);
  console.log(`${part}: ${functions.length} functions, by namespace`);
  for (const [home, bytes] of [...homes].sort((a, b) => b[1] - a[1])) line(`  ${home}`, bytes);
  console.log(`${part}: the largest functions`);
  functions.sort((a, b) => b.bytes - a.bytes);
  for (const { name, bytes } of functions.slice(0, 25))
    console.log(`${String(bytes).padStart(9)}  ${name.slice(0, 110)}`);
}

for (const [part, file] of [
  ['first', 'vitrine'],
  ['later', 'later'],
]) {
  const name = names.find((each) => each.startsWith(`vitrine/${file}-`) && each.endsWith('.wasm'));
  if (name && existsSync(`${kModule}.${part}.symbols`))
    describe(part, readFileSync(path.join(folder, name)));
}
process.exit(total.brotli <= BUDGET ? 0 : 1);
