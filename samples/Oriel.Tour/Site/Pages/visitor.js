'use strict';
document.getElementById('name').textContent = location.hostname;
const guest = new URLSearchParams(location.search).get('frame');
if (guest) {
  document.body.append(element('iframe', { src: `${at(guest)}/frame.html`, title: guest }));
}
// Answers whatever the host says, so that the host can time the way there and back.
window.chrome?.webview?.addEventListener('message', ({ data }) => window.chrome.webview.postMessage({ kind: 'echo', data }));
