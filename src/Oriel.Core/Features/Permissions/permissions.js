// Runs at the start of every document, before any script of the page, in every frame, once an app listens for PermissionRequested.
//
// Constraints: the page is hostile. What a page may do is decided by the browser's own state of the permission, which the host sets before
// it lets a call go on; nothing in here is believed, so a page that answers itself only makes a call that the browser refuses. What this
// script must do is to hold the call until the host has spoken, to reach the host as this document and no other, and not to be noticed.
// Scheme: the functions that ask for a permission become proxies of themselves (so name, length, and what they throw are their own), which
// tell the host "id kinds gesture" and wait. Calls that are wrong, or not for this document's own objects, go straight to the original,
// which throws or is refused. What the page passes is read once, at the time of the call, as the original would. The host answers through
// the function this expression is: it is bound by a lexical name that the page can neither list nor guess.
(bindingName => {
  'use strict';
  const send = globalThis[bindingName];
  delete globalThis[bindingName];
  const pending = { __proto__: null };
  const answer = (id, verdict) => {
    const settle = pending[id];
    if (settle) {
      delete pending[id];
      settle(verdict);
    }
  };
  if (typeof send !== 'function' || !globalThis.isSecureContext) {
    // Nothing that is asked for here is there to ask for, except to be told no.
    return answer;
  }

  const { apply } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor, create } = Object;
  const { Proxy, Promise, WeakMap, DOMException, GeolocationPositionError, navigator, document, queueMicrotask, structuredClone } = globalThis;
  const { has, get, set } = WeakMap.prototype;
  const hasFocus = Document.prototype.hasFocus;
  const enumerateDevices = globalThis.MediaDevices?.prototype.enumerateDevices;
  const isActive = getOwnPropertyDescriptor(UserActivation.prototype, 'isActive').get;
  const activation = navigator.userActivation;
  const originals = new WeakMap();
  const ownGetter = (type, name) => getOwnPropertyDescriptor(type.prototype, name)?.get;
  const getters = {
    __proto__: null,
    clipboard: ownGetter(Navigator, 'clipboard'),
    geolocation: ownGetter(Navigator, 'geolocation'),
    mediaDevices: ownGetter(Navigator, 'mediaDevices'),
    storage: ownGetter(Navigator, 'storage'),
  };
  const own = name => apply(getters[name], navigator, []);
  const isObject = value => (typeof value === 'object' && value !== null) || typeof value === 'function';
  const isMissing = value => value === undefined || value === null;

  // A promise that await takes as it is, whatever the page has made of Promise.prototype.
  const pure = promise => defineProperty(promise, 'constructor', { __proto__: null, value: Promise });

  // One question of a kind at a time: the browser asks its user no two of them at once either.
  const asking = { __proto__: null };
  let last = 0;
  const ask = kinds => asking[kinds] ??= pure(new Promise(resolve => {
    const id = ++last;
    pending[id] = verdict => {
      delete asking[kinds];
      resolve(verdict);
    };
    send(`${id} ${kinds} ${apply(isActive, activation, []) ? 1 : 0}`);
  }));

  const wrap = (holder, name, call) => {
    const property = holder && getOwnPropertyDescriptor(holder, name);
    if (typeof property?.value !== 'function' || !property.configurable) {
      return;
    }
    const original = property.value;
    const proxy = new Proxy(original, { __proto__: null, apply: (_, self, args) => call(original, self, args) });
    apply(set, originals, [proxy, original]);
    property.value = proxy;
    defineProperty(holder, name, property);
  };
  wrap(Function.prototype, 'toString', (original, self, args) => apply(original, apply(has, originals, [self]) ? apply(get, originals, [self]) : self, args));

  const refused = message => new DOMException(message, 'NotAllowedError');

  // A function that returns a promise: valid says whether a call is one that would ask, and may replace its arguments.
  const wrapAsync = (holder, name, kinds, valid, refuse) => wrap(holder, name, (original, self, args) => {
    let wrong = null;
    try {
      if (!valid(self, args)) {
        return apply(original, self, args);
      }
    } catch (error) {
      wrong = { __proto__: null, error };
    }
    return (async () => {
      if (wrong) {
        throw wrong.error;
      }
      const verdict = await ask(kinds);
      return verdict === 'go' ? await pure(apply(original, self, args)) : refuse(verdict, args);
    })();
  });
  const rejecting = message => () => {
    throw refused(message);
  };

  // Geolocation. A watch has its number before it has begun.
  if (getters.geolocation) {
    const deny = (callback, verdict) => {
      if (!isMissing(callback)) {
        const error = create(GeolocationPositionError.prototype, {
          __proto__: null,
          code: { __proto__: null, value: 1, configurable: true },
          message: { __proto__: null, value: 'User denied Geolocation', configurable: true },
        });
        queueMicrotask(() => {
          apply(callback, undefined, [error]);
        });
      }
    };
    const position = args => {
      const success = args.length > 0 ? args[0] : undefined;
      const failure = args.length > 1 ? args[1] : undefined;
      const options = args.length > 2 ? args[2] : undefined;
      if (typeof success !== 'function' || !(isMissing(failure) || typeof failure === 'function') || !(isMissing(options) || isObject(options))) {
        return null;
      }
      const copy = { __proto__: null };
      if (!isMissing(options)) {
        const { enableHighAccuracy, maximumAge, timeout } = options;
        enableHighAccuracy === undefined || (copy.enableHighAccuracy = !!enableHighAccuracy);
        maximumAge === undefined || (copy.maximumAge = +maximumAge);
        timeout === undefined || (copy.timeout = +timeout);
      }
      return [success, failure, copy];
    };
    const wrapPosition = (name, locate) => wrap(Geolocation.prototype, name, (original, self, args) => {
      const valid = self === own('geolocation') ? position(args) : null;
      return valid ? locate(original, self, valid) : apply(original, self, args);
    });
    const watches = { __proto__: null };
    let lastWatch = 0;
    wrapPosition('getCurrentPosition', (original, self, args) => {
      (async () => {
        const verdict = await ask('geolocation');
        verdict === 'go' ? apply(original, self, args) : deny(args[1], verdict);
      })();
    });
    wrapPosition('watchPosition', (original, self, args) => {
      const watch = ++lastWatch;
      watches[watch] = 0;
      (async () => {
        const verdict = await ask('geolocation');
        if (watches[watch] === 0) {
          verdict === 'go' ? (watches[watch] = apply(original, self, args)) : deny(args[1], verdict);
        }
      })();
      return watch;
    });
    wrap(Geolocation.prototype, 'clearWatch', (original, self, args) => {
      if (self !== own('geolocation') || args.length === 0) {
        return apply(original, self, args);
      }
      const watch = args[0] | 0;
      const real = watches[watch];
      delete watches[watch];
      return apply(original, self, [real ?? 0]);
    });
  }

  // Camera and microphone. A device that is not there is not asked for.
  if (getters.mediaDevices) {
    const constraintsOf = args => {
      const given = args.length > 0 ? args[0] : undefined;
      if (!isObject(given)) {
        return null;
      }
      const copy = value => {
        try {
          return isObject(value) ? structuredClone(value) : value;
        } catch {
          return value;
        }
      };
      const { audio, video } = given;
      const constraints = { __proto__: null };
      audio === undefined || (constraints.audio = copy(audio));
      video === undefined || (constraints.video = copy(video));
      return (audio || video) ? constraints : null;
    };
    const kindsOf = async constraints => {
      let audio = false;
      let video = false;
      const devices = await pure(apply(enumerateDevices, own('mediaDevices'), []));
      for (let i = 0; i < devices.length; i++) {
        audio ||= devices[i].kind === 'audioinput';
        video ||= devices[i].kind === 'videoinput';
      }
      if ((constraints.audio && !audio) || (constraints.video && !video)) {
        return null;
      }
      return constraints.audio ? constraints.video ? 'microphone+camera' : 'microphone' : 'camera';
    };
    const verdictOf = async constraints => {
      const kinds = await pure(kindsOf(constraints));
      return kinds ? await ask(kinds) : 'go';
    };
    const messageOf = verdict => verdict === 'dismissed' ? 'Permission dismissed' : 'Permission denied';
    wrap(MediaDevices.prototype, 'getUserMedia', (original, self, args) => {
      if (self !== own('mediaDevices')) {
        return apply(original, self, args);
      }
      return (async () => {
        const constraints = constraintsOf(args);
        const verdict = constraints ? await pure(verdictOf(constraints)) : 'go';
        if (verdict !== 'go') {
          throw refused(messageOf(verdict));
        }
        return await pure(apply(original, self, constraints ? [constraints] : args));
      })();
    });
    const legacy = (original, self, args) => {
      const valid = self === navigator && args.length > 2 && typeof args[1] === 'function' && typeof args[2] === 'function';
      const constraints = valid ? constraintsOf(args) : null;
      if (!constraints) {
        return apply(original, self, args);
      }
      (async () => {
        const verdict = await pure(verdictOf(constraints));
        verdict === 'go' ? apply(original, self, [constraints, args[1], args[2]]) : queueMicrotask(() => {
          apply(args[2], undefined, [refused(messageOf(verdict))]);
        });
      })();
    };
    wrap(Navigator.prototype, 'getUserMedia', legacy);
    wrap(Navigator.prototype, 'webkitGetUserMedia', legacy);
  }

  // Notifications. The old callback and the promise are told the same.
  if (globalThis.Notification) {
    const told = verdict => verdict === 'dismissed' ? 'default' : 'denied';
    wrapAsync(
      Notification, 'requestPermission', 'notifications',
      (self, args) => args.length === 0 || isMissing(args[0]) || typeof args[0] === 'function',
      (verdict, args) => {
        if (args.length > 0 && !isMissing(args[0])) {
          queueMicrotask(() => {
            apply(args[0], undefined, [told(verdict)]);
          });
        }
        return told(verdict);
      });
  }

  if (getters.clipboard) {
    for (const name of ['read', 'readText']) {
      wrapAsync(
        Clipboard.prototype, name, 'clipboard-read',
        self => self === own('clipboard') && apply(hasFocus, document, []),
        rejecting(`Failed to execute '${name}' on 'Clipboard': Read permission denied.`));
    }
  }

  const isNavigator = self => self === navigator;
  const isWindow = self => self === undefined || self === globalThis;
  wrapAsync(
    Navigator.prototype, 'requestMIDIAccess', 'midi-sysex',
    (self, args) => {
      if (!isNavigator(self) || (args.length > 0 && !isMissing(args[0]) && !isObject(args[0]))) {
        return false;
      }
      if (args.length > 0 && !isMissing(args[0])) {
        const { software, sysex } = args[0];
        args[0] = { __proto__: null, software: !!software, sysex: !!sysex };
      }
      return true;
    },
    rejecting('Permission to use Web MIDI API was not granted.'));
  wrapAsync(globalThis, 'queryLocalFonts', 'local-fonts', isWindow, () => []);
  wrapAsync(globalThis, 'getScreenDetails', 'window-management', isWindow, rejecting('Permission denied.'));
  if (getters.storage) {
    wrapAsync(StorageManager.prototype, 'persist', 'persistent-storage', self => self === own('storage'), () => false);
  }
  return answer;
})
