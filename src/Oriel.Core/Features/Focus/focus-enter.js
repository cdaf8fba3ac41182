// Runs in a world of its own when the Tab key has come to the view from outside: gives the focus to the first element of the page that takes it, or to the last. In the order of the Tab key: those with a
// positive tabindex by that number, then all others as they are in the document, what is inside of open shadow trees in its place.
(isForward => {
  const elements = [];
  const walk = root => {
    for (const element of root.children) {
      if (element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')) {
        elements.push(element);
      }
      if (element.shadowRoot) {
        walk(element.shadowRoot);
      }
      walk(element);
    }
  };
  walk(document);
  const isSkipped = element => element instanceof HTMLInputElement && element.type === 'radio' && !element.checked && element.name !== ''
    && elements.some(other => other instanceof HTMLInputElement && other.type === 'radio' && other.name === element.name && other.form === element.form && other.checked);
  const order = [...elements.filter(e => e.tabIndex > 0).sort((a, b) => a.tabIndex - b.tabIndex), ...elements.filter(e => e.tabIndex === 0)].filter(e => !isSkipped(e));
  if (!isForward) {
    order.reverse();
  }
  for (const element of order) {
    element.focus({ focusVisible: true });
    if (element.matches(':focus, :focus-within')) {
      return;
    }
  }
})
