using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>Frames ask for themselves, if the documents around them let them.</summary>
public sealed class PermissionFrameTests(MediaBrowserFixture browser) : PermissionTests(browser)
{
    /// <summary>A frame's load may be told before its script has run.</summary>
    private const string Tell = "onmessage = async event => event.source.postMessage(String(await eval(event.data)), '*'); parent.postMessage('ready', '*')";

    private const string AskFrame = """
        const ready = new Promise(done => addEventListener('message', event => event.data === 'ready' && done()));
        async function ask(frame, script) {
          await ready;
          return new Promise(done => {
            onmessage = event => event.data === 'ready' || done(event.data);
            document.getElementById(frame).contentWindow.postMessage(script, '*');
          });
        }
        """;

    [Theory]
    [InlineData("same", "", "granted by itself")]
    [InlineData("cross", "geolocation; camera", "delegated")]
    public Task A_frame_asks_by_its_own_origin(string site, string allow, string why) => RunAsync(async view =>
    {
        _ = why;
        string name = "frame-" + site;
        string inner = site == "same" ? name : name + "-inner";
        await ShowFramesAsync(view, name, inner, $"<iframe id='f' src='{{0}}' allow='{allow}'></iframe>");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);

        Assert.Equal("ok 1", await AskFrameAsync(view, "f", Camera));
        Assert.Equal([$"Camera {OriginOf(inner)}/"], seen);

        // The page itself has not been allowed it.
        Assert.Equal("ok 1", await AskAsync(view, Camera));
        Assert.Equal([$"Camera {OriginOf(inner)}/", $"Camera {OriginOf(name)}/"], seen);
    });

    [Theory]
    [InlineData(Camera, "NotAllowedError: Permission denied")]
    [InlineData(Position, "err 1 true")]
    [InlineData(Notify, "denied")]
    [InlineData("getScreenDetails().then(() => 'ok', e => e.name + ': ' + e.message)", "NotAllowedError: Permission denied.")]
    [InlineData("queryLocalFonts().then(() => 'ok', e => e.name)", "SecurityError")]
    [InlineData("navigator.requestMIDIAccess({ sysex: true }).then(() => 'ok', e => e.name)", "SecurityError")]
    [InlineData("navigator.storage.persist()", "false")]
    public Task A_frame_that_may_not_ask_fails_and_nobody_is_asked(string script, string expected) => RunAsync(async view =>
    {
        string name = "shut-out";
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        await ShowFramesAsync(view, name, name + "-inner", "<iframe id='f' src='{0}'></iframe>");

        // Without devices there is no camera to be refused either: then the browser says that it is not found.
        string answer = await AskFrameAsync(view, "f", script);
        Assert.Equal(expected, answer);
        Assert.Empty(seen);

        // Nor when the page around it has been allowed the same.
        await AskAsync(view, script);
        int asked = seen.Count;
        Assert.Equal(1, asked);
        Assert.Equal(expected, await AskFrameAsync(view, "f", script));
        Assert.Equal(asked, seen.Count);
    });

    [Fact]
    public Task A_frame_that_may_ask_for_half_of_it_is_not_asked_about() => RunAsync(async view =>
    {
        const string Both = "navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'ok', e => e.name)";
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        foreach (string allow in new[] { "camera", "microphone" })
        {
            await ShowFramesAsync(view, "half", "half-inner", $"<iframe id='f' src='{{0}}' allow='{allow}'></iframe>");
            Assert.Equal("NotAllowedError", await AskFrameAsync(view, "f", Both));
        }

        Assert.Empty(seen);
    });

    [Fact]
    public Task A_policy_of_the_page_itself_counts_as_well() => RunAsync(async view =>
    {
        string url = Site.Map("/permissions/policy", _ => TestKit.Site.SiteResponse.Html("<!doctype html>x").With("Permissions-Policy", "geolocation=()")).Url("/permissions/policy", "policy.localhost");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        await view.NavigateAsync(url);
        Assert.Equal("err 1 true", await AskAsync(view, Position));
        Assert.Empty(seen);
    });

    [Fact]
    public Task A_denied_frame_takes_nothing_from_its_page() => RunAsync(async view =>
    {
        string name = "denied-frame";
        await ShowFramesAsync(view, name, name + "-inner", "<iframe id='f' src='{0}' allow='camera; geolocation'></iframe>");
        view.Web.PermissionRequested += (_, args) =>
        {
            args.State = args.Uri == OriginOf(name) + "/" ? CoreWebView2PermissionState.Allow : CoreWebView2PermissionState.Deny;
            args.SavesInProfile = true;
        };
        Assert.Equal("live", await AskAsync(view, "navigator.mediaDevices.getUserMedia({ video: true }).then(s => (track = s.getTracks()[0]).readyState)"));
        Assert.Equal("ok 1.5", await AskAsync(view, Position));
        Assert.Equal("NotAllowedError: Permission denied", await AskFrameAsync(view, "f", Camera));
        Assert.Equal("err 1 true", await AskFrameAsync(view, "f", Position));
        Assert.Equal("live", await AskAsync(view, "track.readyState"));
        Assert.Equal(["Camera Deny", "Geolocation Deny"], await SavedAsync(view, OriginOf(name + "-inner")));
        Assert.Equal(["Camera Allow", "Geolocation Allow"], await SavedAsync(view, OriginOf(name)));
    });

    [Fact]
    public Task What_is_saved_for_a_frames_origin_is_not_asked_again() => RunAsync(async view =>
    {
        string name = "saved-frame";
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow);
        for (int i = 0; i < 2; i++)
        {
            await ShowFramesAsync(view, name, name + "-inner", "<iframe id='f' src='{0}' allow='camera'></iframe>");
            Assert.Equal("prompt", await QueryAsync(view, "camera"));
            Assert.Equal("ok 1", await AskFrameAsync(view, "f", Camera));
        }

        Assert.Equal([$"Camera {OriginOf(name + "-inner")}/"], seen);

        // What a frame was allowed goes with it.
        await view.NavigateAsync(Site.Html("/permissions/alone", "alone", name + ".localhost"));
        Assert.Equal("prompt", await QueryAsync(view, "camera"));
    });

    [Fact]
    public Task A_sandboxed_frame_has_no_origin_to_ask_for() => RunAsync(async view =>
    {
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        await ShowAsync(view, "sandbox", $"<script>{AskFrame}</script><iframe id='f' sandbox='allow-scripts' allow='geolocation' srcdoc=\"<script>{Tell}</script>\"></iframe>");

        // Of a sandboxed frame the page's own load does not always wait.
        await view.Log.NextAsync(nameof(view.Web.FrameNavigationCompleted));
        Assert.Equal("err 1 true", await AskFrameAsync(view, "f", Position));
        Assert.Empty(seen);
    });

    [Fact]
    public Task A_window_that_a_view_has_adopted_asks_its_view() => RunAsync(async view =>
    {
        TestView shown = await view.OpenAnotherAsync();
        List<string> opener = Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        List<string> seen = Answer(shown, CoreWebView2PermissionState.Allow, saves: false);
        view.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        string url = Site.Html("/permissions/adopted", "adopted", "adopted.localhost");
        await ShowAsync(view, "adopted", "opener");
        await shown.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"open('{url}') && 0"));
        Assert.Equal("granted", await AskAsync(shown, Notify));
        Assert.Equal([$"Notifications {OriginOf("adopted")}/"], seen);
        Assert.Empty(opener);
    });

    private static Task<string> AskFrameAsync(TestView view, string frame, string script) => AskAsync(view, $"ask('{frame}', {Quote(script)})");

    private async Task ShowFramesAsync(TestView view, string name, string inner, string html)
    {
        string url = Site.Html($"/permissions/{inner}/frame", $"<script>{Tell}</script>", inner + ".localhost");
        await ShowAsync(view, name, $"<script>{AskFrame}</script>" + html.Replace("{0}", url, System.StringComparison.Ordinal));
        await view.Log.NextAsync(nameof(view.Web.FrameNavigationCompleted));
    }
}
