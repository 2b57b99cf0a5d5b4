// Static files as a content delivery network has them: compressed by brotli beforehand, names with a version for good,
// all else asked for again by its ETag. HTTP/1.1, because a browser does not keep what comes over a certificate of ours.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
  '.md': 'text/markdown; charset=utf-8',
};
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 24);

export class Host {
  #folders = new Map();
  #texts = new Map();
  #ready = new Map();

  /** What was compressed once is in `cache`. */
  static async open(cache) {
    const host = new Host();
    mkdirSync(cache, { recursive: true });
    host.cache = cache;
    const server = createServer((request, response) => host.#respond(request, response));
    server.keepAliveTimeout = 60_000;
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    host.url = `http://127.0.0.1:${server.address().port}`;
    return host;
  }

  /** The files of `folder` below a prefix, which ends with a slash; those that `forever` matches never change. */
  add(prefix, folder, forever = /^$/) {
    this.#folders.set(prefix, { folder, forever });
  }

  text(name, text) {
    this.#texts.set(name, Buffer.from(text));
  }

  /** Reads and compresses a file, so that nobody waits for it later. */
  prepare(name) {
    if (!this.#ready.has(name)) this.#ready.set(name, this.#find(name));
    return this.#ready.get(name);
  }

  #find(name) {
    const type = kTypes[path.extname(name)] ?? kTypes['.html'];
    if (this.#texts.has(name)) return this.#file(this.#texts.get(name), type, false);
    for (const [prefix, { folder, forever }] of this.#folders) {
      if (!name.startsWith(prefix) || name.includes('..')) continue;
      let file = path.join(folder, name.slice(prefix.length));
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
        file = path.join(file, 'index.html');
      if (!existsSync(file)) return undefined;
      return this.#file(readFileSync(file), type, forever.test(name), `${file}.br`);
    }
    return undefined;
  }

  #file(bytes, type, lasts, beside = '') {
    const tag = hash(bytes);
    const kept = existsSync(beside) ? beside : path.join(this.cache, `${tag}.br`);
    if (!existsSync(kept)) {
      const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
      const params = {
        [BROTLI_PARAM_QUALITY]: 11,
        [BROTLI_PARAM_LGWIN]: 24,
        [BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      writeFileSync(kept, zlib.brotliCompressSync(bytes, { params }));
    }
    return { body: readFileSync(kept), type, lasts, tag: `"${tag}"` };
  }

  #respond(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = this.prepare(decodeURIComponent(pathname));
    if (!file) return response.writeHead(404).end();
    const headers = {
      'content-type': file.type,
      'content-encoding': 'br',
      'cache-control': file.lasts ? 'public, max-age=31536000, immutable' : 'no-cache',
      'access-control-allow-origin': '*',
      vary: 'accept-encoding',
      etag: file.tag,
    };
    if (request.headers['if-none-match'] === file.tag)
      return response.writeHead(304, headers).end();
    return response
      .writeHead(200, { ...headers, 'content-length': file.body.length })
      .end(file.body);
  }
}
