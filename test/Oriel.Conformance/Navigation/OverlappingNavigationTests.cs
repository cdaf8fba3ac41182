using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Navigations that end before they have loaded: superseded by another one, or stopped.</summary>
public sealed class OverlappingNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact, Behaviour(93)]
    public Task A_navigation_completes_after_the_one_that_supersedes_it_has_started() => RunAsync(async view =>
    {
        Held slow = Site.Hold("/overlap/slow");
        string fast = Site.Html("/overlap/fast", "fast");

        view.Web.Navigate(slow.Url);
        await slow.Arrived;
        view.Web.Navigate(fast);
        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess);
        slow.Release();

        Assert.Equal(
            [
                "NavigationStarting", "NavigationStarting", "NavigationCompleted",
                "SourceChanged", "ContentLoading", "HistoryChanged", "DOMContentLoaded", "NavigationCompleted",
            ],
            view.Log.Navigation);
        ulong[] started = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId)];
        CoreWebView2NavigationCompletedEventArgs[] completed = [.. view.Log.All<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted")];
        Assert.Equal(started, completed.Select(e => e.NavigationId));
        Assert.False(completed[0].IsSuccess);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed[0].WebErrorStatus);
        Assert.Equal(fast, view.Web.Source);
    });

    [Fact, Behaviour(93)]
    public Task Of_many_navigations_at_once_each_completes_once_and_the_last_stays() => RunAsync(async view =>
    {
        string[] urls = [.. Enumerable.Range(0, 20).Select(i => Site.Html($"/many/{i}", $"{i}", i % 2 == 0 ? "a.localhost" : "b.localhost"))];

        foreach (string url in urls)
        {
            view.Web.Navigate(url);
        }

        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess && view.Web.Source == urls[^1]);
        await view.SettleAsync();

        Assert.Equal(urls[^1], view.Web.Source);
        ulong[] started = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId).Distinct()];
        ulong[] completed = [.. view.Log.All<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted").Select(e => e.NavigationId)];
        Assert.Equal(started.Order(), completed.Order());
        Assert.Equal(started[^1], completed[^1]);
    });

    [Fact, Behaviour(93)]
    public Task A_page_that_is_left_while_it_loads_completes_without_success() => RunAsync(async view =>
    {
        Held image = Site.Hold("/left/image.png");
        view.Web.Navigate(Site.Html("/left", $"<img src='{image.Url}'>"));
        await image.Arrived;
        await view.Log.NextAsync("DOMContentLoaded");

        view.Web.Navigate(Site.Html("/left/next", "next"));
        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess);

        CoreWebView2NavigationCompletedEventArgs[] completed = [.. view.Log.All<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted")];
        Assert.Equal(2, completed.Length);
        Assert.False(completed[0].IsSuccess);
        Assert.Equal(view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId), completed.Select(e => e.NavigationId));
        image.Release();
    });

    [Fact, Behaviour(99)]
    public Task Stop_ends_the_wait_for_a_slow_server_and_keeps_the_page() => RunAsync(async view =>
    {
        string kept = Site.Html("/stop/kept", "kept");
        await view.NavigateAsync(kept);
        Held slow = Site.Hold("/stop/slow");
        view.Log.Clear();

        view.Web.Navigate(slow.Url);
        await slow.Arrived;
        view.Web.Stop();
        CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted");
        slow.Release();
        await view.SettleAsync();

        Assert.False(completed.IsSuccess);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.Equal(["NavigationStarting", "NavigationCompleted"], view.Log.Navigation);
        Assert.Equal(kept, view.Web.Source);
    });

    [Fact, Behaviour(99)]
    public Task Stop_ends_a_page_that_still_loads() => RunAsync(async view =>
    {
        Held image = Site.Hold("/stop/image.png");
        view.Web.Navigate(Site.Html("/stop/page", $"<p>here<img src='{image.Url}'>"));
        await image.Arrived;
        await view.Log.NextAsync("DOMContentLoaded");

        view.Web.Stop();
        CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted");
        image.Release();

        Assert.Equal(200, completed.HttpStatusCode);
        Assert.Equal(1, view.Log.Count("NavigationCompleted"));
        Assert.Equal("\"here\"", await view.Web.ExecuteScriptAsync("document.body.innerText.trim()"));
    });

    [Fact, Behaviour(99)]
    public Task A_page_that_stops_itself_has_its_status_and_no_success() => RunAsync(async view =>
    {
        Held image = Site.Hold("/window-stop/image.png");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(
            Site.Html("/window-stop", $"<p>here<img src='{image.Url}'><script>window.stop()</script>"));
        image.Release();

        Assert.False(completed.IsSuccess);
        Assert.Equal(200, completed.HttpStatusCode);
        Assert.Equal(CoreWebView2WebErrorStatus.ConnectionAborted, completed.WebErrorStatus);
    });

    [Fact, Behaviour(91)]
    public Task Stop_without_a_navigation_does_nothing() => RunAsync(async view =>
    {
        view.Web.Stop();
        await view.NavigateAsync(Site.Html("/stop/nothing", ""));
        view.Log.Clear();
        view.Web.Stop();
        await view.SettleAsync();

        Assert.Empty(view.Log.Navigation);
    });

    [Fact, Behaviour(93)]
    public Task A_reload_during_a_load_ends_that_load() => RunAsync(async view =>
    {
        Held slow = Site.Hold("/reload/slow.png");
        view.Web.Navigate(Site.Html("/reload/during", $"<img src='{slow.Url}'>"));
        await slow.Arrived;

        view.Web.Reload();
        await view.Log.NextAsync("ContentLoading");
        await view.Log.NextAsync("ContentLoading");
        slow.Release();
        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess);

        Assert.Equal(2, view.Log.Count("NavigationStarting"));
        Assert.Equal(2, view.Log.Count("NavigationCompleted"));
    });
}
