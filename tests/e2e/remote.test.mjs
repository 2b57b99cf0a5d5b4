// `vitrine check --allow-remote` against a server with a certificate: trusted, it is read; else it is refused, with
// what to do.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const command = process.env.VITRINE_COMMAND ?? path.join(root, 'build/native/server/vitrine');
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-remote-'));
const certificate = path.join(folder, 'certificate.pem');
const spec = path.join(folder, 'api.yaml');
let server;

before(async () => {
  const key = path.join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'pipe' },
  );
  server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      if (request.url === '/down.yaml')
        return response.writeHead(302, { location: 'http://127.0.0.1:1/size.yaml' }).end();
      return response.end('type: nonsense\n');
    },
  );
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
});

after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/// Lines of standard output; the server has to respond meanwhile.
const check = (name, environment) =>
  new Promise((resolve) => {
    writeFileSync(
      spec,
      `openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n    A: {$ref: 'https://localhost:${
        server.address().port
      }/${name}'}\n`,
    );
    const env = { ...process.env, ...environment };
    execFile(
      command,
      ['check', spec, '--allow-remote'],
      { env, encoding: 'utf8' },
      (error, stdout) => {
        resolve({ status: error?.code ?? 0, lines: stdout.trimEnd().split('\n') });
      },
    );
  });

test('ACertificateThatNobodyVouchesForIsRefusedWithTheWayOut', async () => {
  const { status, lines } = await check('size.yaml', { SSL_CERT_FILE: '' });
  assert.equal(status, 1);
  assert.equal(lines.length, 1);
  assert.match(
    lines[0],
    /api\.yaml:5:15: error: cannot read https:.*certificate cannot be trusted.*SSL_CERT_FILE/,
  );
});

test('ACertificateOfANamedAuthorityIsTrusted', async () => {
  const { status, lines } = await check('size.yaml', { SSL_CERT_FILE: certificate });
  assert.equal(status, 1);
  assert.equal(lines.length, 1);
  assert.match(lines[0], /^https:\/\/localhost:\d+\/size\.yaml:1:7: error: .*nonsense/);
});

test('HttpsLeadsToHttpsOnly', async () => {
  const { lines } = await check('down.yaml', { SSL_CERT_FILE: certificate });
  assert.match(lines[0], /cannot read https:.*redirects to an address that is not followed/);
});
