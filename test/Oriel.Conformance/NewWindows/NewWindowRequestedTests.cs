using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.NewWindows;

/// <summary>Windows that pages open, and what becomes of them.</summary>
public sealed class NewWindowRequestedTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task The_event_tells_what_the_page_wants() => RunAsync(async view =>
    {
        string opener = await ShowAsync(view, "/new/tells");
        TaskCompletionSource<CoreWebView2NewWindowRequestedEventArgs> requested = new();
        view.Web.NewWindowRequested += (_, args) =>
        {
            args.Handled = true;
            requested.SetResult(args);
        };
        string url = Site.Html("/new/told", "told");
        await view.Web.ExecuteScriptAsync($"open('{url}', 'its name', 'left=10,top=20,width=50,height=300,popup')");
        CoreWebView2NewWindowRequestedEventArgs args = await requested.Task;
        Assert.Equal((url, "its name", false), (args.Uri, args.Name, args.IsUserInitiated));
        CoreWebView2WindowFeatures features = args.WindowFeatures;
        Assert.Equal((true, 10u, 20u), (features.HasPosition, features.Left, features.Top));
        Assert.Equal((true, 100u, 300u), (features.HasSize, features.Width, features.Height));
        Assert.False(features.ShouldDisplayMenuBar || features.ShouldDisplayStatus || features.ShouldDisplayToolbar || features.ShouldDisplayScrollBars);
        Assert.Equal((opener, CoreWebView2FrameKind.MainFrame), (args.OriginalSourceFrameInfo.Source, args.OriginalSourceFrameInfo.FrameKind));
    });

    [Fact]
    public Task A_click_on_a_link_is_the_users_wish() => RunAsync(async view =>
    {
        string url = Site.Html("/new/clicked", "clicked");
        await view.NavigateAsync(Site.Html("/new/link", $"<a href='{url}' target='_blank' style='position:fixed;inset:0'>link</a>"));
        TaskCompletionSource<CoreWebView2NewWindowRequestedEventArgs> requested = new();
        view.Web.NewWindowRequested += (_, args) =>
        {
            args.Handled = true;
            requested.SetResult(args);
        };
        await view.ClickAsync(20, 20);
        CoreWebView2NewWindowRequestedEventArgs args = await requested.Task;
        Assert.Equal((url, "", true), (args.Uri, args.Name, args.IsUserInitiated));
        Assert.True(args.WindowFeatures.ShouldDisplayMenuBar);
        Assert.False(args.WindowFeatures.HasPosition || args.WindowFeatures.HasSize);
    });

    [Fact]
    [Behaviour(89)]
    public Task A_view_shows_the_window_and_its_opener_keeps_its_hold() => RunAsync(async view =>
    {
        string opener = await ShowAsync(view, "/new/opener", "<script>onmessage = event => document.title = event.data</script>");
        TestView shown = await view.OpenAnotherAsync();
        await shown.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = 'by the app'");
        view.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        string url = Site.Html("/new/shown", "<title>shown</title><script>opener.postMessage('hello, ' + (window.added ?? 'nothing'), '*')</script>");
        await view.Web.ExecuteScriptAsync($"window.child = open('{url}')");
        CoreWebView2NavigationCompletedEventArgs completed = await shown.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(shown.Web.NavigationCompleted));
        Assert.True(completed.IsSuccess);
        Assert.Equal((url, "shown"), (shown.Web.Source, shown.Web.DocumentTitle));
        await view.Log.NextAsync(nameof(view.Web.DocumentTitleChanged), static logged => logged.Text == "hello, by the app");

        // Both ways, and everything that a view can do.
        await view.Web.ExecuteScriptAsync("child.document.title = 'from the opener'");
        await shown.Log.NextAsync(nameof(shown.Web.DocumentTitleChanged), static logged => logged.Text == "from the opener");
        Assert.Equal($"\"{opener}\"", await shown.Web.ExecuteScriptAsync("opener.location.href"));
        await shown.Web.ExecuteScriptAsync("chrome.webview.postMessage('message')");
        Assert.Equal("\"message\"", await shown.NextMessageAsync());
        Assert.True((await shown.NavigateAsync(Site.Html("/new/next", "next"))).IsSuccess);
        Assert.Equal("[1280,720]", await shown.Web.ExecuteScriptAsync("[innerWidth, innerHeight]"));
        Assert.Equal(opener, view.Web.Source);
    });

    [Fact]
    [Behaviour(84)]
    [Behaviour(87)]
    [Behaviour(88)]
    public Task While_it_is_deferred_the_window_is_there_but_goes_nowhere() => RunAsync(async view =>
    {
        await ShowAsync(view, "/new/deferring");
        string url = Site.Html("/new/deferred", "deferred");
        TaskCompletionSource<TestView> shown = new();
        TaskCompletionSource release = new();
        view.Web.NewWindowRequested += (_, args) => _ = ShowLaterAsync(args);
        Assert.Equal("""["object",false,"about:blank"]""", await view.Web.ExecuteScriptAsync($"window.child = open('{url}'); [typeof child, child.closed, child.location.href]"));
        await view.SettleAsync();
        Assert.Equal(0, Site.Count("/new/deferred"));
        release.SetResult();
        TestView other = await shown.Task;
        await other.Log.NextAsync(nameof(other.Web.NavigationCompleted));
        Assert.Equal(url, other.Web.Source);
        Assert.Equal($"\"{url}\"", await view.Web.ExecuteScriptAsync("child.location.href"));

        async Task ShowLaterAsync(CoreWebView2NewWindowRequestedEventArgs args)
        {
            using (args.GetDeferral())
            {
                TestView made = await view.OpenAnotherAsync();
                await release.Task;
                args.NewWindow = made.Web;
                shown.SetResult(made);
            }
        }
    });

    [Theory]
    [Behaviour(88)]
    [InlineData("opener")]
    [InlineData("noopener")]
    public Task A_form_that_was_sent_to_a_deferred_window_arrives_as_it_was(string rel) => RunAsync(async view =>
    {
        Site.Map($"/new/posted/{rel}", SiteResponse.Echo);
        string url = Site.Url($"/new/posted/{rel}", "a.localhost");
        string opener = await ShowAsync(view, "/new/posting", $"<form id=form method=post action='{url}' target=_blank rel={rel}><input name=field value='a value'></form>");
        TestView shown = await view.OpenAnotherAsync();
        await shown.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = 1");
        TaskCompletionSource<(CoreWebView2NewWindowRequestedEventArgs Args, CoreWebView2Deferral Deferral)> requested = new();
        view.Web.NewWindowRequested += (_, args) => requested.SetResult((args, args.GetDeferral()));
        await view.Web.ExecuteScriptAsync("form.submit()");
        (CoreWebView2NewWindowRequestedEventArgs args, CoreWebView2Deferral deferral) = await requested.Task;
        await view.SettleAsync();
        args.NewWindow = shown.Web;
        deferral.Complete();
        CoreWebView2NavigationCompletedEventArgs completed = await shown.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(shown.Web.NavigationCompleted));
        Assert.True(completed.IsSuccess, shown.Log.ToString());
        SiteRequest request = Assert.Single(Site.RequestsTo($"/new/posted/{rel}"));
        Assert.Equal("POST field=a+value application/x-www-form-urlencoded", $"{request.Method} {request.Text} {request.Header("Content-Type")}");
        Assert.Equal(opener, request.Header("Referer"));
        Assert.Equal($"[1,{(rel == "opener" ? "true" : "false")}]", await shown.Web.ExecuteScriptAsync("[window.added, opener !== null]"));
    });

    [Fact]
    [Behaviour(89)]
    public Task Handled_without_a_view_opens_nothing() => RunAsync(async view =>
    {
        await ShowAsync(view, "/new/denying");
        view.Web.NewWindowRequested += static (_, args) => args.Handled = true;
        string url = Site.Html("/new/denied", "denied");
        Assert.Equal("\"object\"", await view.Web.ExecuteScriptAsync($"window.child = open('{url}'); typeof child"));
        await UntilAsync(view, "child.closed");
        Assert.Equal(0, Site.Count("/new/denied"));
        await view.NavigateAsync(Site.Html("/new/after-denied", "goes on"));
    });

    [Fact]
    [Behaviour(89)]
    public Task Left_alone_the_window_opens_on_its_own() => RunAsync(async view =>
    {
        string inner = Site.Html("/new/alone-inner", "<script>top.opener.postMessage('inner', '*')</script>", host: "b.localhost");
        string grandchild = Site.Html("/new/alone-grandchild", "<script>opener.opener.postMessage('grandchild', '*')</script>");
        await ShowAsync(view, "/new/alone-opener", "<script>window.heard = []; onmessage = event => heard.push(event.data)</script>");
        string url = Site.Html("/new/alone", $"<script>alert('nobody sees this'); opener.postMessage('alone', '*'); open('{grandchild}')</script><iframe src='{inner}'></iframe>");
        await view.Web.ExecuteScriptAsync($"window.child = open('{url}')");
        await UntilAsync(view, "heard.length === 3");
        Assert.Equal("""["alone","grandchild","inner"]""", await view.Web.ExecuteScriptAsync("heard.sort()"));
        await view.Web.ExecuteScriptAsync("child.close()");
        await UntilAsync(view, "child.closed");
    });

    [Fact]
    public Task An_empty_window_can_be_shown_and_written_to() => RunAsync(async view =>
    {
        await ShowAsync(view, "/new/empty");
        TestView shown = await view.OpenAnotherAsync();
        TaskCompletionSource requested = new();
        view.Web.NewWindowRequested += (_, args) =>
        {
            Assert.Equal("about:blank", args.Uri);
            args.NewWindow = shown.Web;
            requested.SetResult();
        };
        await view.Web.ExecuteScriptAsync("window.child = open(); child.document.write('<p id=written>written</p>'); child.document.close()");
        await requested.Task;
        await UntilAsync(shown, "document.getElementById('written') !== null");
        await view.Web.ExecuteScriptAsync($"child.location = '{Site.Html("/new/empty-then", "then")}'");
        await shown.Log.NextAsync(nameof(shown.Web.NavigationCompleted));
        Assert.EndsWith("/new/empty-then", shown.Web.Source, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_frame_of_another_site_opens_windows_as_well() => RunAsync(async view =>
    {
        string url = Site.Html("/new/from-frame", "from the frame");
        string inner = Site.Html("/new/frame-inner", $"<script>open('{url}')</script>", host: "b.localhost");
        TaskCompletionSource<CoreWebView2NewWindowRequestedEventArgs> requested = new();
        TestView shown = await view.OpenAnotherAsync();
        view.Web.NewWindowRequested += (_, args) =>
        {
            args.NewWindow = shown.Web;
            requested.SetResult(args);
        };
        await view.NavigateAsync(Site.Html("/new/frame-outer", $"<iframe name='its name' src='{inner}'></iframe>"));
        CoreWebView2NewWindowRequestedEventArgs args = await requested.Task;
        Assert.Equal((url, CoreWebView2FrameKind.Iframe), (args.Uri, args.OriginalSourceFrameInfo.FrameKind));
        Assert.Equal(inner, args.OriginalSourceFrameInfo.Source);
        await shown.Log.NextAsync(nameof(shown.Web.NavigationCompleted));
        Assert.Equal(url, shown.Web.Source);
    });

    [Fact]
    [Behaviour(89)]
    public Task Only_a_new_view_of_the_same_environment_and_profile_can_show_it() => RunAsync(async view =>
    {
        await ShowAsync(view, "/new/refusing");
        TestView navigated = await view.OpenAnotherAsync();
        await navigated.NavigateAsync(Site.Html("/new/navigated", "navigated"));
        CoreWebView2ControllerOptions options = view.Environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = "other";
        TestView foreign = await view.OpenAnotherAsync(options);
        TestView good = await view.OpenAnotherAsync();
        TaskCompletionSource<string[]> refusals = new();
        view.Web.NewWindowRequested += (_, args) =>
        {
            string[] messages = [.. new[] { view, navigated, foreign }.Select(other => Assert.ThrowsAny<ArgumentException>(() => args.NewWindow = other.Web).Message)];
            Assert.Null(args.NewWindow);
            args.NewWindow = good.Web;
            Assert.Equal(Codes.InvalidState, Assert.ThrowsAny<Exception>(() => args.NewWindow = good.Web).HResult);
            refusals.SetResult(messages);
        };
        await view.Web.ExecuteScriptAsync($"open('{Site.Html("/new/refused", "refused")}')");
        string[] found = await refusals.Task;
        Assert.Contains("opened the window", found[0], StringComparison.Ordinal);
        Assert.Contains("navigated already", found[1], StringComparison.Ordinal);
        Assert.Contains("'other'", found[2], StringComparison.Ordinal);
        await good.Log.NextAsync(nameof(good.Web.NavigationCompleted));
    });

    [Fact]
    public Task Closing_the_view_that_shows_it_closes_the_window() => RunAsync(async view =>
    {
        await ShowAsync(view, "/new/closing");
        TestView shown = await view.OpenAnotherAsync();
        view.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        await view.Web.ExecuteScriptAsync($"window.child = open('{Site.Html("/new/closed", "closed")}')");
        await shown.Log.NextAsync(nameof(shown.Web.NavigationCompleted));
        shown.Controller.Close();
        await UntilAsync(view, "child.closed");
    });

    [Fact]
    public Task A_view_outlives_the_page_that_opened_its_window() => RunAsync(async view =>
    {
        TestView opener = await view.OpenAnotherAsync();
        await ShowAsync(opener, "/new/leaving");
        TestView shown = await view.OpenAnotherAsync();
        opener.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        await opener.Web.ExecuteScriptAsync($"open('{Site.Html("/new/staying", "staying")}')");
        await shown.Log.NextAsync(nameof(shown.Web.NavigationCompleted));
        opener.Controller.Close();
        Assert.Equal("2", await shown.Web.ExecuteScriptAsync("1 + 1"));
        Assert.True((await shown.NavigateAsync(Site.Html("/new/stays", "stays"))).IsSuccess);
        Assert.Equal("true", await shown.Web.ExecuteScriptAsync("opener === null || opener.closed"));
    });

    /// <summary>The page says itself when it is so.</summary>
    private static async Task UntilAsync(TestView view, string condition)
    {
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate",
            $$"""{"expression":"new Promise(done => { const look = () => ({{condition}}) ? done() : setTimeout(look, 5); look() })","awaitPromise":true}""");
    }

    private async Task<string> ShowAsync(TestView view, string path, string html = "opener")
    {
        string url = Site.Html(path, html);
        await view.NavigateAsync(url);
        return url;
    }
}
