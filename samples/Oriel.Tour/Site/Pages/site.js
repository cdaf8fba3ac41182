// What every page of the site shares: which site a host name belongs to, and its colour.
'use strict';
const siteOf = host => host.split('.').slice(-2).join('.');
const colours = { 'tour.localhost': '--glass-a', 'elsewhere.localhost': '--glass-c', 'studio.localhost': '--glass-e', 'apart.localhost': '--glass-b' };
const colourOf = host => `var(${colours[siteOf(host)] ?? '--soft'})`;
const at = host => `${location.protocol}//${host}:${location.port}`;
const element = (tag, attributes, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};
document.documentElement.style.setProperty('--site', colourOf(location.hostname));
