// Node.js with its own server and Ajv: `node with_ajv.mjs PORT`.
import http from 'node:http';
import { createRequire } from 'node:module';

// Debian's Ajv is found by NODE_PATH.
const Ajv = createRequire(import.meta.url)('ajv');

const kMedia = ['photograph', 'painting', 'print', 'drawing'];
const isPicture = new Ajv().compile({
  type: 'object',
  required: ['title'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 80 },
    year: { type: ['integer', 'null'], minimum: -3000, maximum: 2100 },
    medium: { enum: kMedia },
    tags: {
      type: 'array',
      maxItems: 12,
      uniqueItems: true,
      items: { type: 'string', minLength: 2, maxLength: 24 },
    },
    origin: {
      type: 'object',
      required: ['place'],
      additionalProperties: false,
      properties: { place: { type: 'string', minLength: 1, maxLength: 80 } },
    },
  },
});
const isFilter = new Ajv({ coerceTypes: true, useDefaults: true }).compile({
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    page: { type: 'integer', minimum: 1, maximum: 1000000, default: 1 },
    tag: { type: 'string', minLength: 2, maxLength: 24 },
    medium: { enum: kMedia },
  },
});

const wall = Array.from({ length: 100 }, (_, i) => ({
  id: `p${i}`,
  title: `Picture ${i}`,
  year: 1900 + i,
  medium: i % 2 ? 'print' : 'painting',
  tags: ['snow', 'ink'],
  origin: { place: '京都' },
}));
let last = 100;

const send = (response, status, value) => {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
};
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const add = (request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const picture = parse(Buffer.concat(pieces).toString());
    if (!isPicture(picture)) return send(response, 422, isPicture.errors);
    const { title, year = null, medium = 'photograph', tags = [], origin } = picture;
    send(response, 201, { id: `p${++last}`, title, year, medium, tags, origin });
  });
};

const find = (query, response) => {
  const filter = Object.fromEntries(query);
  if (!isFilter(filter)) return send(response, 422, isFilter.errors);
  const { limit, page, tag, medium } = filter;
  const found = wall.filter(
    (picture) => (!medium || picture.medium === medium) && (!tag || picture.tags.includes(tag)),
  );
  const items = found.slice((page - 1) * limit, page * limit);
  send(response, 200, { items, total: found.length, page });
};

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/pictures' && request.method === 'POST') add(request, response);
    else if (url.pathname === '/pictures' && request.method === 'GET')
      find(url.searchParams, response);
    else send(response, 404, {});
  })
  .listen(Number(process.argv[2]), '127.0.0.1');
