// The files of the module: where they are looked for, and what is said of one that cannot be used.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './support/page.mjs';

Object.assign(globalThis, {
  VITRINE_MODULE: './vitrine.wasm',
  VITRINE_LATER: './later.wasm',
  VITRINE_WARM: './warm.js',
  VITRINE_PACKAGE: '',
});
globalThis.self = { origin: 'https://page.test' };

const { compiler, configure, LoadError, workerAddress } = await load('parts', 'fetching');

const kModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const kWasm = { 'content-type': 'application/wasm' };

let asked = [];
let responds;
globalThis.fetch = async (address, init) => {
  asked.push(String(address));
  const response = responds(String(address), init);
  if (response instanceof Error) throw response;
  Object.defineProperty(response, 'url', { value: String(address) });
  return response;
};

beforeEach(() => {
  asked = [];
  configure({ wasm: undefined, later: undefined, worker: undefined });
});

/** What the load of a part rejects with. */
async function failure(part, source) {
  configure({ [part]: source });
  const error = await compiler(part)().then(
    () => assert.fail('it loaded'),
    (reason) => reason,
  );
  assert.ok(error instanceof LoadError, `${error.stack}`);
  return error;
}

test('a part is had from an address, bytes, a response, a module and promises of them', async () => {
  responds = () => new Response(kModule, { headers: kWasm });
  const module = await WebAssembly.compile(kModule);
  for (const source of [
    '/files/vitrine.wasm',
    new URL('https://files.test/v.wasm'),
    kModule,
    kModule.buffer,
    module,
    new Response(kModule, { headers: kWasm }),
    Promise.resolve(kModule),
    fetch('/promised.wasm'),
  ]) {
    configure({ wasm: source });
    assert.ok((await compiler('wasm')()) instanceof WebAssembly.Module);
  }
  assert.deepEqual(asked, [
    '/promised.wasm',
    'https://page.test/files/vitrine.wasm',
    'https://files.test/v.wasm',
  ]);
});

test('the address of the worker is relative to the page', () => {
  configure({ worker: 'files/warm.js' });
  assert.equal(workerAddress().href, 'https://page.test/files/warm.js');
});

test('a failed load says address, status and content type, and can be tried again', async () => {
  responds = () =>
    new Response('', { status: 404, headers: { 'content-type': 'text/plain; a=b' } });
  configure({ later: '/later.wasm' });
  const compile = compiler('later');
  const error = await compile().catch((reason) => reason);
  assert.equal(error.name, 'LoadError');
  assert.equal(error.problem, 'status');
  assert.equal(error.address, 'https://page.test/later.wasm');
  assert.equal(error.status, 404);
  assert.equal(error.contentType, 'text/plain');
  assert.match(error.message, /later\.wasm: 404.*text\/plain/);
  responds = () => new Response(kModule, { headers: kWasm });
  assert.ok((await compile()) instanceof WebAssembly.Module);
  await compile();
  assert.equal(asked.length, 2, 'it is compiled once');
});

test('what nobody waits for is fetched after what somebody does', async () => {
  const priorities = [];
  responds = (address, { priority }) => {
    priorities.push(priority);
    return new Response(kModule, { headers: kWasm });
  };
  configure({ later: '/later.wasm' });
  await compiler('later')('low');
  await compiler('later')();
  assert.deepEqual(priorities, ['low', undefined]);
});

test('a page in place of the module is told from the module', async () => {
  responds = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  const { problem, status, contentType } = await failure('wasm', '/vitrine.wasm');
  assert.deepEqual([problem, status, contentType], ['type', 200, 'text/html']);
});

test('bytes that are no module are broken', async () => {
  assert.equal((await failure('wasm', new Uint8Array([1, 2, 3]))).problem, 'broken');
});

test('a server that is there but does not let the page read is told from one that is not', async () => {
  responds = (address, init) =>
    init.mode === 'no-cors' ? new Response('') : new TypeError('Failed to fetch');
  assert.equal((await failure('wasm', 'https://files.test/v.wasm')).problem, 'crossOrigin');
  responds = () => new TypeError('Failed to fetch');
  assert.equal((await failure('wasm', 'https://files.test/v.wasm')).problem, 'network');
  assert.equal((await failure('wasm', '/v.wasm')).problem, 'network');
  assert.equal((await failure('wasm', 'file:///v.wasm')).problem, 'file');
});

test('what the policy of the page refuses is told from what the network does', async () => {
  responds = (address) => {
    const event = new Event('securitypolicyviolation');
    Object.assign(event, { effectiveDirective: 'connect-src', blockedURI: address });
    setTimeout(() => document.dispatchEvent(event));
    return new TypeError('Failed to fetch');
  };
  assert.equal((await failure('wasm', 'https://files.test/v.wasm')).problem, 'policy');
});

test('a policy against WebAssembly and a browser without it are told apart', async () => {
  const { WebAssembly: own } = globalThis;
  const refusal =
    "WebAssembly.compile(): violates the following Content Security policy directive because neither 'wasm-unsafe-eval'";
  const compile = own.compile;
  try {
    own.compile = () => Promise.reject(new own.CompileError(refusal));
    assert.equal((await failure('wasm', kModule)).problem, 'evaluation');
    delete globalThis.WebAssembly;
    assert.equal((await failure('wasm', kModule)).problem, 'noWebAssembly');
  } finally {
    own.compile = compile;
    globalThis.WebAssembly = own;
  }
});

test('a script that does not know where it is asks to be told', async () => {
  // The tests' bundle is a data: URL, beside which there is nothing.
  assert.equal((await failure('wasm', undefined)).problem, 'noAddress');
});

test('a promise that rejects before it is needed is nobody’s uncaught error', async () => {
  const reason = new Error('no such file');
  configure({ wasm: Promise.reject(reason) });
  await new Promise((resolve) => setTimeout(resolve));
  await assert.rejects(compiler('wasm')(), reason);
});
