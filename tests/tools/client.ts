// A client by types alone, which tools.test.mjs makes of the demo's description: checked by the
// compiler, then run. Usage: client.js URL
import createClient from 'openapi-fetch';
import type { components, paths } from './gallery.js';

declare const process: { argv: string[] };

const [, , baseUrl = ''] = process.argv;
const client = createClient<paths>({ baseUrl });

const user: components['schemas']['UserCreate'] = {
  email: `${crypto.randomUUID()}@example.org`,
  password: 'correct horse battery',
};
const signedUp = await client.POST('/users', { body: user });
if (!signedUp.data) throw new Error(signedUp.error.detail);
const { token } = signedUp.data;

const created = await client.POST('/pictures', {
  body: { title: 'Dawn' },
  headers: { Authorization: `Bearer ${token}` },
});
if (!created.data) throw new Error(created.error.detail);

const list = await client.GET('/pictures', { params: { query: { limit: 1 } } });
const [first] = list.data?.items ?? [];

const refused = await client.GET('/pictures', { params: { query: { limit: 0 } } });
// @ts-expect-error: a limit is a number
const wrong = await client.GET('/pictures', { params: { query: { limit: 'many' } } });

console.log(
  JSON.stringify({
    title: first?.title,
    refused: [refused.response.status, wrong.response.status],
  }),
);
