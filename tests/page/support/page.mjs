// Runs modules of wasm/src in a document without a browser, jsdom's.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', {
  pretendToBeVisual: true,
  url: 'https://page.test/',
});

// The sources name what they use of the browser as globals.
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) globalThis[name] = window[name];
}
// Node.js has events of its own, which a document does not take.
globalThis.Event = window.Event;
globalThis.CustomEvent = window.CustomEvent;
globalThis.addEventListener = window.addEventListener.bind(window);
globalThis.removeEventListener = window.removeEventListener.bind(window);

// What jsdom lacks: pointers, drawing, modal dialogs.
globalThis.PointerEvent = class extends window.MouseEvent {
  constructor(type, { pointerType = 'mouse', ...rest } = {}) {
    super(type, rest);
    this.pointerType = pointerType;
  }
};
window.HTMLCanvasElement.prototype.getContext = () => ({});
Object.assign(window.HTMLDialogElement.prototype, {
  showModal() {
    this.open = true;
  },
  close() {
    this.open = false;
  },
});

let pages = 0;

/** The exports of `files` of wasm/src together, bundled as wasm/page.mjs bundles them; each time as in a page of its own. */
export async function load(...files) {
  const { status, stdout, stderr } = spawnSync(
    'esbuild',
    ['--bundle', '--format=esm', '--target=es2020', '--log-level=warning'],
    {
      cwd: fileURLToPath(new URL('../../../wasm/src', import.meta.url)),
      input: files.map((file) => `export * from './${file}';`).join('\n'),
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`esbuild failed: ${stderr}`);
  const script = Buffer.from(stdout).toString('base64');
  return import(`data:text/javascript;base64,${script}#${++pages}`);
}

/** A node as the module sends it. */
export function node(role, rest = {}) {
  return { id: 'n', surface: 'main', role, rect: [0, 0, 100, 20], ...rest };
}
