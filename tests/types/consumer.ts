// What a page written in TypeScript does with the element. It is compiled, never run: that it
// compiles proves the public types.
import {
  configure,
  define,
  LoadError,
  VitrinePlayground,
  type RequestDetail,
  type ResponseDetail,
} from '../../wasm/vitrine';

configure({ wasm: fetch('/vitrine.wasm'), later: new Uint8Array(8), worker: '/warm.js' });
configure({ wasm: new URL('/vitrine.wasm', location.href) });
define();
// @ts-expect-error A worker has an address.
configure({ worker: new Uint8Array(8) });

const element = document.createElement('vitrine-playground');
element.spec = 'openapi.json';
element.operation = 'createUser';
element.theme = 'dark';
element.headingLevel = 2;
element.layout = 'embedded';
element.routing = 'hash';
element.credentials = 'include';
element.language = 'ko';
element.redirectUri = 'oauth/back.html';
document.body.append(element);

element.addEventListener('vitrine-request', (event) => {
  const request: RequestDetail = event.detail;
  request.headers.push(['X-Trace', crypto.randomUUID()]);
  if (request.url.startsWith('http:')) event.preventDefault();
});
element.addEventListener('vitrine-response', ({ detail }: CustomEvent<ResponseDetail>) => {
  console.log(detail.status.toFixed(), detail.headers.length);
});
element.addEventListener('vitrine-error', ({ detail }) => console.error(detail.message));
element.addEventListener('vitrine-ready', () => element.reload());
element.addEventListener('click', (event) => event.clientX);

void element.ready.then(
  () => element instanceof VitrinePlayground,
  (error: unknown) => {
    if (error instanceof LoadError && error.problem === 'outdated') location.reload();
  },
);
document.querySelector('vitrine-playground')?.setAttribute('spec', 'other.json');

// @ts-expect-error There is no such theme.
element.theme = 'blue';
// @ts-expect-error The promise is the element's own.
element.ready = Promise.resolve();
