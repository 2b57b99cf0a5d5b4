// The requests of a page and of its workers, as the DevTools protocol tells of them: bytes over the wire, when each
// began and ended, and what asked for it.

/** They do not end, or no page waits for them. */
const kAside = /^(EventSource|WebSocket|Ping)$/;

export class Traffic {
  requests = [];
  #byId = new Map();
  #start;

  hear(method, params, session) {
    const id = `${session} ${params.requestId}`;
    const request = this.#byId.get(id);
    const now = params.timestamp * 1000;
    if (method === 'Network.requestWillBeSent') {
      if (/^(data|blob):/.test(params.request.url)) return;
      if (request) this.#end(request, now, params.redirectResponse?.encodedDataLength ?? 0);
      this.#start ??= now;
      const { type, url, stack } = params.initiator;
      const started = {
        url: params.request.url,
        type: params.type,
        by: url ?? stackOf(stack)?.url ?? type,
        how: type,
        start: now - this.#start,
        bytes: 0,
      };
      this.#byId.set(id, started);
      this.requests.push(started);
    } else if (!request) return;
    else if (method === 'Network.requestServedFromCache') request.cached = true;
    else if (method === 'Network.responseReceived') {
      request.status = params.response.status;
      request.cached ||= params.response.fromDiskCache;
      request.head = now - this.#start;
    } else if (method === 'Network.loadingFinished')
      this.#end(request, now, params.encodedDataLength);
    else if (method === 'Network.loadingFailed') {
      this.#end(request, now, 0);
      request.failed = params.errorText;
    }
  }

  #end(request, now, bytes) {
    request.end = now - this.#start;
    request.bytes += request.cached && request.status !== 304 ? 0 : bytes;
  }

  #counted() {
    return this.requests.filter(
      ({ url, type }) => !kAside.test(type) && !url.endsWith('favicon.ico'),
    );
  }

  get open() {
    return this.#counted().filter(({ end }) => end === undefined).length;
  }

  /** Of those that ended until then. */
  bytes(until = Infinity) {
    return this.requests.reduce((sum, { bytes, end }) => sum + (end <= until ? bytes : 0), 0);
  }

  get end() {
    return Math.max(0, ...this.#counted().map(({ end }) => end ?? 0));
  }
}

const stackOf = (stack) =>
  stack && (stack.callFrames?.find(({ url }) => url) ?? stackOf(stack.parent));
const nameOf = (url) => {
  const { pathname } = new URL(url, 'http://localhost');
  return pathname.split('/').filter(Boolean).pop() ?? pathname;
};

/** The most requests of which each waited for the one before to end, among those that began before `until`. */
export function lineOf(requests, until) {
  const known = requests.filter(({ start, end, failed }) => start < until && end && !failed);
  const lines = new Map();
  let longest = [];
  for (const request of known.sort((a, b) => a.start - b.start)) {
    const line = [request];
    for (const [before, its] of lines)
      if (before.end <= request.start && its.length >= line.length)
        line.splice(0, Infinity, ...its, request);
    lines.set(request, line);
    if (line.length > longest.length) longest = line;
  }
  return longest.map(({ url }) => nameOf(url));
}

/** The waterfall in lines of text. `until` is when the first operation was there. */
export function waterfall(requests, until) {
  const last = Math.max(1, ...requests.map(({ end }) => end ?? 0));
  const wide = 48;
  const at = (time) => Math.round((Math.min(time, last) / last) * wide);
  const number = (value) => (value === undefined ? '–' : value.toFixed(0)).padStart(7);
  const lines = requests.map((request) => {
    const { url, start, end, bytes, by, how, cached, failed } = request;
    const bar = ' '.repeat(at(start)) + '█'.repeat(Math.max(1, at(end ?? last) - at(start)));
    const asked = /^https?:/.test(by) ? nameOf(by) : by;
    const note = failed ? ` ${failed}` : cached ? ' from the cache' : '';
    return `${number(start)}${number(end)}${(bytes / 1024).toFixed(1).padStart(8)} KB  ${bar.padEnd(wide + 1)} ${nameOf(url)}  by ${asked} (${how})${note}`;
  });
  return [
    `${'start'.padStart(7)}${'end'.padStart(7)}${'bytes'.padStart(11)}`,
    ...lines,
    `first operation at ${until.toFixed(0)} ms; longest line before it: ${lineOf(requests, until).join(' → ')}`,
  ];
}
