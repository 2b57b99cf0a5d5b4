// Authorize as a user meets it: what an operation needs, providers that say how to sign in, tokens that end, and
// where no secret may ever be found. The authorization server is a small one, and strict.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { becomes, open, served, stage, texts } from './support/browser.mjs';

const kCors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, x-api-key',
  'access-control-expose-headers': 'www-authenticate',
};
const kDeviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** A JSON Web Token that nobody signed. */
const jwt = (claims) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${randomUUID()}`;

const textOf = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
};

/** OpenID Connect Discovery 1.0, RFC 6749 with PKCE, RFC 7009, RFC 8628, and an API that tokens open. */
async function provider() {
  const codes = new Map();
  const renewals = new Set();
  const valid = new Map();
  const seen = {
    revoked: [],
    renewed: 0,
    polled: 0,
    ended: 0,
    secrets: [],
    lifetime: 3600,
    basic: '',
  };
  const json = (response, status, value, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...kCors, ...headers });
    response.end(JSON.stringify(value));
  };
  const handler = (handle) => (request, response) =>
    request.method === 'OPTIONS' ? response.writeHead(204, kCors).end() : handle(request, response);
  const grant = (response, scope) => {
    const access_token = jwt({ preferred_username: 'mina', jti: randomUUID() });
    const refresh_token = `refresh-${randomUUID()}`;
    valid.set(access_token, scope);
    renewals.add(refresh_token);
    seen.secrets.push(access_token, refresh_token);
    json(response, 200, {
      access_token,
      refresh_token,
      token_type: 'Bearer',
      expires_in: seen.lifetime,
      scope,
    });
  };
  const server = await texts({
    '/.well-known/openid-configuration': handler((_request, response) =>
      json(response, 200, {
        issuer: server.url,
        authorization_endpoint: `${server.url}/authorize`,
        token_endpoint: `${server.url}/token`,
        device_authorization_endpoint: `${server.url}/device`,
        revocation_endpoint: `${server.url}/revoke`,
        end_session_endpoint: `${server.url}/end`,
        scopes_supported: ['openid', 'profile', 'everything'],
        grant_types_supported: ['authorization_code', 'client_credentials', kDeviceGrant],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
      }),
    ),
    '/evil/.well-known/openid-configuration': handler((_request, response) =>
      json(response, 200, { issuer: server.url, token_endpoint: `${server.url}/token` }),
    ),
    '/authorize': (request, response) => {
      const { searchParams: asked } = new URL(request.url, 'http://x');
      const to = new URL(asked.get('redirect_uri'));
      if (asked.get('response_type') === 'token') {
        const access_token = jwt({ sub: 'implicit' });
        valid.set(access_token, '');
        seen.secrets.push(access_token);
        const state = asked.get('state');
        to.hash = new URLSearchParams({ access_token, state, token_type: 'Bearer' }).toString();
        return response.writeHead(302, { location: to.href }).end();
      }
      const code = randomUUID();
      codes.set(code, { challenge: asked.get('code_challenge'), scope: asked.get('scope') });
      to.searchParams.set('code', code);
      to.searchParams.set('state', asked.get('state'));
      return response.writeHead(302, { location: to.href }).end();
    },
    '/token': handler(async (request, response) => {
      const given = await textOf(request);
      switch (given.get('grant_type')) {
        case 'authorization_code': {
          const known = codes.get(given.get('code'));
          codes.delete(given.get('code'));
          const verifier = given.get('code_verifier') ?? '';
          seen.secrets.push(verifier);
          const challenge = createHash('sha256').update(verifier).digest('base64url');
          if (known?.challenge !== challenge) break;
          return grant(response, known.scope);
        }
        case 'password':
          if (given.get('username') !== 'mina' || given.get('password') !== 'sesame') break;
          return grant(response, '');
        case 'client_credentials':
          seen.basic = request.headers.authorization ?? '';
          return grant(response, given.get('scope') ?? '');
        case 'refresh_token':
          if (!renewals.delete(given.get('refresh_token'))) break;
          seen.renewed += 1;
          return grant(response, 'profile');
        case kDeviceGrant:
          seen.polled += 1;
          if (seen.polled < 2) return json(response, 400, { error: 'authorization_pending' });
          return grant(response, 'profile');
      }
      return json(response, 400, { error: 'invalid_grant' });
    }),
    '/device': handler((_request, response) =>
      json(response, 200, {
        device_code: 'device-secret',
        user_code: 'WDJB-MJHT',
        verification_uri: `${server.url}/enter`,
        expires_in: 600,
        interval: 1,
      }),
    ),
    '/revoke': handler(async (request, response) => {
      const given = await textOf(request);
      seen.revoked.push(given.get('token'));
      json(response, 200, {});
    }),
    '/end': (_request, response) => {
      seen.ended += 1;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Signed out</h1>');
    },
    '/me': handler((request, response) => {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      if (!valid.has(token))
        return json(response, 401, {}, { 'www-authenticate': 'Bearer error="invalid_token"' });
      return json(response, 200, { name: 'Mina' });
    }),
    '/everything': handler((_request, response) =>
      json(
        response,
        403,
        {},
        { 'www-authenticate': 'Bearer error="insufficient_scope", scope="everything"' },
      ),
    ),
    '/keys': handler((request, response) =>
      json(response, 200, { given: Boolean(request.headers['x-api-key']) }),
    ),
  });
  return { ...server, seen };
}

const account = await provider();
const responses = {
  200: { description: 'You', content: { 'application/json': { schema: { type: 'object' } } } },
};
const description = {
  openapi: '3.1.0',
  info: { title: 'Accounts', version: '1' },
  servers: [{ url: account.url }],
  paths: {
    '/me': {
      get: { operationId: 'me', security: [{ connect: ['profile'] }], responses },
    },
    '/everything': {
      get: { operationId: 'everything', security: [{ connect: ['profile'] }], responses },
    },
    '/keys': {
      get: {
        operationId: 'keys',
        security: [{ connect: [] }, { key: [], session: [] }],
        responses,
      },
    },
  },
  components: {
    securitySchemes: {
      evil: {
        type: 'openIdConnect',
        openIdConnectUrl: `${account.url}/evil/.well-known/openid-configuration`,
      },
      session: { type: 'apiKey', in: 'query', name: 'session' },
      key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      connect: {
        type: 'openIdConnect',
        openIdConnectUrl: `${account.url}/.well-known/openid-configuration`,
      },
    },
  },
};
const [browser, server] = await stage(served(description));

const to = (operation) => `${server.url}/docs#/operations/${operation}`;

async function openDialog(page) {
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  return page.getByRole('dialog', { name: 'Authorize' });
}

/** The group of the provider, which has been asked for its flows. */
async function discovered(page, flow) {
  const dialog = await openDialog(page);
  const group = dialog.getByRole('group', { name: 'connect' });
  await group.getByRole('button', { name: `Look up sign-in at ${account.url}` }).click();
  const flows = group.getByRole('combobox', { name: 'Flow' });
  await flows.selectOption(flow);
  await group.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
  return { dialog, group };
}

const filled = (page, field) =>
  becomes(async () => (await field.inputValue()) !== '', true).then(() => field.inputValue());

/** Signs in by client credentials, and saves. */
async function signIn(page) {
  const { dialog, group } = await discovered(page, 'clientCredentials');
  await group.getByRole('textbox', { name: 'Client secret' }).fill('s3cret-of-the-client');
  await group.getByRole('button', { name: 'Sign in', exact: true }).click();
  const token = await filled(page, group.getByRole('textbox', { name: 'Token' }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  return token;
}

async function send(page, status) {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByRole('status').filter({ hasText: status }).waitFor();
  return response;
}

test('WhatAnOperationNeedsComesFirstAndTheRestIsFolded', async () => {
  const { page, done } = await open(browser, to('keys'));
  const dialog = await openDialog(page);
  const choice = dialog.getByRole('combobox', { name: 'Authorization' });
  assert.deepEqual(await choice.locator('option').allTextContents(), ['connect', 'key + session']);
  await choice.selectOption('key + session');
  const together = dialog.getByRole('group', { name: 'key + session' });
  await together.getByRole('group', { name: 'key', exact: true }).getByText('X-API-Key').waitFor();
  await together
    .getByRole('group', { name: 'session', exact: true })
    .getByText('Sent in the query parameter session')
    .waitFor();
  assert.equal(await dialog.getByRole('group', { name: 'evil' }).count(), 0);
  await dialog.getByRole('button', { name: 'Other schemes (1)' }).click();
  await dialog.getByRole('group', { name: 'evil' }).waitFor();
  await done();
});

test('AProviderIsAskedOnAClickAndOnlyItsOwnIssuerIsBelieved', async () => {
  const { page, done } = await open(browser, to('me'));
  const asked = [];
  page.on(
    'request',
    (request) => request.url().startsWith(account.url) && asked.push(request.url()),
  );
  const dialog = await openDialog(page);
  await dialog.getByRole('button', { name: 'Look up sign-in' }).first().waitFor();
  assert.deepEqual(asked, []);
  await dialog.getByRole('button', { name: /^Other schemes/ }).click();
  const evil = dialog.getByRole('group', { name: 'evil' });
  await evil.getByRole('button', { name: 'Look up sign-in' }).click();
  await evil.getByText('another issuer').waitFor();
  assert.equal(await evil.getByRole('combobox', { name: 'Flow' }).count(), 0);
  await done();
});

test('ASignInByDiscoverySaysAsWhomUntilWhenAndForWhat', async () => {
  const { page, done } = await open(browser, to('me'));
  const { dialog, group } = await discovered(page, 'authorizationCode');
  assert.equal(await group.getByRole('checkbox', { name: 'profile' }).isChecked(), true);
  assert.equal(await group.getByRole('checkbox', { name: 'everything' }).isChecked(), false);
  await group.getByText(`Signing in sends these only to ${account.url}`).waitFor();
  await group.getByRole('button', { name: 'Sign in', exact: true }).click();
  await filled(page, group.getByRole('textbox', { name: 'Token' }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  const line = page.getByText(/^Authorized as mina · until .*\d\d:\d\d · openid, profile$/).first();
  await line.waitFor();
  const response = await send(page, '200 OK');
  await response.getByText('Mina').waitFor();
  await done();
});

/** The flows of each version, as it writes them. */
const urls = { authorizationUrl: `${account.url}/authorize`, tokenUrl: `${account.url}/token` };
const flows = {
  '2.0': [
    { flow: 'implicit', authorizationUrl: urls.authorizationUrl },
    { flow: 'password', tokenUrl: urls.tokenUrl },
    { flow: 'application', tokenUrl: urls.tokenUrl },
    { flow: 'accessCode', ...urls },
  ],
  '3.0.3': [{ flows: { implicit: { authorizationUrl: urls.authorizationUrl, scopes: {} } } }],
  '3.1.1': [
    { flows: { password: { tokenUrl: urls.tokenUrl, scopes: {} } } },
    { flows: { authorizationCode: { ...urls, scopes: {} } } },
  ],
  '3.2.0': [
    {
      flows: {
        deviceAuthorization: {
          deviceAuthorizationUrl: `${account.url}/device`,
          tokenUrl: urls.tokenUrl,
          scopes: {},
        },
      },
    },
  ],
};

const described = (version, flow) => {
  const paths = {
    '/me': { get: { operationId: 'me', responses: { 200: { description: 'You' } } } },
  };
  const info = { title: 'Flows', version: '1' };
  const security = [{ login: [] }];
  const scheme = { type: 'oauth2', ...flow };
  const { host } = new URL(account.url);
  return version === '2.0'
    ? {
        swagger: version,
        info,
        host,
        schemes: ['http'],
        security,
        paths,
        securityDefinitions: { login: { scopes: {}, ...scheme } },
      }
    : {
        openapi: version,
        info,
        servers: [{ url: account.url }],
        security,
        paths,
        components: { securitySchemes: { login: scheme } },
      };
};

for (const [version, list] of Object.entries(flows))
  for (const flow of list) {
    const kind = flow.flow ?? Object.keys(flow.flows)[0];
    const name = kind[0].toUpperCase() + kind.slice(1);
    test(`TheFlow${name}Of${version}GetsAToken`, async (context) => {
      const spec = await served(described(version, flow));
      context.after(spec.stop);
      account.seen.polled = 0;
      const { page, done } = await open(browser, `${spec.url}/docs#/operations/me`);
      const dialog = await openDialog(page);
      const group = dialog.getByRole('group', { name: 'login' });
      await group.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
      if (kind === 'password') {
        await group.getByRole('textbox', { name: 'User name' }).fill('mina');
        await group.getByRole('textbox', { name: 'Password' }).fill('sesame');
      }
      if (kind === 'application') {
        await group.getByRole('textbox', { name: 'Client secret' }).fill('s3cret-of-the-client');
        await group
          .getByRole('combobox', { name: 'Client authentication' })
          .selectOption('Authorization header (Basic)');
      }
      await group.getByRole('button', { name: 'Sign in', exact: true }).click();
      await filled(page, group.getByRole('textbox', { name: 'Token' }));
      if (kind === 'application')
        assert.equal(account.seen.basic, `Basic ${btoa('vitrine-test:s3cret-of-the-client')}`);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await send(page, '200 OK');
      await done();
    });
  }

test('AtRestATokenAsksForNoFrame', async () => {
  const { page, done } = await open(browser, to('me'));
  await signIn(page);
  await page.getByText('Authorized as mina').first().waitFor();
  await page.waitForTimeout(500);
  const frames = () => page.evaluate(() => document.querySelector('vitrine-playground').frames);
  const before = await frames();
  await page.waitForTimeout(1500);
  assert.equal(await frames(), before);
  await done();
});

test('ATokenThatEndsIsRefreshedBeforeARequest', async (context) => {
  account.seen.lifetime = 2;
  context.after(() => {
    account.seen.lifetime = 3600;
  });
  const { page, done } = await open(browser, to('me'));
  await signIn(page);
  await page.getByText('Authorized as mina · expired').first().waitFor();
  account.seen.lifetime = 3600;
  const renewed = account.seen.renewed;
  await send(page, '200 OK');
  assert.equal(account.seen.renewed, renewed + 1);
  await page
    .getByText(/^Authorized as mina · until/)
    .first()
    .waitFor();
  await send(page, '200 OK');
  assert.equal(account.seen.renewed, renewed + 1, 'a token that is valid is not refreshed');

  const dialog = await openDialog(page);
  await dialog.getByRole('button', { name: 'Refresh token' }).click();
  await becomes(() => account.seen.renewed, renewed + 2);
  await done();
});

test('SigningOutEndsTheTokenAtItsServer', async () => {
  const { page, done } = await open(browser, to('me'));
  const token = await signIn(page);
  const dialog = await openDialog(page);
  const ended = account.seen.ended;
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await becomes(() => account.seen.revoked.includes(token), true);
  await becomes(() => account.seen.ended, ended + 1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await send(page, '401');
  await done();
});

test('ADeviceCodeIsShownAndAskedAboutUntilItIsEntered', async () => {
  const { page, done } = await open(browser, to('me'));
  const { dialog, group } = await discovered(page, 'deviceAuthorization');
  account.seen.polled = 0;
  await group.getByRole('button', { name: 'Sign in', exact: true }).click();
  await group.getByText('WDJB-MJHT').waitFor();
  const link = group.getByRole('link', { name: /Enter this code/ });
  assert.equal(await link.getAttribute('href'), `${account.url}/enter`);
  await group.getByRole('button', { name: 'Cancel' }).click();
  await becomes(() => group.getByText('WDJB-MJHT').count(), 0);
  account.seen.polled = 0;
  await group.getByRole('button', { name: 'Sign in', exact: true }).click();
  await filled(page, group.getByRole('textbox', { name: 'Token' }));
  assert.equal(account.seen.polled, 2);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await send(page, '200 OK');
  await done();
});

test('AResponseThatRefusesLeadsToTheDialog', async () => {
  const { page, done } = await open(browser, to('me'));
  let response = await send(page, '401');
  await response.getByText('Authorization required.').waitFor();
  await response.getByRole('button', { name: 'Open Authorize' }).click();
  await page
    .getByRole('dialog', { name: 'Authorize' })
    .getByRole('button', { name: 'Close' })
    .click();

  await page.goto(to('everything'));
  response = await send(page, '403');
  await response.getByText('This request needs the scope everything.').waitFor();
  await response.getByRole('button', { name: 'Open Authorize' }).click();
  const group = page
    .getByRole('dialog', { name: 'Authorize' })
    .getByRole('group', { name: 'connect' });
  await group.getByRole('button', { name: 'Look up sign-in' }).click();
  await becomes(() => group.getByRole('checkbox', { name: 'everything' }).isChecked(), true);
  await done();
});

test('SaveIsInViewOnALowWindowAndEnterSaves', async () => {
  const { page, done } = await open(browser, to('keys'), { viewport: { width: 600, height: 320 } });
  const dialog = await openDialog(page);
  await dialog.getByRole('combobox', { name: 'Authorization' }).selectOption('key + session');
  const box = await dialog.getByRole('button', { name: 'Save' }).boundingBox();
  assert.ok(box.y + box.height <= 320, JSON.stringify(box));
  const fields = dialog.getByRole('textbox', { name: 'Key' });
  await fields.first().fill('k3y-of-the-header');
  await fields.nth(1).fill('k3y-of-the-query');
  const scrolled = await dialog.getByRole('button', { name: 'Save' }).boundingBox();
  assert.equal(Math.round(scrolled.y), Math.round(box.y), 'it stays while the dialog is scrolled');
  await fields.nth(1).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const sent = page.waitForRequest((request) => request.url().startsWith(`${account.url}/keys`));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const request = await sent;
  assert.equal(request.headers()['x-api-key'], 'k3y-of-the-header');
  assert.equal(new URL(request.url()).searchParams.get('session'), 'k3y-of-the-query');
  await done();
});

/** All that this browser keeps, shows or has given away, but for the values of password fields. */
const remains = (page) =>
  page.evaluate(async () => {
    const found = [location.href, document.title, JSON.stringify(history.state)];
    for (const storage of [localStorage, sessionStorage])
      for (let at = 0; at < storage.length; ++at)
        found.push(storage.key(at), storage.getItem(storage.key(at)));
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames)
        found.push(
          await new Promise((resolve) => {
            const all = database.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result));
          }),
        );
      database.close();
    }
    for (const name of await caches.keys().catch(() => []))
      for (const request of await (await caches.open(name)).keys()) found.push(request.url);
    found.push(document.cookie);
    const { shadowRoot } = document.querySelector('vitrine-playground');
    found.push(shadowRoot.innerHTML, shadowRoot.querySelector('.root').innerText);
    for (const link of shadowRoot.querySelectorAll('a[href]')) found.push(link.href);
    for (const field of shadowRoot.querySelectorAll('input:not([type=password]), textarea'))
      found.push(field.value);
    found.push(...(window.copied ?? []), ...(window.opened ?? []));
    return found;
  });

test('ASecretIsFoundNowhere', async () => {
  const { page, done } = await open(browser, to('me'), {
    acceptDownloads: true,
    init: () => {
      window.copied = [];
      navigator.clipboard.writeText = (text) => (window.copied.push(text), Promise.resolve());
      const before = window.open;
      window.opened = [];
      window.open = (url, ...more) => (window.opened.push(String(url)), before(url, ...more));
    },
  });
  const logs = [];
  const files = [];
  const addresses = [];
  page.on('console', (message) => logs.push(message.text()));
  page.on('download', (download) => files.push(download.path()));
  page.on('request', (request) => addresses.push(request.url()));
  const secrets = () => [...account.seen.secrets, 's3cret-of-the-client'].filter(Boolean);
  const everything = [];
  const look = async () => everything.push(...(await remains(page)));

  const { dialog, group } = await discovered(page, 'authorizationCode');
  await group.getByRole('textbox', { name: 'Client secret' }).fill('s3cret-of-the-client');
  await group.getByRole('button', { name: 'Sign in', exact: true }).click();
  await filled(page, group.getByRole('textbox', { name: 'Token' }));
  await look();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await send(page, '200 OK');
  await look();
  const code = page.getByRole('region', { name: 'Code' });
  const languages = code.getByRole('combobox', { name: 'Language' });
  for (const language of await languages.locator('option').allTextContents()) {
    await languages.selectOption(language);
    await code.getByRole('button', { name: 'Copy' }).click();
    await look();
  }
  for (const name of ['Copy link', 'Copy as Markdown']) {
    const button = page.getByRole('button', { name }).first();
    if (await button.count()) await button.click();
  }
  const again = await openDialog(page);
  await again.getByRole('button', { name: 'Refresh token' }).click();
  await look();
  await again.getByRole('button', { name: 'Close' }).click();
  await send(page, '200 OK');
  await page.goto(to('everything'));
  await send(page, '403');
  await look();
  await (await openDialog(page)).getByRole('button', { name: 'Sign out' }).click();
  await look();
  await page.reload();
  await page.evaluate(() => document.querySelector('vitrine-playground').ready);
  await look();

  const kept = [
    ...everything,
    ...logs,
    ...addresses,
    ...(await Promise.all(files)).map((file) => readFileSync(file, 'utf8')),
  ].join('\n');
  assert.ok(secrets().length > 4 && kept.includes('$TOKEN'));
  for (const secret of secrets())
    for (const form of [secret, encodeURIComponent(secret), btoa(secret)])
      assert.ok(!kept.includes(form), `found ${form.slice(0, 12)}…`);
  await done();
});
