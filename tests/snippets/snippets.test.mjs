// Every snippet is run, against a server that records what arrives: the very request that the page sends.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const printer =
  process.env.VITRINE_SNIPPETS ?? path.join(root, 'build/native/tests/print_snippets');
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-snippets-'));
const files = {
  'cat picture.png': Buffer.from([0x89, 0x50, 0, 0xff, 0x0d, 0x0a, 0x27, 0x22]),
  '-rf': Buffer.from('dash'),
  'a cat.png': Buffer.from([0x89, 0x50, 0, 0xff, 0x0d, 0x0a, 0x27, 0x22]),
  '고양이.bin': Buffer.from('\r\n--\0'),
};

let server, base;
let recorded = [];
before(async () => {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    recorded.push({
      method: request.method,
      target: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    response.end('fine\n');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true });
});

// --- The requests ---------------------------------------------------------------------------------

// Each breaks out of some quoting, where it is not kept in. Header values are printable ASCII.
const printable = [
  "'; echo pwned; '",
  '"; echo pwned; "',
  '$(echo pwned)',
  '`echo pwned`',
  "\\'",
  '\\"',
  '\\',
  '%s%n%%',
  '!!',
  '${x}',
  '$TOKEN',
  '</script><!--',
  "'''",
  '"""',
  ')json"',
  '"#',
  '??/"',
  '{}',
  '#{x}',
  '\\u000a',
  '\\x41',
  '//',
  '/*',
  '*/',
  "''",
  '=a',
  '@a',
  '-x',
  '&|<>;',
  '~',
  '%41',
];
const others = [
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u0001',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ufeff',
  '안녕 日本 العربية',
  '🎉',
  '\u{e0041}',
];
const json = '{\n  "title": "It\'s",\n  "note": "한국어 and “quotes”"\n}';

/** A text; secrets are written «NAME:value». */
function text(marked) {
  const out = { text: '', secrets: [] };
  for (const piece of marked.split(/(«[A-Z_]+:[^»]*»)/)) {
    const secret = /^«([A-Z_]+):([^»]*)»$/.exec(piece);
    const begin = Buffer.byteLength(out.text);
    out.text += secret ? secret[2] : piece;
    if (secret) out.secrets.push([begin, Buffer.byteLength(out.text), secret[1]]);
  }
  return out;
}
const request = (method, target, headers = {}, body = null) => ({
  method,
  url: text(target),
  headers: Object.entries(headers).map(([name, value]) => [name, text(value)]),
  body:
    body && body.map((run) => (run in files ? { file: run, size: files[run].length } : text(run))),
});
const type = (name) => ({ 'Content-Type': name });

/** A form as the page sends it. */
function form(...parts) {
  const runs = [''];
  for (const { name, value, file, type: of = file && 'application/octet-stream' } of parts) {
    runs[runs.length - 1] +=
      `--b\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"` +
      (file ? `; filename="${file}"` : '') +
      (of ? `\r\nContent-Type: ${of}` : '') +
      `\r\n\r\n${value ?? ''}`;
    if (file) runs.push(file, '');
    runs[runs.length - 1] += '\r\n';
  }
  runs[runs.length - 1] += '--b--\r\n';
  return request('POST', '/form', type('multipart/form-data; boundary=b'), runs);
}

const cases = {
  plain: request('GET', '/pets/a%2Fb%20c?tags=red&tags=%22%27%24%28x%29%60&q=a+b', {
    Accept: 'application/json',
  }),
  json: request(
    'POST',
    '/users',
    { ...type('application/json'), Authorization: 'Bearer «TOKEN:s3cr3t$x»' },
    [json],
  ),
  secrets: request(
    'PUT',
    '/u?key=«KEY:k%261»&x=1',
    { ...type('application/json'), 'X-Key': '«X_KEY:a b»', Cookie: 'a=1; b=«COOKIE:c»' },
    ['{"password":"«PASSWORD:p\'w»","pin":«PIN:12»}'],
  ),
  bare: request('DELETE', '/pets/1', { 'X-Empty': '' }),
  empty: request('POST', '/empty', {}, ['']),
  untyped: request('PATCH', '/untyped', {}, ['@a=b&c']),
  secretBody: request('POST', '/body', type('text/plain'), ['«BODY:all of it»']),
  headers: request(
    'GET',
    '/headers',
    Object.fromEntries(printable.map((value, i) => [`X-Value-${i}`, `${value}.`])),
  ),
  hostile: request('POST', '/hostile', type('text/plain'), [[...printable, ...others].join(' ')]),
  quotes: request('POST', '/quotes', type('text/plain'), [
    printable.filter((value) => !/[\\`]/.test(value)).join('\n'),
  ]),
  file: request('PUT', '/file', type('image/png'), ['cat picture.png']),
  dashes: request('POST', '/dashes', {}, ['-rf']),
  multipart: request('POST', '/multipart', type('multipart/form-data; boundary=b'), [
    '--b\r\nContent-Disposition: form-data; name="a"; filename="cat picture.png"\r\n\r\n',
    'cat picture.png',
    '\r\n--b--\r\n',
  ]),
  literals: request('POST', '/literals', type('application/json'), [
    JSON.stringify(
      {
        text: [...printable, ...others].filter((value) => value !== '\0').join(' '),
        each: printable,
        'a name': { '"$x" #{y}': 1, "it's": -0.5, class: null },
        short: [1, 20, 300, true, false, null, 'x'],
        nothing: [{}, [], '', 0],
      },
      null,
      2,
    ),
  ]),
  problem: request('PATCH', '/problem', type('application/merge-patch+json'), ['[{"a":1}]']),
  // A literal would say another value, or nothing.
  exact: request('POST', '/exact', type('application/json'), [
    '{"id":12345678901234567890,"2":1e3,"1":1.0,"a":1,"a":"\\ud800 \\u0000"}',
  ]),
  empties: request('POST', '/empties', type('application/json'), ['{}']),
  scalar: request('POST', '/scalar', type('application/json'), ['null']),
  form: form({ name: 'a.txt', value: 'a text' }, { name: 'cat', file: 'a cat.png' }),
  formOfMany: form(
    { name: 'tags[]', value: 'a;b="c"' },
    { name: 'tags[]', value: '@b' },
    { name: 'lines', value: '<one\r\ntwo\\' },
    { name: 'meta', value: '{"a":"b;\\"c"}', type: 'application/json' },
    { name: 'secret', value: '«PIN:12»' },
    { name: 'pictures', file: 'a cat.png', type: 'image/png' },
    { name: 'pictures', file: '고양이.bin', type: 'application/x-cat' },
  ),
  formOfHostile: form(...printable.map((value, i) => ({ name: `f${i}`, value: `${value} 한` })), {
    name: 'picture',
    file: 'a cat.png',
    type: 'image/png',
  }),
  formOfOthers: form(
    { name: 'quo"te', value: 'x' },
    { name: 'file', file: 'a cat.png', type: 'image/png' },
  ),
  head: request('HEAD', '/head', { Accept: 'text/plain' }),
  post: request('POST', '/post'),
  custom: request('QUERY', '/custom', type('text/plain'), ['body']),
  nul: request('POST', '/nul', type('application/octet-stream'), ["a\0%s\\n'«PIN:12»\0"]),
};
// Neighbours matter to some quotes, so the order is shuffled, each time in the same way.
for (let seed = 1; seed <= 6; ++seed) {
  let state = seed * 7919;
  const next = (n) => (state = (state * 48271) % 2147483647) % n;
  const value = Array.from({ length: 12 }, () =>
    next(4) ? printable[next(printable.length)] : others[next(others.length)],
  ).join('');
  cases[`shuffled ${seed}`] = request('POST', `/shuffled/${seed}`, type('text/plain'), [value]);
}

// --- The languages --------------------------------------------------------------------------------

const run = promisify(execFile);
const environment = {
  ...process.env,
  HOME: folder,
  LC_ALL: 'C.UTF-8',
  GO111MODULE: 'off',
  GOCACHE: path.join(root, 'build/go-cache'),
  GOFLAGS: '',
  TOKEN: 's3cr3t$x',
  KEY: 'k%261',
  X_KEY: 'a b',
  COOKIE: 'c',
  PASSWORD: "p'w",
  PIN: '12',
  BODY: 'all of it',
  no_proxy: '*',
  NO_PROXY: '*',
};

async function program(name, code, ...command) {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  await start(command[0], ...command.slice(1), file);
}

const start = (...command) =>
  run(command[0], command.slice(1), { cwd: folder, env: environment, timeout: 120_000 });

/** All of them as one program, each in a namespace of its own: cpp-httplib takes seconds to compile. */
async function compileCpp(codes) {
  const bodies = codes.map(
    (code, i) =>
      `namespace snippet_${i} {\n${code.replace(/^#.*$/gm, '').replace(/\}\s*$/, 'return 0; }')}\n}\n`,
  );
  const includes = [...new Set(codes.join('\n').match(/^#include .*$/gm))].join('\n');
  const calls = codes.map((_, i) => `snippet_${i}::main`).join(', ');
  writeFileSync(
    path.join(folder, 'all.cpp'),
    `${includes}\n${bodies.join('')}
int main(int, char** arguments) { int (*all[])() = {${calls}}; return all[std::stoi(arguments[1])](); }\n`,
  );
  await run(
    'g++',
    [
      '-std=c++20',
      '-O0',
      '-pthread',
      '-I',
      path.join(root, 'build/deps/cpp-httplib'),
      'all.cpp',
      '-o',
      'all',
    ],
    { cwd: folder },
  );
  return (i) => start('./all', `${i}`);
}

async function compileJava(codes) {
  const names = codes.map((code, i) => {
    writeFileSync(
      path.join(folder, `Example${i}.java`),
      code.replace('class Example {', `class Example${i} {`),
    );
    return `Example${i}`;
  });
  // The encoding of its files is the machine's, which may be anything.
  await run('javac', ['-encoding', 'US-ASCII', ...names.map((name) => `${name}.java`)], {
    cwd: folder,
  });
  return (i) => start('java', '-cp', folder, names[i]);
}

/** Every program by itself. */
const each =
  (name, ...command) =>
  (codes) =>
  (i) =>
    program(name, codes[i], ...command);

/** The message as it stands, its line ends as on the wire, its files filled in. */
function overSocket(code) {
  const end = code.indexOf('\n\n');
  const head = end < 0 ? code.trimEnd() : code.slice(0, end);
  const pieces = [Buffer.from(`${head}\nConnection: close\n\n`.replaceAll('\n', '\r\n'))];
  for (const piece of end < 0
    ? []
    : code.slice(end + 2).split(/(< (?:cat picture\.png|-rf|a cat\.png|고양이\.bin)(?=\r|$))/)) {
    pieces.push(
      files[piece.slice(2)] && piece.startsWith('< ') ? files[piece.slice(2)] : Buffer.from(piece),
    );
  }
  return new Promise((resolve, reject) => {
    const socket = connect(server.address().port, '127.0.0.1', () =>
      socket.write(Buffer.concat(pieces)),
    );
    socket.on('error', reject).on('close', resolve).resume();
  });
}

const python = '/usr/bin/python3';
const modules = path.join(root, 'tests/node_modules');

function prepareAxios(codes) {
  symlinkSync(modules, path.join(folder, 'node_modules'));
  return each('b.mjs', 'node')(codes);
}

const languages = {
  curl: { probe: ['curl', '--version'], prepare: each('a.sh', 'sh') },
  wget: { probe: ['wget', '--version'], prepare: each('c.sh', 'sh') },
  httpie: { probe: ['http', '--version'], prepare: each('b.sh', 'sh') },
  'javascript-fetch': { probe: ['node', '--version'], prepare: each('a.mjs', 'node') },
  'javascript-axios': { probe: ['test', '-e', path.join(modules, 'axios')], prepare: prepareAxios },
  'python-requests': { probe: [python, '-c', 'import requests'], prepare: each('a.py', python) },
  'python-httpx': { probe: [python, '-c', 'import httpx'], prepare: each('b.py', python) },
  php: {
    probe: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'],
    prepare: each('a.php', 'php'),
  },
  ruby: { probe: ['ruby', '-rnet/http', '-e', ''], prepare: each('a.rb', 'ruby') },
  r: {
    probe: ['Rscript', '-e', 'library(httr2); library(jsonlite)'],
    prepare: each('a.R', 'Rscript'),
  },
  kotlin: { missing: 'Debian has no Kotlin with OkHttp' },
  swift: { missing: 'Debian has no Swift' },
  dart: { missing: 'Debian has no Dart' },
  powershell: { missing: 'Debian has no PowerShell' },
  // cpp-httplib decodes a query and encodes it anew, in another spelling of the same pairs.
  'cpp-httplib': {
    probe: ['test', '-e', path.join(root, 'build/deps/cpp-httplib/httplib.h')],
    prepare: compileCpp,
    respells: true,
  },
  go: { probe: ['go', 'version'], prepare: each('a.go', 'go', 'run') },
  java: { probe: ['javac', '--version'], prepare: compileJava },
  csharp: { missing: 'Debian has no .NET' },
  rust: { missing: 'Debian has no reqwest that is ready to use' },
  // Without its secrets a message has no length.
  http: { prepare: (codes) => (i) => overSocket(codes[i]), unmasked: true },
};

function reasonToSkip({ probe, missing }) {
  if (missing) return missing;
  return probe && spawnSync(probe[0], probe.slice(1), { stdio: 'ignore' }).status !== 0
    ? `${probe.join(' ')} fails: not installed`
    : false;
}

/** The parts of a form, in order; its boundary is the library's own affair. */
function partsOf(contentType, body) {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  return pieces.slice(1, -1).map((piece) => {
    const end = piece.indexOf('\r\n\r\n');
    const head = Buffer.from(piece.slice(0, end), 'latin1').toString();
    const value = (pattern) => pattern.exec(head)?.[1];
    return {
      name: value(/[ ;]name="?([^";\r]*)/),
      file: value(/[ ;]filename="?([^";\r]*)/),
      type: value(/content-type: *([^\r]*)/i),
      content: piece.slice(end + 4),
    };
  });
}

/** Whether the body may come in another spelling that says the same. */
function assertSameBody(arrived, sent, body, name, code) {
  const sentType = sent.headers.find(([header]) => header === 'Content-Type')?.[1].text ?? '';
  const arrivedType = arrived.headers['content-type'] ?? '';
  if (/^multipart/.test(sentType) && !code.includes(sentType)) {
    assert.match(arrivedType, /^multipart\/form-data/, name);
    assert.deepEqual(partsOf(arrivedType, arrived.body), partsOf(sentType, body), name);
  } else if (/json$/.test(sentType) && /json=|JSON\.|json_encode|body_json|data: [[{]/.test(code)) {
    assert.deepEqual(JSON.parse(arrived.body), JSON.parse(body), name);
    assert.equal(arrivedType, sentType, name);
  } else {
    assert.equal(arrived.body.toString('latin1'), body.toString('latin1'), name);
    assert.equal(arrivedType, sentType, name);
  }
}

/** What the page sends, of what can be seen on the wire. */
function assertArrived(arrived, sent, name, code, respells) {
  assert.equal(arrived.method, sent.method, name);
  const spelling = (target) =>
    respells ? [target.split('?')[0], ...new URLSearchParams(target.split('?')[1])] : target;
  assert.deepEqual(spelling(arrived.target), spelling(sent.url.text), name);
  for (const [header, value] of sent.headers)
    if (header !== 'Content-Type')
      assert.equal(arrived.headers[header.toLowerCase()], value.text.trim(), `${name}: ${header}`);
  const body = Buffer.concat(
    (sent.body ?? []).map((piece) => files[piece.file] ?? Buffer.from(piece.text)),
  );
  assertSameBody(arrived, sent, body, name, code);
}

let codes;
function snippets() {
  const placed = Object.values(cases).map((sent) => ({
    ...sent,
    url: {
      text: base + sent.url.text,
      secrets: sent.url.secrets.map(([begin, end, name]) => [
        begin + base.length,
        end + base.length,
        name,
      ]),
    },
  }));
  const printed = spawnSync(printer, { input: JSON.stringify(placed), maxBuffer: 1 << 26 });
  assert.equal(printed.status, 0, `${printer}: ${printed.error ?? printed.stderr}`);
  const all = JSON.parse(printed.stdout);
  return Object.fromEntries(Object.keys(cases).map((name, i) => [name, all[i]]));
}

/** What a language has no words for is said in a comment; that is the only excuse. */
function excused(code, sent) {
  const headers = sent.headers.filter(
    ([name, value]) =>
      !code.includes(`# HTTPie cannot send this value of the header ${name}\n`) &&
      !(value.text === '' && code.includes('# httr2 leaves out headers without a value')),
  );
  const invented = /^ *(?:\/\/|#) \S+ will call this body (\S+):/m.exec(code)?.[1];
  if (invented) headers.push(['Content-Type', text(invented)]);
  return { ...sent, headers };
}

function hasSecret(sent) {
  return [sent.url, ...sent.headers.map((header) => header[1]), ...(sent.body ?? [])].some(
    (piece) => piece.secrets?.length,
  );
}

for (const [key, language] of Object.entries(languages)) {
  test(`SnippetsSendTheVeryRequest: ${key}`, { skip: reasonToSkip(language) }, async () => {
    codes ??= snippets();
    const runs = [];
    for (const [name, sent] of Object.entries(cases)) {
      for (const way of hasSecret(sent) && !language.unmasked ? ['masked', 'shown'] : ['shown']) {
        runs.push({
          sent,
          code: codes[name][key][way],
          label: `${key}, ${name}, ${way}:\n${codes[name][key][way]}\n`,
        });
      }
    }
    const begin = await language.prepare(runs.map(({ code }) => code));
    for (const [i, { sent, code, label }] of runs.entries()) {
      recorded = [];
      await begin(i).catch((error) => assert.fail(`${label}${error.stderr ?? error}`));
      assert.equal(recorded.length, 1, label);
      assertArrived(recorded[0], excused(code, sent), label, code, language.respells);
    }
  });
}

test('MaskedSnippetsHoldNoSecret', () => {
  codes ??= snippets();
  for (const [name, values] of Object.entries({
    json: ['s3cr3t'],
    secrets: ['k%261', 'a b', "p'w", "p\\'w"],
    secretBody: ['all of it'],
  })) {
    for (const [key, { masked }] of Object.entries(codes[name])) {
      for (const value of values) assert.ok(!masked.includes(value), `${key}, ${name}:\n${masked}`);
    }
  }
});
