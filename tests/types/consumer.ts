// What a page written in TypeScript does with the element. It is compiled, never run: that it
// compiles proves the public types.
import { VitrinePlayground, type RequestDetail, type ResponseDetail } from '../../wasm/vitrine';

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
});
element.addEventListener('vitrine-response', ({ detail }: CustomEvent<ResponseDetail>) => {
  console.log(detail.status.toFixed(), detail.headers.length);
});
element.addEventListener('vitrine-error', ({ detail }) => console.error(detail.message));
element.addEventListener('vitrine-ready', () => element.reload());
element.addEventListener('click', (event) => event.clientX);

void element.ready.then(() => element instanceof VitrinePlayground);
document.querySelector('vitrine-playground')?.setAttribute('spec', 'other.json');

// @ts-expect-error There is no such order.
element.sort = 'random';
// @ts-expect-error There is no such theme.
element.theme = 'blue';
// @ts-expect-error The promise is the element's own.
element.ready = Promise.resolve();
