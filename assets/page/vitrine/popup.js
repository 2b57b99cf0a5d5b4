// The end of a sign-in that began in a window of its own: an authorization server sent the reader here, and
// what it said goes to the page that asked. Both are of one origin; `state` tells the page whether it is its own.
//
//   { type: 'vitrine:popup', query: '?code=…&state=…', fragment: '#access_token=…' }
const answer = { type: 'vitrine:popup', query: location.search, fragment: location.hash };
// Neither code nor token stays in the history.
history.replaceState(null, '', location.pathname);

if (opener) {
  opener.postMessage(answer, location.origin);
} else {
  // Where windows are kept apart (Cross-Origin-Opener-Policy) the page listens here.
  const channel = new BroadcastChannel('vitrine:popup');
  channel.postMessage(answer);
  channel.close();
}
close();
// A window that was not opened by a script stays.
setTimeout(() => {
  document.querySelector('[role=status]').textContent =
    'Done. You can close this window and go on in the other one.';
}, 200);
