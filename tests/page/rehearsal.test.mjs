// What users do first is done once by a playground that nobody sees.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';

const { rehearse } = await load('rehearsal');

const setting = {
  stack: 0,
  theme: { type: 'theme', shapes: true },
  size: { type: 'resize', width: 800, height: 600 },
  opening: { type: 'open', spec: 'https://api.test/openapi.json', hash: '#/x', ownsLocation: true },
};

const kNodes = [
  { id: 'list', role: 'link', href: '#/operations/list' },
  { id: 'elsewhere', role: 'link', href: 'https://api.test/' },
  { id: 'send', role: 'button', look: 'primary' },
];

/** What a module says to an event. */
function output(event) {
  const effects = {
    open: [
      { type: 'loadResource', id: 7, uri: event.spec },
      { type: 'persist', key: 'draft' },
    ],
    send: [{ type: 'sendRequest', id: 8, request: {} }],
    responseEnd: [{ type: 'readBody', id: 8, offset: 0, length: 10, form: 'text' }],
  };
  const surfaces = [{ id: 'head', search: 'search' }];
  return {
    output: { frames: 1, effects: effects[event.node] ?? effects[event.type] },
    patch: event.type === 'end' ? { surfaces, nodes: kNodes } : null,
  };
}

/** A module that notes what it is called with. */
function module() {
  const memory = new WebAssembly.Memory({ initial: 4 });
  const calls = [];
  const write = (at, value) => {
    const bytes = new TextEncoder().encode(value ? JSON.stringify(value) : '');
    new Uint8Array(memory.buffer).set(bytes, at);
    return [at, bytes.length];
  };
  const respond = (event) => {
    calls.push(event);
    const { output: said, patch } = output(event);
    const words = [...write(1024, said), ...write(65_536, patch), 0, 0];
    new Uint32Array(memory.buffer, 64, 6).set(words);
    return 64;
  };
  const text = (at, length) =>
    new TextDecoder().decode(new Uint8Array(memory.buffer, at, length).slice());
  let free = 131_072;
  const exports = {
    memory,
    vitrine_alloc: (bytes) => (free += bytes + 8) - bytes - 8,
    vitrine_free: () => {},
    vitrine_create: () => 1,
    vitrine_destroy: () => calls.push({ type: 'destroy' }),
    vitrine_draw: () => {
      new Uint32Array(memory.buffer, 128, 2).set([0, 0]);
      return 128;
    },
    vitrine_event: (_id, at, length) => respond(JSON.parse(text(at, length))),
    vitrine_chunk: (_id, resource, at, length) =>
      respond({ type: 'chunk', id: resource, text: text(at, length) }),
    vitrine_body: (_id, response, _offset, at, length) =>
      respond({ type: 'bodyWindow', id: response, text: text(at, length) }),
    vitrine_typed: (_id, _node, _nodeLength, at, length) =>
      respond({ type: 'input', value: text(at, length) }),
    vitrine_frame: () => 0,
  };
  return { exports, calls, ended: false };
}

test('an operation is opened, searched for, and its request sent to nowhere', async () => {
  const played = module();
  await rehearse(played, setting);
  const { calls } = played;
  assert.deepEqual(
    calls.map(({ type, node }) => (node ? `${type} ${node}` : type)),
    [
      ...['fonts', 'theme', 'resize', 'usable', 'open', 'chunk', 'end', 'activate list'],
      ...['input', 'input', 'activate list', 'activate send'],
      ...['responseHead', 'responseEnd', 'bodyWindow', 'destroy'],
    ],
  );
  // It is about a description of its own, and has nothing of the page's.
  const { spec, hash, ownsLocation } = calls.find(({ type }) => type === 'open');
  assert.deepEqual([spec, hash, ownsLocation], ['about:rehearsal', '', false]);
  const chunk = JSON.parse(calls.find(({ type }) => type === 'chunk').text);
  assert.equal(chunk.info.title, 'Rehearsal');
});

test('a module that was given up is not called again', async () => {
  const played = module();
  played.exports.vitrine_chunk = () => ((played.ended = true), 0);
  await rehearse(played, setting);
  const [last] = played.calls.slice(-1);
  assert.equal(last.type, 'open');
});
