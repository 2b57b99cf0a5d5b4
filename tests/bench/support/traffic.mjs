// The requests of a page and of its workers, as the DevTools protocol tells of them: bytes over the wire, when each
// began and ended, and what asked for it.

/** They do not end, or no page waits for them. */
const kAside = /^(EventSource|WebSocket|Ping)$/;
/** Nor is an icon part of a line that an operation waits for. */
const kUnneeded = /^(EventSource|WebSocket|Ping|Other)$/;

export class Traffic {
  requests = [];
  #byId = new Map();
  #start;
  #clock; // of this process, when the first began

  hear(method, params) {
    const id = params.requestId;
    const request = this.#byId.get(id);
    const now = params.timestamp * 1000;
    if (method === 'Network.requestWillBeSent') {
      if (/^(data|blob):/.test(params.request.url)) return;
      if (request) this.#end(request, now, params.redirectResponse?.encodedDataLength ?? 0);
      this.#start ??= now;
      this.#clock ??= performance.now();
      const { type, url, stack } = params.initiator;
      const asker = url ?? stackOf(stack)?.url; // Of a preloaded module it is about:client.
      const started = {
        url: params.request.url,
        type: params.type,
        by: (asker === 'about:client' ? this.requests[0]?.url : asker) ?? type,
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

  /** A worker has its script: nothing else tells of that. */
  worker(url) {
    const request = this.requests.find((one) => one.url === url && one.end === undefined);
    if (request) request.end = performance.now() - this.#clock;
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

/** The longest list of requests each of which `follows` the one before. */
function longestLine(requests, follows) {
  const lines = new Map();
  for (const request of requests) {
    let line = [];
    for (const [before, its] of lines)
      if (follows(request, before) && its.length > line.length) line = its;
    lines.set(request, [...line, request]);
  }
  const [longest = []] = [...lines.values()].sort((a, b) => b.length - a.length);
  return longest.map(({ url }) => nameOf(url)).join(' → ');
}

/** The waterfall in lines of text, and its longest lines among what was asked for before the first operation. */
export function waterfall(requests, first) {
  const last = Math.max(1, ...requests.map(({ end }) => end ?? 0));
  const wide = 48;
  const at = (time) => Math.round((Math.min(time, last) / last) * wide);
  const number = (value) => (value === undefined ? '–' : value.toFixed(0)).padStart(7);
  const lines = requests.map(({ url, start, end, bytes, by, how, cached, failed }) => {
    const bar = ' '.repeat(at(start)) + '█'.repeat(Math.max(1, at(end ?? last) - at(start)));
    const asked = /^https?:/.test(by) ? nameOf(by) : by;
    const note = failed ? ` ${failed}` : cached ? ' from the cache' : '';
    return `${number(start)}${number(end)}${(bytes / 1024).toFixed(1).padStart(8)} KB  ${bar.padEnd(wide + 1)} ${nameOf(url)}  by ${asked} (${how})${note}`;
  });
  const waited = requests
    .filter(({ start, end, type }) => start < first && end !== undefined && !kUnneeded.test(type))
    .sort((a, b) => a.start - b.start);
  return [
    `${'start'.padStart(7)}${'end'.padStart(7)}${'bytes'.padStart(11)}`,
    ...lines,
    `first operation at ${first.toFixed(0)} ms; before it, at most`,
    `  asked for by each other: ${longestLine(waited, ({ by }, { url }) => by === url)}`,
    `  one after the other in time: ${longestLine(waited, ({ start }, { end }) => end <= start)}`,
  ];
}
