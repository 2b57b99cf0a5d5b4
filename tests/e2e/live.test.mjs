// What goes on after its handler, as browsers speak it: events, lines, imports, and the room of the demo.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, stage, vitrine } from './support/browser.mjs';

const [browser, server] = await stage(vitrine('demo'));

const post = async (path, body, token) => {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 201);
  return response.json();
};

test('AnEventSourceHearsOfAPictureAndComesAgainWhereItWas', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const { token } = await post('/users', {
    email: 'live@example.com',
    password: 'correct horse battery',
  });
  await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        window.events = [];
        const source = new EventSource(url);
        source.addEventListener('added', (event) =>
          window.events.push({ id: event.lastEventId, picture: JSON.parse(event.data) }),
        );
        source.addEventListener('open', resolve);
      }),
    `${server.url}/events`,
  );
  // The head of the response comes before the handler follows.
  let first;
  do {
    first = await post('/pictures', { title: 'The first' }, token);
    await page.waitForTimeout(100);
  } while ((await page.evaluate(() => window.events.length)) === 0);
  const second = await post('/pictures', { title: 'The second' }, token);
  await page.waitForFunction((id) => window.events.at(-1)?.picture.id === id, second.id);

  const again = await fetch(`${server.url}/events`, { headers: { 'last-event-id': 'unknown' } });
  const reader = again.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(second.id)) text += (await reader.read()).value;
  assert.ok(text.includes(first.id));
  await reader.cancel();
  await done();
});

test('TheExportIsALineAPicture', async () => {
  const response = await fetch(`${server.url}/export`);
  assert.equal(response.headers.get('content-type'), 'application/jsonl');
  const lines = (await response.text()).split('\n').filter(Boolean);
  const { total } = await (await fetch(`${server.url}/pictures`)).json();
  assert.equal(lines.length, total);
  for (const line of lines) assert.match(JSON.parse(line).id, /^pic_/);
});

test('EverybodyInTheRoomHearsEverybodyAndAMessageThatDoesNotFitClosesIt', async () => {
  const { page, done } = await open(browser, `${server.url}/docs`);
  const heard = await page.evaluate(
    async (url) => {
      const enter = (name) => {
        const socket = new WebSocket(`${url}?name=${name}`);
        const messages = [];
        const waiting = [];
        socket.addEventListener('message', ({ data }) => {
          messages.push(JSON.parse(data));
          waiting.splice(0).forEach((go) => go());
        });
        const next = async () => {
          while (messages.length === 0) await new Promise((resolve) => waiting.push(resolve));
          return messages.shift();
        };
        return { socket, next };
      };
      const said = async (visitor) => {
        for (;;) {
          const message = await visitor.next();
          if (message.what === 'said') return message;
        }
      };
      const mina = enter('Mina');
      await mina.next();
      const guest = enter('guest');
      await guest.next();
      mina.socket.send(JSON.stringify({ text: '겨울' }));
      const both = [await said(mina), await said(guest)];
      const closed = new Promise((resolve) =>
        guest.socket.addEventListener('close', ({ code, reason, wasClean }) =>
          resolve({ code, reason, wasClean }),
        ),
      );
      guest.socket.send(JSON.stringify({ text: '' }));
      const end = await closed;
      mina.socket.close();
      return { both, end };
    },
    `${server.url.replace('http', 'ws')}/room`,
  );
  for (const message of heard.both) {
    assert.equal(message.name, 'Mina');
    assert.equal(message.text, '겨울');
  }
  assert.equal(heard.end.code, 1008);
  assert.match(heard.end.reason, /^text must not be empty/);
  assert.equal(heard.end.wasClean, true);
  await done();
});

test('AnImportIsAcceptedAtOnceAndFollowedToItsEnd', async () => {
  const { token } = await post('/users', {
    email: 'import@example.com',
    password: 'correct horse battery',
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const begun = await fetch(`${server.url}/imports`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ pictures: [{ title: 'One' }, { title: 'Two' }] }),
  });
  assert.equal(begun.status, 202);
  const url = server.url + begun.headers.get('location');
  const events = await (await fetch(`${url}/events`, { headers })).text();
  const names = [...events.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
  assert.deepEqual(names, ['progress', 'progress', 'end']);
  const { state, pictures } = await (await fetch(url, { headers })).json();
  assert.equal(state, 'done');
  assert.equal(pictures.length, 2);
});
