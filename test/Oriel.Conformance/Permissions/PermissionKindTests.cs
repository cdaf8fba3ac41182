using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>Each kind, and what the page is told for each answer.</summary>
public sealed class PermissionKindTests(MediaBrowserFixture browser) : PermissionTests(browser)
{
    private const string Clipboard = "navigator.clipboard.readText().then(() => 'ok', e => e.name + ': ' + e.message)";
    private const string Fonts = "queryLocalFonts().then(fonts => fonts.length > 0 ? 'some' : 'none')";
    private const string Screens = "getScreenDetails().then(() => 'ok', e => e.name + ': ' + e.message)";

    // What a machine without MIDI says of itself is not of interest.
    private const string Midi = "navigator.requestMIDIAccess({ sysex: true }).then(() => 'ok', e => e.name === 'NotAllowedError' ? e.message : 'ok')";

    public static TheoryData<string, string, string, string, string> Kinds => new()
    {
        { "Geolocation", Position, "ok 1.5", "err 1 true", "err 1 true" },
        { "Notifications", Notify, "granted", "denied", "default" },
        { "Camera", Camera, "ok 1", "NotAllowedError: Permission denied", "NotAllowedError: Permission dismissed" },
        { "Microphone", Microphone, "ok 1", "NotAllowedError: Permission denied", "NotAllowedError: Permission dismissed" },
        { "ClipboardRead", Clipboard, "ok", "NotAllowedError: Failed to execute 'readText' on 'Clipboard': Read permission denied.", "NotAllowedError: Failed to execute 'readText' on 'Clipboard': Read permission denied." },
        { "LocalFonts", Fonts, "some", "none", "none" },
        { "WindowManagement", Screens, "ok", "NotAllowedError: Permission denied.", "NotAllowedError: Permission denied." },
        { "MidiSystemExclusiveMessages", Midi, "ok", "Permission to use Web MIDI API was not granted.", "Permission to use Web MIDI API was not granted." },
        { "PersistentStorage", "navigator.storage.persist().then(String)", "true", "false", "false" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_page_gets_the_answer(string kind, string script, string allowed, string denied, string undecided) => RunAsync(async view =>
    {
        string origin = await ShowAsync(view, "kind-" + kind.ToLowerInvariant());
        List<string> seen = [];
        CoreWebView2PermissionState next = default;
        view.Web.PermissionRequested += (_, args) =>
        {
            Assert.Equal(CoreWebView2PermissionState.Default, args.State);
            Assert.True(args.SavesInProfile);
            Assert.False(args.Handled);
            seen.Add($"{args.PermissionKind} {args.Uri}");
            args.State = next;
            args.SavesInProfile = false;
        };

        Assert.Equal(undecided, await AskAsync(view, script));
        next = CoreWebView2PermissionState.Deny;
        Assert.Equal(denied, await AskAsync(view, script));
        next = CoreWebView2PermissionState.Allow;
        Assert.Equal(allowed, await AskAsync(view, script));
        next = CoreWebView2PermissionState.Deny;
        Assert.Equal(denied, await AskAsync(view, script));
        string expected = $"{kind} {origin}/";
        Assert.Equal([expected, expected, expected, expected], seen);
        Assert.Empty(await SavedAsync(view, origin));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Without_a_handler_nobody_decides(string kind, string script, string allowed, string denied, string undecided) => RunAsync(async view =>
    {
        _ = (allowed, denied);
        await ShowAsync(view, "nobody-" + kind.ToLowerInvariant());

        // What the browser itself says of a question that is closed, and not of a user who is not there.
        string answer = await AskAsync(view, script);
        Assert.True(answer == undecided || (kind, answer[..6]) is ("LocalFonts", "thrown") or ("WindowManagement", "NotAll"), answer);
    });

    [Fact]
    public Task Camera_and_microphone_at_once_are_two_requests() => RunAsync(async view =>
    {
        const string Both = "navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320 } }).then(s => 'ok ' + s.getTracks().length, e => e.name)";
        string origin = await ShowAsync(view, "both");
        List<string> seen = [];
        bool hasCamera = false;
        view.Web.PermissionRequested += (_, args) =>
        {
            seen.Add($"{args.PermissionKind} {args.Uri}");
            args.State = args.PermissionKind == CoreWebView2PermissionKind.Microphone || hasCamera ? CoreWebView2PermissionState.Allow : CoreWebView2PermissionState.Deny;
            args.SavesInProfile = false;
        };

        Assert.Equal("NotAllowedError", await AskAsync(view, Both));
        hasCamera = true;
        Assert.Equal("ok 2", await AskAsync(view, Both));
        Assert.Equal([$"Microphone {origin}/", $"Camera {origin}/", $"Microphone {origin}/", $"Camera {origin}/"], seen);
    });

    [Fact]
    public Task Watching_the_position_begins_with_the_answer_and_ends_with_clearWatch() => RunAsync(async view =>
    {
        await ShowAsync(view, "watch");
        Answer(view, CoreWebView2PermissionState.Allow);

        Assert.Equal("true 1.5 done", await AskAsync(view, """
            new Promise(done => {
              let cleared = true;
              navigator.geolocation.clearWatch(navigator.geolocation.watchPosition(() => cleared = false));
              const id = navigator.geolocation.watchPosition(p => {
                navigator.geolocation.clearWatch(id);
                done(cleared + ' ' + p.coords.latitude + ' done');
              });
            })
            """));
    });

    [Fact]
    public Task The_old_ways_to_ask_are_asked_for_as_well() => RunAsync(async view =>
    {
        await ShowAsync(view, "old");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Deny, saves: false);

        Assert.Equal("denied", await AskAsync(view, "new Promise(done => Notification.requestPermission(done))"));
        Assert.Equal("NotAllowedError", await AskAsync(view, "new Promise(done => navigator.webkitGetUserMedia({ video: true }, () => done('ok'), e => done(e.name)))"));
        Assert.Equal(2, seen.Count);
    });

    [Fact]
    public Task When_the_handler_is_removed_nobody_decides_any_more() => RunAsync(async view =>
    {
        await ShowAsync(view, "removed");
        void Allow(object? sender, CoreWebView2PermissionRequestedEventArgs args)
        {
            args.State = CoreWebView2PermissionState.Allow;
            args.SavesInProfile = false;
        }

        view.Web.PermissionRequested += Allow;
        Assert.Equal("granted", await AskAsync(view, Notify));
        view.Web.PermissionRequested -= Allow;
        Assert.Equal("err 1 true", await AskAsync(view, Position));
        await ShowAsync(view, "removed");
        Assert.Equal("default", await AskAsync(view, Notify));
    });

    [Fact]
    public Task A_click_of_the_user_shows() => RunAsync(async view =>
    {
        await ShowAsync(view, "click", "<button style='position:fixed;inset:0;width:100%' onclick=\"Notification.requestPermission().then(chrome.webview.postMessage.bind(chrome.webview))\">ask</button>");
        List<bool> seen = [];
        view.Web.PermissionRequested += (_, args) => seen.Add(args.IsUserInitiated);
        await AskAsync(view, Notify);

        await view.ClickAsync(20, 20);

        Assert.Equal("\"default\"", await view.NextMessageAsync());
        Assert.Equal([false, true], seen);
    });

    [Fact]
    public async Task What_a_handler_throws_ends_the_pump_and_the_others_still_decide()
    {
        List<string> ran = [];
        Task test = RunAsync(async view =>
        {
            await ShowAsync(view, "throws");
            view.Web.PermissionRequested += static (_, _) => throw new InvalidTimeZoneException("thrown by a handler");
            view.Web.PermissionRequested += (_, args) =>
            {
                args.State = CoreWebView2PermissionState.Allow;
                ran.Add("the next handler");

                // The pump ends, and after it nobody can.
                view.Close();
            };
            _ = AskAsync(view, Notify);
            await new TaskCompletionSource().Task;
        });

        Assert.Equal("thrown by a handler", (await Assert.ThrowsAsync<InvalidTimeZoneException>(() => test)).Message);
        Assert.Equal(["the next handler"], ran);
    }
}
