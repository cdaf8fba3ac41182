// Runs at the start of every document, before any script of the page, in every frame.
//
// Constraints: the page is hostile. It must not reach the raw binding, which could speak for another frame; it must not be able to
// replace window.chrome.webview, behind which the host's messages arrive. Whatever the page does to its own built-ins afterwards
// can only break its own messages, so the few that are used here are taken first.
// Scheme: the binding is captured and its global name deleted. The first character of what it is given is the kind:
// 'm' a message as JSON, 't' the title of the top document, 'f' whether an element of it fills the screen, 'c' that it wants to be closed. The host trusts nothing of it but the frame it came from.
(options => {
  'use strict';
  const { bindingName, messagesEnabled } = options;
  const send = globalThis[bindingName];
  delete globalThis[bindingName];
  const chrome = globalThis.chrome ?? {};
  if (typeof send !== 'function' || Object.hasOwn(chrome, 'webview')) {
    return;
  }

  const { stringify, parse } = JSON;
  const { MessageEvent, MutationObserver, Error } = globalThis;
  const { defineProperty } = Object;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const apply = Reflect.apply;

  class WebView extends EventTarget {
    postMessage(message) {
      if (arguments.length === 0) {
        throw new TypeError("Failed to execute 'postMessage' on 'WebView': 1 argument required, but only 0 present.");
      }
      if (!messagesEnabled) {
        throw new Error('Web messages are disabled by the host app (IsWebMessageEnabled is false).');
      }
      send('m' + (stringify(message) ?? 'null'));
    }
  }

  const webview = new WebView();
  const deliver = (kind, text) => {
    const event = new MessageEvent('message', { __proto__: null, data: kind === 'j' ? parse(text) : text });
    defineProperty(event, 'source', { __proto__: null, value: webview });
    apply(dispatch, webview, [event]);
  };
  defineProperty(webview, 'oriel.deliver', { value: deliver });

  // Chromium's own chrome object is there already, and what is not said of a property that is there stays as it was.
  defineProperty(chrome, 'webview', { value: webview, enumerable: true, writable: false, configurable: false });
  defineProperty(globalThis, 'chrome', { value: chrome, enumerable: true, writable: false, configurable: false });

  if (globalThis !== globalThis.top) {
    return;
  }

  // The title. Titles live in the head, so only the head is watched closely; a document that is opened again gets a new root and a new
  // head, so they are watched for. Observers outlive document.open(), which removes listeners. A window that a page has opened keeps its
  // global object when it goes from its empty document to one of the same origin: then the host asks to have that document watched, too.
  let last = null;
  let document = null;
  let isFull = false;
  const listen = EventTarget.prototype.addEventListener;
  const fullScreenElement = Object.getOwnPropertyDescriptor(Document.prototype, 'fullscreenElement').get;
  const reportFullScreen = () => {
    const now = apply(fullScreenElement, globalThis.document, []) !== null;
    if (now !== isFull) {
      isFull = now;
      send(now ? 'f1' : 'f0');
    }
  };
  const { exitFullscreen } = Document.prototype;
  defineProperty(webview, 'oriel.leaveFullScreen', { value: () => { apply(exitFullscreen, globalThis.document, []); } });
  const watchTitle = () => {
    if (document === globalThis.document) {
      return;
    }
    const watching = document = globalThis.document;
    let watched = null;
    const report = () => {
      const title = watching.title;
      if (title !== last) {
        last = title;
        send('t' + title);
      }
    };
    const inHead = new MutationObserver(report);
    const inRoot = new MutationObserver(() => follow());
    const follow = () => {
      const { documentElement: root, head } = watching;

      // Again in a document that is opened again; one that is there already is not there twice.
      apply(listen, watching, ['fullscreenchange', reportFullScreen, true]);
      if (root) {
        inRoot.observe(root, { childList: true });
      }
      if (head && head !== watched) {
        watched = head;
        inHead.disconnect();
        inHead.observe(head, { childList: true, subtree: true, characterData: true });
        report();
      }
    };
    new MutationObserver(follow).observe(watching, { childList: true });
    follow();
    watching.addEventListener('DOMContentLoaded', report);
  };
  defineProperty(webview, 'oriel.watchTitle', { value: watchTitle });
  watchTitle();

  defineProperty(globalThis, 'close', { value: { close() { send('c'); } }.close, enumerable: true, writable: true, configurable: true });
})
