using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>What a page tries in order to get what it was not allowed, or to find out that it is being watched.</summary>
public sealed class PermissionHostilePageTests(MediaBrowserFixture browser) : PermissionTests(browser)
{
    private const string Functions = """
        [[Geolocation.prototype, 'getCurrentPosition'], [Geolocation.prototype, 'watchPosition'], [Geolocation.prototype, 'clearWatch'], [MediaDevices.prototype, 'getUserMedia'],
         [Navigator.prototype, 'webkitGetUserMedia'], [Notification, 'requestPermission'], [Clipboard.prototype, 'read'], [Clipboard.prototype, 'readText'],
         [Navigator.prototype, 'requestMIDIAccess'], [window, 'queryLocalFonts'], [window, 'getScreenDetails'], [StorageManager.prototype, 'persist'], [Function.prototype, 'toString']]
        """;

    private const string Describe = $$"""
        JSON.stringify({{Functions}}.map(([holder, name]) => {
          const property = Object.getOwnPropertyDescriptor(holder, name);
          const tried = (f, ...rest) => { try { return String(f(...rest)) } catch (e) { return e.name + ': ' + e.message } };
          return [name, property.writable, property.enumerable, property.configurable, property.value.name, property.value.length, typeof property.value, String(property.value),
            Function.prototype.toString.call(property.value), 'prototype' in property.value, Reflect.ownKeys(property.value).map(String), tried(() => new property.value()),
            name === 'toString' ? tried(() => property.value.call({})) : ''];
        }))
        """;

    private const string Errors = """
        Promise.all([
          () => navigator.geolocation.getCurrentPosition(),
          () => navigator.geolocation.getCurrentPosition(1),
          () => navigator.geolocation.getCurrentPosition(() => 1, 1),
          () => navigator.geolocation.getCurrentPosition(() => 1, null, 1),
          () => navigator.geolocation.getCurrentPosition.call({}, () => 1),
          () => navigator.geolocation.watchPosition.call(undefined, () => 1),
          () => navigator.geolocation.getCurrentPosition(() => 1, null, { get timeout() { throw new RangeError('of the page') } }),
          () => navigator.geolocation.clearWatch(),
          () => navigator.geolocation.clearWatch.call(1, 1),
          () => navigator.mediaDevices.getUserMedia(),
          () => navigator.mediaDevices.getUserMedia({}),
          () => navigator.mediaDevices.getUserMedia(1),
          () => navigator.mediaDevices.getUserMedia.call({}, { video: true }),
          () => navigator.mediaDevices.getUserMedia({ get video() { throw new RangeError('of the page') } }),
          () => navigator.webkitGetUserMedia({ video: true }),
          () => Notification.requestPermission(1),
          () => navigator.clipboard.readText.call({}),
          () => navigator.clipboard.read.call(navigator),
          () => navigator.requestMIDIAccess(1),
          () => navigator.requestMIDIAccess.call({}),
          () => navigator.requestMIDIAccess({ get sysex() { throw new RangeError('of the page') } }),
          () => queryLocalFonts.call({}),
          () => getScreenDetails.call({}),
          () => navigator.storage.persist.call({}),
        ].map(async call => {
          try {
            const result = call();
            return result instanceof Promise ? 'promise ' + await result.catch(e => e.name + ': ' + e.message) : 'value ' + result;
          } catch (e) {
            return e.name + ': ' + e.message;
          }
        })).then(JSON.stringify)
        """;

    [Theory]
    [InlineData(Describe)]
    [InlineData(Errors)]
    public Task What_is_wrapped_looks_and_fails_as_it_did(string script) => RunAsync(async view =>
    {
        await ShowAsync(view, "plain");
        string plain = await AskAsync(view, script);
        List<string> seen = Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        await ShowAsync(view, "plain");
        Assert.Equal(plain, await AskAsync(view, script));
        Assert.Empty(seen);
    });

    [Fact]
    public Task Neither_the_binding_nor_the_answer_is_among_the_globals() => RunAsync(async view =>
    {
        Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        await ShowAsync(view, "globals");
        await AskAsync(view, Notify);
        Assert.Equal("[]", await view.Web.ExecuteScriptAsync("""
            (() => {
              const frame = document.createElement('iframe');
              document.documentElement.append(frame);
              return [window, frame.contentWindow, chrome, chrome.webview, navigator, Navigator.prototype].flatMap(Reflect.ownKeys).map(String).filter(name => /oriel_/i.test(name));
            })()
            """));
    });

    [Theory]
    [InlineData("Promise.prototype.then = function (f) { f('go'); return this }; Promise.prototype.constructor = function () {}")]
    [InlineData("Object.defineProperty(Object.prototype, 'then', { configurable: true, get() { return undefined } }); Object.prototype.apply = () => 'go'")]
    [InlineData("Reflect.apply = () => 'go'; Function.prototype.call = Function.prototype.apply = () => 'go'; window.Proxy = null")]
    [InlineData("Object.defineProperty(Object.prototype, '1', { configurable: true, set(f) { f('go') } }); Array.prototype[Symbol.iterator] = null")]
    [InlineData("WeakMap.prototype.get = WeakMap.prototype.has = () => true; window.Promise = null; window.DOMException = null; window.queueMicrotask = null")]
    [InlineData("MediaDevices.prototype.enumerateDevices = () => [{ kind: 'videoinput' }]; window.structuredClone = null")]
    [InlineData("Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => devices }); Object.setPrototypeOf(devices, {})")]
    public Task A_page_that_patches_its_built_ins_gets_no_more_for_it(string attack) => RunAsync(async view =>
    {
        string page = "<script>const devices = navigator.mediaDevices, ask = devices.getUserMedia, { apply } = Reflect, { then } = Promise.prototype; try { " + attack + " } catch { }</script>";
        await ShowAsync(view, "patched", page);
        List<string> seen = [];
        view.Web.PermissionRequested += (_, args) =>
        {
            seen.Add(args.PermissionKind.ToString());
            args.SavesInProfile = false;
            args.State = CoreWebView2PermissionState.Deny;
        };
        await ShowAsync(view, "patched", page);

        // Told by a message: what a page makes of its promises is its own affair.
        await view.Web.ExecuteScriptAsync("apply(then, apply(ask, devices, [{ video: true }]), [() => chrome.webview.postMessage('got it'), e => chrome.webview.postMessage(e.name)]); 0");
        Assert.Equal("\"NotAllowedError\"", await view.NextMessageAsync());
        Assert.Equal(["Camera"], seen);
        Assert.NotEqual("\"granted\"", await view.Web.ExecuteScriptAsync("Notification.permission"));
    });

    [Fact]
    public Task A_script_that_reads_what_is_passed_is_called_once_and_at_once() => RunAsync(async view =>
    {
        await ShowAsync(view, "getters");
        Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        Assert.Equal("audio,video, ok 1", await AskAsync(view, """
            (async () => {
              let read = '';
              const constraints = { get audio() { read += 'audio,'; return false }, get video() { read += 'video,'; return true } };
              const stream = navigator.mediaDevices.getUserMedia(constraints);
              const before = read;
              const tracks = (await stream).getTracks().length;
              return before === read ? read + ' ok ' + tracks : 'read later: ' + read;
            })()
            """));
    });

    [Fact]
    public Task Functions_of_another_window_are_no_way_round() => RunAsync(async view =>
    {
        Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        await ShowAsync(view, "round", "<iframe id='f' srcdoc='x'></iframe>");
        Assert.Equal("NotAllowedError NotAllowedError", await AskAsync(view, """
            (async () => {
              const frame = document.createElement('iframe');
              document.body.append(frame);
              const blank = frame.contentWindow;
              const other = document.getElementById('f').contentWindow;
              const ask = (window, devices) => window.MediaDevices.prototype.getUserMedia.call(devices, { video: true }).then(() => 'ok', e => e.name);
              return await ask(blank, navigator.mediaDevices) + ' ' + await ask(window, other.navigator.mediaDevices);
            })()
            """));
    });

    [Fact]
    public Task A_page_with_the_raw_binding_asks_as_itself_and_no_otherwise() => RunAsync(async view =>
    {
        // Runs before ours, as no page's script does.
        const string Steal = "stolen = Reflect.ownKeys(globalThis).map(String).filter(key => key.startsWith('oriel_')).map(key => globalThis[key])";
        await view.Web.CallDevToolsProtocolMethodAsync("Page.addScriptToEvaluateOnNewDocument", $$"""{"source":{{Quote(Steal)}}}""");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        // Another origin, but the same site, so that it is in the same session.
        string frame = Site.Html("/permissions/thief", "<script>onmessage = event => { stolen.forEach(send => send(event.data)); event.source.postMessage('said', '*') }</script>", "thief.robbed.localhost");
        string origin = await ShowAsync(view, "robbed", $"<script>tell = text => new Promise(done => {{ onmessage = done; frames[0].postMessage(text, '*') }})</script><iframe src='{frame}'></iframe>");
        Assert.Equal("1", await AskAsync(view, "stolen.length"));

        foreach (string forged in new[]
        {
            "", " ", "1", "1 camera", "1 camera 2", "1 camera+camera 0", "1 camera+microphone+geolocation 0", "-1 camera 0", "x camera 0", "1 nothing 0", "1 Camera 0", "99999999999 camera 0",
            "1 camera 0 https://bank.example", "1 camera 0\n", "1  0", "1 camera+ 0",
        })
        {
            await AskAsync(view, $"stolen.forEach(send => send('{forged}')); 0");
        }

        // A frame of another origin that may not ask.
        await AskAsync(view, "tell('7 camera 1').then(() => tell('8 notifications 1')).then(() => 0)");
        await view.SettleAsync();
        Assert.Empty(seen);

        await AskAsync(view, "stolen.forEach(send => send('5 notifications 1')); 0");
        Assert.Equal("denied", await AskAsync(view, Notify));
        Assert.Equal([$"Notifications {origin}/", $"Notifications {origin}/"], seen);
    });
}
