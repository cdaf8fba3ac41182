// Draws what the host says, and answers it. Nothing here knows a PID by itself: a page cannot.
'use strict';
const frames = { same: 'sub.tour.localhost', cross: 'elsewhere.localhost' };
for (const [id, host] of Object.entries(frames)) {
  document.getElementById(id).src = `${at(host)}/frame.html`;
}

const number = value => element('span', { className: 'num' }, String(value));
const show = (id, ...children) => document.getElementById(id).replaceChildren(...children);
const say = (side, text) => document.getElementById('said').append(element('li', { className: side }, text));

const fact = (label, value) => element('div', {}, element('span', {}, label), element('b', {}, value));

// A filled square is a page, an open one a frame in a page; the letter is the host app it belongs to, dark when InPrivate.
const site = ({ host, owner, isFrame, isInPrivate }) => {
  const line = element('li', { title: host, className: isFrame ? 'inner' : '' }, element('em', {}, host), element('i', { className: isInPrivate ? 'private' : '' }, owner));
  line.style.setProperty('--site', colourOf(host));
  return line;
};
const box = (className, label, pid, ...rest) => element('div', { className: `box ${className}` }, element('b', {}, label), number(`pid ${pid}`), ...rest);
const hostBox = host => box('host', host.name, host.pid, element('ul', {}, ...host.views.map(site)));
const renderer = process => box('', 'Renderer', process.pid, element('ul', {}, ...process.sites.map(site)));
const helper = process => element('span', {}, `${process.label} `, number(process.pid));

const group = ({ title, folder, hosts, browser, processes }) => element('div', { className: 'group' },
  element('header', {}, element('b', {}, title), element('span', { className: 'soft num' }, folder)),
  element('div', { className: 'row' }, ...hosts.map(hostBox)),
  element('div', { className: 'flow' }, `${hosts.length > 1 ? 'unix sockets' : 'unix socket'} · broker ${browser.brokerPid} · pipe`),
  element('div', { className: 'box browser' }, element('b', {}, 'Browser process'), number(`pid ${browser.pid}`)),
  element('div', { className: 'flow' }),
  element('div', { className: 'row' }, ...processes.filter(process => process.sites.length > 0).map(renderer)),
  element('div', { className: 'helpers' }, ...processes.filter(process => process.sites.length === 0).map(helper)));

const draw = state => {
  show('facts', fact('Browser', state.version), fact('Second host joined in', `${state.joinMilliseconds} ms`), fact('Processes', state.count));
  show('groups', ...state.groups.map(group));
  show('figure', element('b', {}, state.messages.perSecond), element('span', { className: 'soft' }, `messages a second, there and back, one at a time (${state.messages.count} of them)`));
  show('steps', ...state.steps.map(({ title, milliseconds }) => element(
    'li', { className: milliseconds === null ? 'coming' : '' }, element('b', {}, title), element('span', { className: 'soft num' }, milliseconds === null ? '' : `${milliseconds} ms`))));
  document.getElementById('figure').hidden = false;
  for (const [id, host] of Object.entries(frames)) {
    document.getElementById(id).contentWindow.postMessage({ kind: 'lives', ...state.frames[id] }, at(host));
  }
};

window.chrome?.webview?.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'hello':
      say('in', data.text);
      say('out', 'Heard you, loud and clear.');
      window.chrome.webview.postMessage({ kind: 'answer', text: `Heard you: ${data.text}`, origin: location.origin });
      break;
    case 'echo':
      window.chrome.webview.postMessage(data);
      break;
    case 'state':
      draw(data);
      // Two frames later it is on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => window.chrome.webview.postMessage({ kind: 'drawn' })));
      break;
  }
});
