// What a page written in TypeScript does with the element. It is compiled, never run: that it
// compiles proves the public types.
import {
  configure,
  define,
  LoadError,
  VitrinePlayground,
  type NavigateDetail,
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
element.group = 'staging';
element.language = 'ko';
element.redirectUri = 'oauth/back.html';
element.description = { openapi: '3.1.0', info: { title: 'Pets', version: '1' } };
element.description = 'openapi: 3.1.0';
element.specs = [{ name: 'Pets', url: 'pets.json' }, { url: 'orders.json' }];
element.hide = 'navigation try-it';
element.sort = 'alpha';
element.scrollOffset = 60;
document.createElement('vitrine-operation').operation = 'createUser';
document.createElement('vitrine-schema').schema = 'Picture';
document.body.append(element);

element.addEventListener('vitrine-request', (event) => {
  const request: RequestDetail = event.detail;
  request.headers.push(['X-Trace', crypto.randomUUID()]);
  if (request.url.startsWith('http:')) event.preventDefault();
  request.waitUntil(
    fetch('/token').then(async (response) => {
      request.headers.push(['Authorization', `Bearer ${await response.text()}`]);
    }),
  );
});
element.addEventListener('vitrine-response', ({ detail }: CustomEvent<ResponseDetail>) => {
  console.log(detail.status.toFixed(), detail.headers.length, detail.time.toFixed());
  void detail.text().then((text) => text.length);
  void detail.blob().then((blob) => blob.size);
});
const navigated = ({ detail, ...event }: CustomEvent<NavigateDetail>) => {
  if (detail.schema) event.preventDefault();
  console.log(detail.link.length, detail.operation?.length, detail.tag?.length);
};
element.addEventListener('vitrine-navigate', navigated);
element.removeEventListener('vitrine-navigate', navigated);
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

void element.fill({
  operation: 'addPet',
  parameters: { 'query.limit': 3, tags: ['a', 'b'] },
  body: { name: 'Rex' },
  contentType: 'application/json',
});
void element.authorize({ bearer: 'token', basic: { username: 'a', password: 'b' }, key: null });

// @ts-expect-error A credential is no number.
void element.authorize({ key: 3 });
// @ts-expect-error A description has an address.
element.specs = [{ name: 'Pets' }];
// @ts-expect-error There is no such order.
element.sort = 'random';
// @ts-expect-error There is no such theme.
element.theme = 'blue';
// @ts-expect-error The promise is the element's own.
element.ready = Promise.resolve();
