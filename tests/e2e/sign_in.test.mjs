// OAuth2 as a user meets it: the authorization server's own page in a window, back through
// docs/oauth2-redirect, and the token in the next request. The server is a small one, and strict.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { exported, launch, open, served, site, texts } from './support/browser.mjs';

let browser, account, server;

/** RFC 6749 §4.1 with RFC 7636 (PKCE, S256), and the API that the token opens. */
async function authorizationServer() {
  const codes = new Map();
  const tokens = new Set();
  const seen = { asked: [], granted: [], refused: [], posted: [] };
  const cors = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization, content-type',
  };
  const answer = (response, status, value) => {
    response.writeHead(status, { 'content-type': 'application/json', ...cors });
    response.end(JSON.stringify(value));
  };
  const stage = await texts({
    '/authorize': (request, response) => {
      const { searchParams: asked } = new URL(request.url, 'http://x');
      seen.asked.push(Object.fromEntries(asked));
      const back = new URL(asked.get('redirect_uri'));
      const link = (words, parameters) => {
        const to = new URL(back);
        for (const [name, value] of Object.entries({ ...parameters, state: asked.get('state') }))
          to.searchParams.set(name, value);
        return `<a href="${to.href.replaceAll('&', '&amp;')}">${words}</a>`;
      };
      const code = randomUUID();
      codes.set(code, {
        challenge: asked.get('code_challenge'),
        redirect: asked.get('redirect_uri'),
        client: asked.get('client_id'),
      });
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<h1>Let ${asked.get('client_id')} in?</h1>${link('Allow', { code })} ${link('Deny', { error: 'access_denied' })}`,
      );
    },
    '/token': async (request, response) => {
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
      let text = '';
      for await (const part of request) text += part;
      const given = new URLSearchParams(text);
      const known = codes.get(given.get('code'));
      codes.delete(given.get('code'));
      const challenge = createHash('sha256')
        .update(given.get('code_verifier') ?? '')
        .digest('base64url');
      const right =
        known &&
        known.challenge === challenge &&
        known.redirect === given.get('redirect_uri') &&
        known.client === given.get('client_id') &&
        given.get('grant_type') === 'authorization_code';
      if (!right) {
        seen.refused.push(text);
        return answer(response, 400, { error: 'invalid_grant' });
      }
      const token = randomUUID();
      tokens.add(token);
      seen.granted.push(token);
      return answer(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
    },
    '/oauth/token': async (request, response) => {
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
      let text = '';
      for await (const part of request) text += part;
      seen.posted.push(text);
      return answer(response, 200, { access_token: 'of-the-server', token_type: 'Bearer' });
    },
    // A page that reports as one of the API's would, with whatever it was opened with.
    '/forge': `<script>opener.postMessage({ type: 'vitrine:popup', query: location.search, fragment: '' }, '*')</script>`,
    '/moved': (request, response) => {
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
      return response.writeHead(307, { location: '/oauth/token', ...cors }).end();
    },
    '/me': (request, response) => {
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      return tokens.has(token)
        ? answer(response, 200, { name: 'Mina' })
        : answer(response, 401, { title: 'Who?' });
    },
  });
  return { ...stage, seen };
}

/** An API whose operation needs a token of these flows. */
const accounts = (url, flows) => ({
  openapi: '3.1.0',
  info: { title: 'Accounts', version: '1' },
  servers: [{ url }],
  paths: {
    '/me': {
      get: {
        operationId: 'me',
        summary: 'Who am I',
        security: [{ account: ['profile'] }],
        responses: {
          200: {
            description: 'You',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
        },
      },
    },
  },
  components: { securitySchemes: { account: { type: 'oauth2', flows } } },
});
const byCode = (url) =>
  accounts(url, {
    authorizationCode: {
      authorizationUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      scopes: { profile: 'Who you are', everything: 'All the rest' },
    },
  });

before(async () => {
  account = await authorizationServer();
  [browser, server] = await Promise.all([launch(), served(byCode(account.url))]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await account?.stop();
});

/** The dialog with its client named, and the window that Sign in opens. */
async function signIn(page) {
  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.getByRole('dialog', { name: 'Authorize' });
  const group = dialog.getByRole('group', { name: 'account' });
  await group.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    group.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  return { dialog, group, popup };
}

/** Presses a link of the window; what comes of it closes the window, perhaps before the press is over. */
const leave = (popup, name) =>
  Promise.all([
    popup.waitForEvent('close'),
    popup
      .getByRole('link', { name })
      .click({ noWaitAfter: true })
      .catch((error) => assert.match(error.message, /closed/)),
  ]);

test('ACodeIsExchangedForATokenThatTheNextRequestCarries', async () => {
  const refused = account.seen.refused.length;
  const { page, done } = await open(browser, `${server.url}/docs#/operations/me`);
  const { dialog, group, popup } = await signIn(page);
  await popup.getByRole('heading', { name: 'Let vitrine-test in?' }).waitFor();
  const asked = account.seen.asked.at(-1);
  assert.equal(asked.response_type, 'code');
  assert.equal(asked.code_challenge_method, 'S256');
  assert.equal(asked.redirect_uri, `${server.url}/docs/oauth2-redirect`);
  assert.equal(asked.scope, 'profile', 'what the operation needs is asked for, no more');
  await leave(popup, 'Allow');

  const token = group.getByRole('textbox', { name: 'Token' });
  await page.waitForFunction((field) => field.value !== '', await token.elementHandle());
  assert.deepEqual(account.seen.refused.slice(refused), []);
  assert.equal(await token.inputValue(), account.seen.granted.at(-1));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const response = page.getByRole('region', { name: 'Response' });
  await response.getByRole('status').filter({ hasText: '200 OK' }).waitFor();
  await response.getByText('Mina').waitFor();
  await done();
});

test('WhoSaysNoIsToldSoInTheDialog', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/me`);
  const { group, popup } = await signIn(page);
  await leave(popup, 'Deny');
  await group.getByText('access_denied').waitFor();
  assert.equal(await group.getByRole('textbox', { name: 'Token' }).inputValue(), '');
  await done();
});

test('OnlyTheReportOfItsOwnSignInIsTaken', async () => {
  const refused = account.seen.refused.length;
  const { page, done } = await open(browser, `${server.url}/docs#/operations/me`);
  const { group, popup } = await signIn(page);
  await popup.getByRole('heading', { name: 'Let vitrine-test in?' }).waitFor();
  const state = account.seen.asked.at(-1).state;
  await page.evaluate(
    async ([other, own]) => {
      const forged = (query, fragment = '') => ({ type: 'vitrine:popup', query, fragment });
      postMessage(forged('?code=forged&state=other'), location.origin);
      postMessage(forged('?code=forged'), location.origin);
      postMessage({ type: 'vitrine:popup' }, location.origin);
      const [channel, listening] = [
        new BroadcastChannel('vitrine:popup'),
        new BroadcastChannel('vitrine:popup'),
      ];
      const broadcast = new Promise((resolve) => {
        listening.onmessage = resolve;
      });
      channel.postMessage(forged('', '#access_token=forged&state=other'));
      await broadcast;
      channel.close();
      listening.close();
      // A window of another origin that knows even the state.
      const heard = new Promise((resolve) =>
        addEventListener('message', ({ origin }) => origin === other && resolve()),
      );
      const forger = open(`${other}/forge?code=forged&state=${own}`, 'forger');
      await heard;
      forger.close();
    },
    [account.url, state],
  );
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(account.seen.refused.slice(refused), [], 'no forged code was traded');
  await leave(popup, 'Allow');
  const token = group.getByRole('textbox', { name: 'Token' });
  await page.waitForFunction((field) => field.value !== '', await token.elementHandle());
  assert.equal(await token.inputValue(), account.seen.granted.at(-1));
  assert.deepEqual(account.seen.refused.slice(refused), [], 'nor one after it');
  await done();
});

test('AWindowThatTheBrowserBlocksIsReportedInTheDialog', async () => {
  const { page, done } = await open(browser, `${server.url}/docs#/operations/me`, {
    init: () => {
      window.open = () => null;
    },
  });
  await page.getByRole('button', { name: 'Authorize' }).click();
  const group = page
    .getByRole('dialog', { name: 'Authorize' })
    .getByRole('group', { name: 'account' });
  await group.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
  await group.getByRole('button', { name: 'Sign in' }).click();
  await group.getByText('the browser blocked the window').waitFor();
  await done();
});

test('AnAddressToComeBackToThatIsNoneBreaksNothing', async () => {
  const init = () => {
    window.open = (url) => ((window.asked = url), window);
  };
  const { page, done } = await open(browser, `${server.url}/docs#/operations/me`, { init });
  await page.evaluate(() => {
    document.querySelector('vitrine-playground').redirectUri = 'http://[';
  });
  await page.getByRole('button', { name: 'Authorize' }).click();
  const group = page
    .getByRole('dialog', { name: 'Authorize' })
    .getByRole('group', { name: 'account' });
  await group.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
  await group.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForFunction(() => window.asked);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', resolve);
        const state = new URL(window.asked).searchParams.get('state');
        postMessage(
          { type: 'vitrine:popup', query: `?code=forged&state=${state}`, fragment: '' },
          location.origin,
        );
      }),
  );
  await done();
});

/** Signs in by a code on a page below a path; the address that the server was asked to come back to. */
async function signInBelow(url) {
  const { page, done } = await open(browser, url);
  if (await page.getByRole('link', { name: 'Who am I' }).count())
    await page.getByRole('link', { name: 'Who am I' }).first().click();
  const { dialog, group, popup } = await signIn(page);
  await popup.getByRole('heading', { name: 'Let vitrine-test in?' }).waitFor();
  const redirect = account.seen.asked.at(-1).redirect_uri;
  await dialog.getByText(`Redirect URI to register: ${redirect}`).waitFor();
  await leave(popup, 'Allow');
  const token = group.getByRole('textbox', { name: 'Token' });
  await page.waitForFunction((field) => field.value !== '', await token.elementHandle());
  assert.equal(await token.inputValue(), account.seen.granted.at(-1));
  await done();
  return redirect;
}

test('ASignInComesBackBesideThePageWhereverItIsServed', async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-e2e-'));
  writeFileSync(path.join(folder, 'api.json'), JSON.stringify(byCode(account.url)));
  const { folder: files, remove } = exported(path.join(folder, 'api.json'));
  const element = (attributes) => `<!doctype html><html lang="en"><title>Handbook</title>
<script type="module" src="../vitrine.js"></script><vitrine-playground spec="../spec/api.json" operation="me" ${attributes}></vitrine-playground>`;
  const host = await site(files, '/team/docs-site/', {
    pages: {
      'guide/page.html': element(''),
      'guide/named.html': element('redirect-uri="../docs/oauth2-redirect/"'),
    },
  });
  context.after(() => Promise.all([host.stop(), remove(), rmSync(folder, { recursive: true })]));
  const below = `${host.url}/team/docs-site`;
  assert.equal(await signInBelow(`${below}/#/operations/me`), `${below}/docs/oauth2-redirect`);
  assert.equal(await signInBelow(`${below}/guide/page.html`), `${below}/docs/oauth2-redirect`);
  assert.equal(await signInBelow(`${below}/guide/named.html`), `${below}/docs/oauth2-redirect/`);
});

/** Asks for a token by client credentials; what the dialog said of where to. */
async function askByClientCredentials(page) {
  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.getByRole('dialog', { name: 'Authorize' });
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill('vitrine-test');
  await dialog.getByRole('textbox', { name: 'Client secret' }).fill('s3cret-of-the-client');
  const named = await dialog.getByText('Signing in sends these only to').innerText();
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  return { dialog, named };
}

test('ARelativeAddressOfTokensIsTheServersAndIsNamed', async (context) => {
  const spec = await served(
    accounts(`${account.url}/api/v1`, {
      clientCredentials: { tokenUrl: '/oauth/token', scopes: {} },
    }),
  );
  context.after(spec.stop);
  const { page, done } = await open(browser, `${spec.url}/docs#/operations/me`);
  const posts = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  const { dialog, named } = await askByClientCredentials(page);
  const token = dialog.getByRole('textbox', { name: 'Token' });
  await page.waitForFunction(
    (field) => field.value === 'of-the-server',
    await token.elementHandle(),
  );
  assert.deepEqual(posts, [`${account.url}/oauth/token`]);
  assert.ok(named.includes(new URL(posts[0]).origin), named);
  assert.match(account.seen.posted.at(-1), /s3cret-of-the-client/);
  await done();
});

test('ASecretDoesNotFollowARedirect', async (context) => {
  const spec = await served(
    accounts(account.url, { clientCredentials: { tokenUrl: '/moved', scopes: {} } }),
  );
  context.after(spec.stop);
  const { page, done } = await open(browser, `${spec.url}/docs#/operations/me`);
  const posted = account.seen.posted.length;
  const { dialog } = await askByClientCredentials(page);
  await dialog.getByText(/sign-in server/).waitFor();
  assert.equal(account.seen.posted.length, posted);
  await done().catch((error) =>
    error.message
      .replace('the page reported: ', '')
      .split(' | ')
      // The browser's own words on the request, and on what tells the failure apart.
      .forEach((part) => assert.match(part, /redirect|\/vitrine\/origin/i)),
  );
});
