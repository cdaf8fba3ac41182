'use strict';
const name = document.getElementById('name');
const lives = document.getElementById('lives');
name.textContent = location.hostname;
lives.textContent = 'waiting to hear where it lives';
// The page above tells; a frame of another site cannot look.
addEventListener('message', ({ data }) => {
  if (data?.kind === 'lives') {
    lives.replaceChildren(
      `${data.together ? 'same site: lives with its page, in' : 'another site: a process of its own,'} renderer `,
      element('span', { className: 'num' }, String(data.pid)));
  }
});
