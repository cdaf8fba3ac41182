// Runs at the start of every document in a world of its own, which the page can neither see nor call.
//
// Tells when the Tab key leaves the page. The browser says nothing of it: it goes round to the page's other end. Scheme: what Tab does is done right after the page's handlers of keydown, so a focus that
// is given up to nothing then, or that was nowhere and still is, has come to an end of the page. Only the top document has such ends; a frame's last element hands on to the document around it.
(bindingName => {
  const send = globalThis[bindingName];
  if (window !== window.top) {
    return;
  }
  let pressed = null;
  const activeOf = () => {
    const active = document.activeElement;
    return active === null || active === document.body || active === document.documentElement ? null : active;
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const { event, before, isGivenUp } = pressed ?? {};
    pressed = null;
    if (event && !event.defaultPrevented && (isGivenUp || (!before && !activeOf()))) {
      const active = activeOf();
      if (!(active instanceof HTMLIFrameElement) || active === before) {
        send(event.shiftKey ? 'p' : 'n');
      }
    }
  };
  const onKeyDown = event => {
    if (event.isTrusted && event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      pressed = { event, before: activeOf(), isGivenUp: false };
      channel.port2.postMessage(0);
    }
  };
  const onFocusOut = event => {
    if (pressed && !event.relatedTarget) {
      pressed.isGivenUp = true;
    }
  };

  // A document that is opened again loses its listeners and gets a new root; one that is there is not there twice.
  const listen = () => {
    addEventListener('keydown', onKeyDown, { capture: true });
    addEventListener('focusout', onFocusOut, { capture: true });
  };
  new MutationObserver(listen).observe(document, { childList: true });
  listen();
})
