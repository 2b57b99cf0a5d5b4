// What is looked for in a page that is measured, by one rule for all: words of an operation with a visible box, in a
// colour that is not transparent; or transparent over a canvas that shows something there, as Vitrine's layer is.

/** Runs in the page, before its own scripts. Selectors go through shadow roots with ` >>> `. */
export function look({ operations, entries, opened, results, unfold }) {
  if (self !== top || !/^http/.test(location.protocol)) return;
  performance.mark('sight:start');
  const sight = (window.sight = { first: 0, opened: 0, found: 0, paint: 0 });
  const all = (selectors) =>
    selectors.flatMap((selector) => {
      let roots = [document];
      const parts = selector.split(' >>> ');
      for (const [index, part] of parts.entries()) {
        const elements = roots.flatMap((root) => [...root.querySelectorAll(part)]);
        if (index === parts.length - 1) return elements;
        roots = elements.map((element) => element.shadowRoot).filter(Boolean);
      }
      return [];
    });

  const plain = (text) => text.replace(/[\u200b\u00ad]/g, '').toLowerCase();
  const wordsOf = operations.map((words) => words.filter((word) => word?.length > 3).map(plain));
  const textOf = (element) => plain(element.textContent).replace(/\s+/g, ' ').trim();
  /** The operation that a short text names, by its longest words. */
  const matched = new Map();
  const operationOf = (element) => {
    const text = textOf(element);
    if (text.length === 0 || text.length > 300) return undefined;
    if (!matched.has(text)) {
      let longest = 0;
      let best;
      for (const words of wordsOf)
        for (const word of words)
          if (word.length > longest && text.includes(word)) [longest, best] = [word.length, words];
      matched.set(text, best);
    }
    return matched.get(text);
  };

  const clear = (color) => /^transparent$|, 0\)$|\/ 0\)$/.test(color);
  /** The canvas under an element, and what of it lies there. */
  const pictureOf = (element, { left, top: y, width, height }) => {
    for (const canvas of element.getRootNode().querySelectorAll('canvas')) {
      const box = canvas.getBoundingClientRect();
      const [x, middle] = [left + width / 2, y + height / 2];
      if (x < box.left || x > box.right || middle < box.top || middle > box.bottom) continue;
      if (!canvas.checkVisibility() || canvas.width === 0) continue;
      const scale = canvas.width / box.width;
      const place = [left - box.left, y - box.top, width, height].map((each) => each * scale);
      return { canvas, place };
    }
    return undefined;
  };
  const small = Object.assign(document.createElement('canvas'), { width: 96, height: 24 });
  const brush = small.getContext('2d', { willReadFrequently: true });
  const pixels = (canvas, place) => {
    brush.clearRect(0, 0, small.width, small.height);
    brush.drawImage(canvas, ...place, 0, 0, small.width, small.height);
    return new Uint32Array(brush.getImageData(0, 0, small.width, small.height).data.buffer);
  };
  /** Pictures of before something happened. */
  let before = new Map();
  const remember = () => {
    before = new Map();
    seen = new WeakMap();
    for (const canvas of all(['vitrine-playground >>> canvas'])) {
      if (canvas.width === 0 || canvas.height === 0) continue;
      const copy = Object.assign(document.createElement('canvas'), {
        width: canvas.width,
        height: canvas.height,
      });
      copy.getContext('2d').drawImage(canvas, 0, 0);
      before.set(canvas, copy);
    }
  };

  /** Looks at pictures in this frame: more than two would keep the page from what it does. */
  let looks = 0;
  /** Elements looked at, each with the number of Vitrine's pictures then. */
  let seen = new WeakMap();
  const inView = ({ left, top: y, right, bottom }) =>
    bottom > 0 && y < innerHeight && right > 0 && left < innerWidth;
  const readable = (element, anywhere = false) => {
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || !(anywhere || inView(box))) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const style = getComputedStyle(element);
    if (!clear(style.color) && !clear(style.webkitTextFillColor)) return true;
    const picture = pictureOf(element, box);
    if (!picture) return false;
    const { pictures } = element.getRootNode().host ?? {};
    if ((seen.has(element) && seen.get(element) === pictures) || ++looks > 2) return false;
    seen.set(element, pictures);
    const now = pixels(picture.canvas, picture.place);
    if (now.every((pixel) => pixel === now[0])) return false;
    const old = before.get(picture.canvas);
    if (!old) return true;
    const then = pixels(old, picture.place);
    return now.some((pixel, index) => pixel !== then[index]);
  };

  /** Looks in each frame; tells the time when that frame is laid out and painted by the main thread. */
  let waiting = [];
  let running = false;
  const frame = () => {
    looks = 0;
    const now = document.documentElement ? waiting.filter(({ check }) => check()) : [];
    waiting = waiting.filter((one) => !now.includes(one));
    running = waiting.length > 0;
    if (running) requestAnimationFrame(frame);
    if (now.length === 0) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      for (const { done } of now) done(performance.now());
      port1.close();
    };
    port2.postMessage(0);
  };
  const wait = (check, done) => {
    waiting.push({ check, done });
    if (!running) requestAnimationFrame(frame);
    running = true;
  };

  wait(
    () => {
      if (unfold && !sight.unfolded) {
        const [group] = all([unfold]);
        group?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
        sight.unfolded = Boolean(group);
      }
      return all(entries).some((element) => operationOf(element) && readable(element, true));
    },
    (at) => {
      sight.first = at;
    },
  );
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') sight.paint = startTime;
  }).observe({ type: 'paint', buffered: true });

  /** When the event came that is waited for. */
  let came = 0;
  for (const name of ['pointerdown', 'keydown', 'input'])
    addEventListener(
      name,
      ({ timeStamp }) => {
        came ||= timeStamp;
      },
      { capture: true, passive: true },
    );

  const isOpen = (words, fresh) =>
    all(opened).some((element) => {
      const text = textOf(element);
      return (
        words.some((word) => text.includes(word)) &&
        (fresh ? readable(element) : inView(element.getBoundingClientRect()))
      );
    });
  const middle = (element) => {
    const { left, top: y, width, height } = element.getBoundingClientRect();
    return { x: left + Math.min(width / 2, 60), y: y + height / 2 };
  };
  const listed = () => {
    const named = new Set();
    return all(entries).filter((element) => {
      const words = operationOf(element);
      const { x, y } = middle(element);
      if (!words || named.has(words) || y < 10 || y > innerHeight - 10 || x < 0) return false;
      // Not what something else covers, and not what is open already.
      let hit = document.elementFromPoint(x, y);
      while (hit?.shadowRoot) {
        const inner = hit.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === hit) break;
        hit = inner;
      }
      if (!hit || !(element.contains(hit) || hit.contains(element)) || isOpen(words, false))
        return false;
      return named.add(words);
    });
  };

  /** Where to click for the entry of this number among those in view, or of the last one. */
  sight.entry = (number) => {
    const list = listed();
    const element = list[Math.min(number, list.length - 1)];
    if (!element) return undefined;
    sight.wanted = operationOf(element);
    return middle(element);
  };
  sight.expectOpened = () => {
    [came, sight.opened, waiting.length] = [0, 0, 0];
    remember();
    const { wanted } = sight;
    wait(
      () => came > 0 && isOpen(wanted, true),
      (at) => {
        sight.opened = Math.max(at - came, 0.1);
      },
    );
  };
  sight.place = (selector) => {
    const element = all([selector]).find(
      (each) => readable(each) || inView(each.getBoundingClientRect()),
    );
    return element && middle(element);
  };
  const list = () => all(results).filter((element) => element.checkVisibility());
  const summary = (elements) => `${elements.length} ${elements.slice(0, 5).map(textOf).join('|')}`;
  sight.expectFound = (word) => {
    [came, sight.found, waiting.length] = [0, 0, 0];
    remember();
    const old = summary(list());
    wait(
      () => {
        if (came === 0) return false;
        const now = list();
        if (summary(now) === old) return false;
        return now.slice(0, 20).some((element) => {
          const named = operationOf(element);
          const says = textOf(element).includes(word) || named?.some((each) => each.includes(word));
          return says && readable(element);
        });
      },
      (at) => {
        sight.found = Math.max(at - came, 0.1);
      },
    );
  };
}
