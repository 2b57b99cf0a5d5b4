// Looks at the playgrounds of a page from outside: what they make and ask for, and what they drew.
/** Counts what a page makes and asks for; runs before its scripts. */
export function count() {
  window.counts = { contexts: 0, modules: 0, instances: 0, timers: 0, animationFrames: 0 };
  const counted = (object, name, key, when = () => true) => {
    const original = object[name];
    object[name] = function (...args) {
      const counts = when(...args);
      if (counts) ++window.counts[key];
      const result = original.apply(this, args);
      if (counts && key === 'contexts') window.gl = result;
      if (key === 'instances')
        result.then((instance) => {
          window.memory = instance.exports.memory;
        });
      return result;
    };
  };
  counted(HTMLCanvasElement.prototype, 'getContext', 'contexts', (type) => /webgl/.test(type));
  counted(WebAssembly, 'compileStreaming', 'modules', ({ url }) => !url.includes('/later-'));
  counted(WebAssembly, 'instantiate', 'instances');
  counted(window, 'setTimeout', 'timers');
  counted(window, 'setInterval', 'timers');
  counted(window, 'requestAnimationFrame', 'animationFrames');
}

export const playgrounds = (page, look) =>
  page.evaluate(`[...document.querySelectorAll('vitrine-playground')].map(${look})`);

/** Opaque pixels that differ from the first, of each canvas of an element. */
export const inkOfCanvases = `(element) => [...element.shadowRoot.querySelectorAll('canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255 && data[at + 1] !== data[1]) ++ink;
  return ink;
})`;

/** Elements that scroll inside, so that all of a page are in view. */
export const low = (page) =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll('vitrine-playground'))
      element.style.height = '640px';
  });
