using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The renderer of the main frame ends.</summary>
public sealed class MainRendererTests : FailureTests
{
    [Fact]
    [Behaviour(41), Behaviour(44), Behaviour(50), Behaviour(51), Behaviour(53), Behaviour(54), Behaviour(56), Behaviour(57)]
    public Task Whatever_signal_ends_it_every_view_that_shares_it_is_told_once_and_Reload_recovers() => RunAsync(async (view, failures) =>
    {
        SharedRenderer shared = await SharedRenderer.OpenAsync(view, failures, Site);
        HostView other = await OpenInAnotherHostAsync();
        foreach (Death death in Death.BySignal)
        {
            await shared.DieAsync(death, await RendererOfAsync(view, view.Web.Source));
            Assert.Equal("null", await view.Web.ExecuteScriptAsync("1 + 1"));
            Assert.Equal("null", (await view.Web.ExecuteScriptWithResultAsync("1 + 1")).ResultAsJson);
            await shared.RecoverAsync();
            Assert.Equal("1", await view.Web.ExecuteScriptAsync("frames.length"));
        }

        Assert.Empty(await FailuresOfAsync(other));
    });

    [RootFact]
    [Behaviour(41), Behaviour(44), Behaviour(50), Behaviour(53)]
    public Task When_it_exits_its_status_is_told() => RunAsync(async (view, failures) =>
    {
        SharedRenderer shared = await SharedRenderer.OpenAsync(view, failures, Site);
        foreach (Death death in new[] { Death.Exits(1), Death.Exits(0), Death.Exits(200) })
        {
            await shared.DieAsync(death, await RendererOfAsync(view, view.Web.Source));
            await shared.RecoverAsync();
        }
    });

    [Fact]
    public Task What_the_app_sets_after_that_is_in_force_in_the_next() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/main", "<title>main</title>");
        await view.NavigateAsync(url);
        await KillAsync(view, url, Signal.Kill);
        await failures.NextAsync();
        Assert.Equal((url, "main"), (view.Web.Source, view.Web.DocumentTitle));
        view.Web.Settings.UserAgent = "after the crash";
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = 'by the app'");

        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Equal("\"by the app, after the crash\"", await view.Web.ExecuteScriptAsync("window.added + ', ' + navigator.userAgent"));
        Assert.Single(failures.All);
        Assert.False(view.Web.CanGoBack);
    });

    [Fact]
    public Task Navigate_and_NavigateToString_recover_too() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/first", "first");
        await view.NavigateAsync(url);
        await KillAsync(view, url, Signal.Kill);
        await failures.NextAsync();

        Assert.True((await view.NavigateAsync(Site.Html("/next", "next"))).IsSuccess);
        Assert.Equal("\"next\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));

        await KillAsync(view, view.Web.Source, Signal.Kill);
        await failures.NextAsync();
        view.Web.Settings.IsScriptEnabled = false;
        Assert.True((await view.ShowAsync("<p>shown<script>document.body.innerText = 'script'</script>")).IsSuccess);
        Assert.Equal("\"shown\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Equal(2, failures.All.Count);
    });

    [Fact]
    public Task What_is_under_way_ends() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/under-way", "under way");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);
        Task<string> script = view.Web.ExecuteScriptAsync("for (;;) ;");
        Task<CoreWebView2ExecuteScriptResult> result = view.Web.ExecuteScriptWithResultAsync("1");
        Task<string> protocol = view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"1"}""");

        ProcessTable.Send(renderer, Signal.Kill);

        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
        Assert.Equal("null", await script);
        Assert.Equal("null", (await result).ResultAsJson);
        await Assert.ThrowsAnyAsync<System.Exception>(() => protocol);
        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal("2", await view.Web.ExecuteScriptAsync("1 + 1"));
    });

    [Fact]
    public Task A_navigation_whose_document_was_loading_completes() => RunAsync(async (view, failures) =>
    {
        // An image that never comes keeps the document from its load event.
        string url = Site.Html("/loading", "<p>loading<img src='/never'>");
        Held image = Site.Hold("/never", "never");
        view.Web.Navigate(url);
        await image.Arrived;

        await KillAsync(view, url, Signal.Kill);

        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
        CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(view.Web.NavigationCompleted));
        Assert.Equal((false, CoreWebView2WebErrorStatus.ConnectionAborted), (completed.IsSuccess, completed.WebErrorStatus));
        image.Release();
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
    });

    [Fact]
    [Behaviour(44)]
    public Task Subframes_that_die_too_are_not_told_apart() => RunAsync(async (view, failures) =>
    {
        string frame = Site.Html("/frame", "frame", "b.localhost");
        string url = Site.Html("/both", $"<iframe src='{frame}'></iframe>");
        await view.NavigateAsync(url);
        int main = await RendererOfAsync(view, url);
        int other = await RendererOfAsync(view, frame);
        Assert.NotEqual(main, other);

        ProcessTable.Send(main, Signal.Kill);
        ProcessTable.Send(other, Signal.Kill);

        Assert.Equal(Kind.RenderProcessExited, (await LastAsync(view, failures)).ProcessFailedKind);
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.NotEqual(other, await RendererOfAsync(view, frame));
    });

    [Theory]
    [Behaviour(50), Behaviour(53), Behaviour(54)]
    [InlineData("chrome://crash", Reason.Crashed, 139)]
    [InlineData("chrome://kill", Reason.Terminated, 143)]
    [InlineData("chrome://checkcrash", Reason.Crashed, 133)]
    [InlineData("chrome://memory-exhaust", Reason.OutOfMemory, 133)]
    public Task The_browsers_own_ways_to_end_it_are_told(string address, Reason reason, int exitCode) => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/victim", "victim"));

        view.Web.Navigate(address);

        CoreWebView2ProcessFailedEventArgs args = await failures.ExpectAsync(Kind.RenderProcessExited, reason, exitCode, hasReport: reason != Reason.Terminated);
        Assert.Equal(reason == Reason.Terminated ? null : (uint)(exitCode - 128), args.CrashReport?.ExceptionCode);
        Assert.True((await view.NavigateAsync(Site.Html("/after", "after"))).IsSuccess);
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(50), Behaviour(54)]
    public Task A_page_that_takes_all_memory_runs_out_of_it() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/memory", "memory");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);

        Task<string> script = view.Web.ExecuteScriptAsync("let all = []; for (;;) all.push(new Array(1e6).fill(Math.random() + 'x'))");

        Death death = new(Signal.Trap, 133, Reason.OutOfMemory, LeavesDump: true);
        await failures.ExpectAsync(Kind.RenderProcessExited, death, renderer, view.Environment.FailureReportFolderPath);
        Assert.Equal("null", await script);
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
    }, "--js-flags=--max-old-space-size=100");

    [Fact]
    [Behaviour(50), Behaviour(53)]
    public Task One_that_cannot_be_started_is_told_so() => RunAsync(async (view, failures) =>
    {
        string frame = Site.Html("/frame", "frame", "b.localhost");
        string url = Site.Html("/page", $"<iframe src='{frame}'></iframe>");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);
        int rendererOfFrame = await RendererOfAsync(view, frame);

        // Renderers are forked off the one with a sandbox, all other processes off the other.
        int zygote = Group().Select(static process => (process.Id, Line: string.Join(' ', process.Arguments)))
            .Single(static process => process.Line.Contains("--type=zygote ", StringComparison.Ordinal) && !process.Line.Contains("--no-zygote-sandbox", StringComparison.Ordinal)).Id;
        ProcessTable.Send(zygote, Signal.Kill);
        await failures.ExpectAsync(Kind.SandboxHelperProcessExited, Reason.Terminated, 137);

        // Without their zygote the browser does not know how they ended, and takes it for a normal end.
        ProcessTable.Send(rendererOfFrame, Signal.Kill);
        CoreWebView2ProcessFailedEventArgs ofFrame = await failures.ExpectAsync(Kind.FrameRenderProcessExited, Reason.Terminated, 137);
        Assert.Equal(frame, Assert.Single(ofFrame.FrameInfosForFailedProcess).Source);
        ProcessTable.Send(renderer, Signal.Kill);
        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
        view.Web.Reload();

        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.LaunchFailed, -1);
    });

    [Fact]
    public Task A_renderer_that_dies_again_is_told_again() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/again", "again");
        await view.NavigateAsync(url);
        for (int i = 1; i <= 3; i++)
        {
            await KillAsync(view, url, Signal.Kill);
            await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
            await view.CompletionOfAsync(view.Web.Reload);
            Assert.Equal(i, failures.All.Count);
        }
    });

    /// <summary>The last failure, when all have been told.</summary>
    private static async Task<CoreWebView2ProcessFailedEventArgs> LastAsync(TestView view, FailureLog failures)
    {
        CoreWebView2ProcessFailedEventArgs last;
        do
        {
            last = await failures.NextAsync();
        }
        while (last.ProcessFailedKind != Kind.RenderProcessExited);
        return last;
    }
}
