using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The renderer of the main frame ends.</summary>
public sealed class MainRendererTests : FailureTests
{
    [Theory]
    [Behaviour(44), Behaviour(50), Behaviour(51), Behaviour(56), Behaviour(57)]
    [InlineData(Signal.Kill, Reason.Terminated)]
    [InlineData(Signal.Terminate, Reason.Terminated)]
    [InlineData(Signal.SegmentationFault, Reason.Crashed)]
    [InlineData(Signal.Abort, Reason.Crashed)]
    public Task A_signal_is_told_once_and_Reload_recovers(Signal signal, Reason reason) => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/main", "<title>main</title><iframe src='/inner'></iframe>");
        Site.Html("/inner", "inner");
        await view.NavigateAsync(url);

        await KillAsync(view, url, signal);

        await failures.ExpectAsync(Kind.RenderProcessExited, reason, 128 + (int)signal);
        Assert.Equal((url, "main"), (view.Web.Source, view.Web.DocumentTitle));
        Assert.Equal("null", await view.Web.ExecuteScriptAsync("1 + 1"));
        Assert.Equal("null", (await view.Web.ExecuteScriptWithResultAsync("1 + 1")).ResultAsJson);
        view.Web.Settings.UserAgent = "after the crash";
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = 'by the app'");

        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Equal("\"by the app, after the crash\"", await view.Web.ExecuteScriptAsync("window.added + ', ' + navigator.userAgent"));
        Assert.Equal("1", await view.Web.ExecuteScriptAsync("frames.length"));
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

    [Fact]
    [Behaviour(41)]
    public Task Every_view_that_shares_the_renderer_is_told() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/opener", "opener");
        await view.NavigateAsync(url);
        TestView popup = await view.OpenAnotherAsync();
        TestView bystander = await view.OpenAnotherAsync();
        FailureLog popupFailures = new(popup.Web);
        FailureLog bystanderFailures = new(bystander.Web);
        await bystander.NavigateAsync(Site.Html("/by", "bystander", "b.localhost"));
        view.Web.NewWindowRequested += (_, args) =>
        {
            using CoreWebView2Deferral deferral = args.GetDeferral();
            args.NewWindow = popup.Web;
        };
        string opened = Site.Html("/opened", "opened");
        await popup.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"window.child = open('{opened}')"));
        int renderer = await RendererOfAsync(view, opened);
        Assert.Equal(await RendererOfAsync(view, url), renderer);

        ProcessTable.Send(renderer, Signal.SegmentationFault);

        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Crashed, 139);
        await popupFailures.ExpectAsync(Kind.RenderProcessExited, Reason.Crashed, 139);
        Assert.Equal("\"bystander\"", await bystander.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.True((await popup.CompletionOfAsync(popup.Web.Reload)).IsSuccess);
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Empty(bystanderFailures.All);
        Assert.Single(failures.All);
        Assert.Single(popupFailures.All);
    });

    [Theory]
    [Behaviour(50)]
    [InlineData("chrome://crash", Reason.Crashed, 139)]
    [InlineData("chrome://kill", Reason.Terminated, 143)]
    public Task The_browsers_own_ways_to_end_it_are_told(string address, Reason reason, int exitCode) => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/victim", "victim"));

        view.Web.Navigate(address);

        await failures.ExpectAsync(Kind.RenderProcessExited, reason, exitCode);
        Assert.True((await view.NavigateAsync(Site.Html("/after", "after"))).IsSuccess);
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(50)]
    public Task A_page_that_takes_all_memory_runs_out_of_it() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/memory", "memory");
        await view.NavigateAsync(url);

        Task<string> script = view.Web.ExecuteScriptAsync("let all = []; for (;;) all.push(new Array(1e6).fill(Math.random() + 'x'))");

        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.OutOfMemory, 133);
        Assert.Equal("null", await script);
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
    }, "--js-flags=--max-old-space-size=100");

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
