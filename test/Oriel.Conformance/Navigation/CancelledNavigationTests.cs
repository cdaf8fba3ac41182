using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>NavigationStarting decides: the navigation waits for it, and can be cancelled by it.</summary>
[Behaviour(91)]
public sealed class CancelledNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task The_server_hears_nothing_before_the_handlers_have_returned() => RunAsync(async view =>
    {
        string url = Site.Html("/blocked", "blocked");
        string probe = Site.Html("/probe", "probe", "127.0.0.1");
        int seenInHandler = -1;
        view.Web.NavigationStarting += (_, _) =>
        {
            // The server answers another request meanwhile: it had every chance to see the navigation's.
            using HttpClient client = new();
            using HttpResponseMessage response = client.Send(new HttpRequestMessage(HttpMethod.Get, probe));
            seenInHandler = Site.Count("/blocked");
        };

        await view.NavigateAsync(url);

        Assert.Equal(0, seenInHandler);
        Assert.Equal(1, Site.Count("/blocked"));
    });

    [Fact]
    public Task A_cancelled_navigation_keeps_the_page_and_never_reaches_the_server() => RunAsync(async view =>
    {
        string kept = await ShowKeptPageAsync(view, "/cancel/kept");
        Cancel(view, "/cancel/not");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/cancel/not", "not"));

        await AssertKeptAsync(view, completed, kept);
        Assert.Equal(0, Site.Count("/cancel/not"));
    });

    [Fact]
    public Task A_redirect_can_be_cancelled_at_any_hop() => RunAsync(async view =>
    {
        string kept = await ShowKeptPageAsync(view, "/hop/kept");
        string target = Site.Html("/hop/target", "target", "b.localhost");
        string hop = Site.Redirect("/hop/hop", target);
        Cancel(view, "/hop/target");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(hop);

        await AssertKeptAsync(view, completed, kept);
        Assert.Equal(1, Site.Count("/hop/hop"));
        Assert.Equal(0, Site.Count("/hop/target"));
    });

    [Fact]
    public Task What_a_page_begins_can_be_cancelled() => RunAsync(async view =>
    {
        string kept = await ShowKeptPageAsync(view, "/page/kept");
        string target = Site.Html("/page/target", "target");
        Cancel(view, "/page/target");

        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(
            () => _ = view.Web.ExecuteScriptAsync($"location.href = '{target}'"));
        await AssertKeptAsync(view, completed, kept);

        completed = await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync(
            $"const form = document.createElement('form'); form.method = 'post'; form.action = '{target}'; document.body.append(form); form.submit()"));
        await AssertKeptAsync(view, completed, kept);
        Assert.Equal(0, Site.Count("/page/target"));
    });

    [Fact]
    public Task Reload_and_back_can_be_cancelled() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/again/first", "first"));
        string kept = await ShowKeptPageAsync(view, "/again/kept");
        Cancel(view, "/again/");

        await AssertKeptAsync(view, await view.CompletionOfAsync(view.Web.Reload), kept);
        await AssertKeptAsync(view, await view.CompletionOfAsync(view.Web.GoBack), kept);

        Assert.Equal(1, Site.Count("/again/first"));
        Assert.Equal(1, Site.Count("/again/kept"));
        Assert.True(view.Web.CanGoBack);
    });

    [Theory]
    [InlineData("about:blank")]
    [InlineData("data:text/html,data")]
    public Task What_needs_no_network_can_be_cancelled_too(string uri) => RunAsync(async view =>
    {
        string kept = await ShowKeptPageAsync(view, "/local/kept");
        Cancel(view, "");

        await AssertKeptAsync(view, await view.NavigateAsync(uri), kept);
    });

    [Fact]
    public Task NavigateToString_can_be_cancelled() => RunAsync(async view =>
    {
        string kept = await ShowKeptPageAsync(view, "/string/kept");
        Cancel(view, "");

        await AssertKeptAsync(view, await view.ShowAsync("<p>never"), kept);
    });

    [Fact]
    public Task The_first_navigation_of_a_view_can_be_cancelled_and_the_next_works() => RunAsync(async view =>
    {
        Cancel(view, "/never");
        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/never", "never"));
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal("about:blank", view.Web.Source);

        Assert.True((await view.NavigateAsync(Site.Html("/after", "after"))).IsSuccess);
    });

    [Fact]
    public Task One_handler_of_several_is_enough_and_all_are_asked() => RunAsync(async view =>
    {
        Cancel(view, "/several");
        bool? seen = null;
        view.Web.NavigationStarting += (_, e) => seen = e.Cancel;

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/several", "several"));

        Assert.True(seen);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
    });

    [Fact]
    public Task A_frame_can_be_cancelled_and_its_page_goes_on() => RunAsync(async view =>
    {
        string frame = Site.Html("/frame/inner", "inner", "b.localhost");
        view.Web.FrameNavigationStarting += (_, e) => e.Cancel = e.Uri == frame;

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/frame", $"<iframe src='{frame}'></iframe>"));

        Assert.True(completed.IsSuccess);
        Assert.Equal(0, Site.Count("/frame/inner"));
        CoreWebView2NavigationCompletedEventArgs inner = view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Single();
        Assert.False(inner.IsSuccess);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, inner.WebErrorStatus);
    });

    [Fact]
    public Task A_handler_may_navigate_elsewhere_instead() => RunAsync(async view =>
    {
        string instead = Site.Html("/instead", "instead");
        view.Web.NavigationStarting += (_, e) =>
        {
            if (e.Uri != instead)
            {
                e.Cancel = true;
                view.Web.Navigate(instead);
            }
        };

        view.Web.Navigate(Site.Html("/unwanted", "unwanted"));
        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess);

        Assert.Equal(instead, view.Web.Source);
        Assert.Equal(0, Site.Count("/unwanted"));
        Assert.Equal(
            [CoreWebView2WebErrorStatus.OperationCanceled, CoreWebView2WebErrorStatus.Unknown],
            view.Log.All<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted").Select(e => e.WebErrorStatus));
    });

    private static void Cancel(TestView view, string path) =>
        view.Web.NavigationStarting += (_, e) => e.Cancel |= e.Uri.Contains(path, StringComparison.Ordinal);

    private static async Task AssertKeptAsync(TestView view, CoreWebView2NavigationCompletedEventArgs completed, string url)
    {
        Assert.False(completed.IsSuccess);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal(url, view.Web.Source);
        Assert.Equal("\"kept\"", await view.Web.ExecuteScriptAsync("window.mark"));
        Assert.DoesNotContain(view.Log.Events, logged => logged.Name is "SourceChanged" or "ContentLoading" or "DOMContentLoaded" or "HistoryChanged");
    }

    private async Task<string> ShowKeptPageAsync(TestView view, string path)
    {
        string url = Site.Html(path, "kept");
        Assert.True((await view.NavigateAsync(url)).IsSuccess);
        await view.Web.ExecuteScriptAsync("window.mark = 'kept'");
        view.Log.Clear();
        return url;
    }
}
