// Runs at the start of every document in a world of its own, which the page can neither see nor call; what the page does to its own globals changes nothing here.
(bindingName => {
  if (window !== window.top) {
    return;
  }
  const send = globalThis[bindingName];
  let timer = 0;
  let last = '';
  const tell = () => {
    timer = 0;
    const position = `p${scrollX},${scrollY}`;
    if (position !== last) {
      last = position;
      send(position);
    }
  };

  // Every element's end of scrolling comes by here; however many a page makes, ten a second are looked at.
  addEventListener('scrollend', () => { timer ||= setTimeout(tell, 100); }, { capture: true, passive: true });

  // A document grows while it loads, so the place is looked for again until it is there, the user moves, or nobody expects it any more.
  globalThis.orielScrollTo = (x, y) => {
    const inputs = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
    const end = () => {
      observer.disconnect();
      clearTimeout(limit);
      inputs.forEach(type => removeEventListener(type, onInput, true));
    };
    const onInput = event => { if (event.isTrusted) end(); };
    const go = () => {
      scrollTo({ left: x, top: y, behavior: 'instant' });
      if (Math.abs(scrollX - x) < 1 && Math.abs(scrollY - y) < 1) {
        end();
      }
    };
    const observer = new ResizeObserver(go);
    const limit = setTimeout(end, 10000);
    inputs.forEach(type => addEventListener(type, onInput, { capture: true, passive: true }));
    observer.observe(document.documentElement);
    go();
  };
})
