// In a worker: a browser's first WebGL context wakes its graphics process, which may take long. Here
// nothing waits for it, and the page's own context, made next, comes at once.
postMessage(new OffscreenCanvas(1, 1).getContext('webgl2') !== null);
