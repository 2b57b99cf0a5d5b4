// Reads the description again when its file has changed. The server tells; while nobody looks at the page
// nothing is open, and what was missed is noticed on coming back.
let source;
let version;

function listen() {
  if (document.hidden) {
    source?.close();
    source = undefined;
    return;
  }
  source ??= new EventSource('vitrine/changes');
  source.onmessage = ({ data }) => {
    const changed = version !== undefined && version !== data;
    version = data;
    if (changed) document.querySelector('vitrine-playground').reload();
  };
}

document.addEventListener('visibilitychange', listen);
listen();
