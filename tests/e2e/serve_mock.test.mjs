// `vitrine serve` with a server of its own making, and with a proxy to servers that do not know CORS.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { becomes, open, stage, vitrine } from './support/browser.mjs';

const [browser] = await stage();
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-mock-'));
after(() => rmSync(folder, { recursive: true }));

function written(name, url) {
  const file = path.join(folder, name);
  const pet = {
    type: 'object',
    properties: { name: { type: 'string' } },
    example: { name: 'Rex' },
  };
  const json = (schema) => ({ 'application/json': { schema } });
  writeFileSync(
    file,
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      servers: [{ url }],
      paths: {
        '/pet': {
          get: {
            operationId: 'pet',
            summary: 'A pet',
            responses: { 200: { description: 'It', content: json(pet) } },
          },
        },
      },
    }),
  );
  return file;
}

test('TheMockServerIsOfferedFirstAndResponds', async () => {
  const server = await vitrine('serve', written('mock.json', 'https://api.example'), '--mock');
  const { page, done } = await open(browser, `${server.url}/docs#/operations/pet`);
  const choice = page.getByRole('combobox', { name: 'Server' });
  await choice.waitFor();
  const labels = await choice.locator('option').allTextContents();
  assert.equal(labels[0], `Mock server: ${server.url}/mock`);
  assert.equal(labels[1], 'https://api.example');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByText('200 OK').first().waitFor();
  await response.getByText('Rex').first().waitFor();
  await done();
  await server.stop();
});

test('TheProxyReachesAServerWithoutCors', async () => {
  const seen = [];
  const upstream = createServer((request, response) => {
    seen.push([request.url, request.headers.cookie, request.headers.origin]);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"name": "Far"}');
  });
  await new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${upstream.address().port}`;
  const server = await vitrine('serve', written('proxy.json', address), '--proxy');
  const { page, done } = await open(browser, `${server.url}/docs#/operations/pet`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByText('200 OK').first().waitFor();
  await response.getByText('Far').first().waitFor();
  await becomes(() => seen, [['/pet', undefined, undefined]]);
  await done();

  // A page of another origin.
  const { status } = await fetch(`${server.url}/proxy`, {
    headers: { 'vitrine-target': `${address}/pet`, 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(status, 403);
  await server.stop();
  upstream.closeAllConnections();
  upstream.close();
});
