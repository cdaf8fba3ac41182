using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Which events a navigation raises, in which order, and what ties them together.</summary>
public sealed class NavigationOrderTests(BrowserFixture browser) : BrowserTests(browser)
{
    private static readonly string[] s_newDocument =
    [
        "NavigationStarting", "SourceChanged", "ContentLoading", "HistoryChanged", "DOMContentLoaded", "NavigationCompleted",
    ];

    [Fact, Behaviour(90)]
    public Task A_page_loads_in_the_documented_order() => RunAsync(async view =>
    {
        string url = Site.Html("/order", "<title>order</title><p>order");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);

        Assert.Equal(s_newDocument, view.Log.Navigation);
        Assert.True(completed.IsSuccess);
        Assert.Equal(200, completed.HttpStatusCode);
        Assert.Equal(url, view.Web.Source);
        Assert.False(view.Log.All<CoreWebView2ContentLoadingEventArgs>("ContentLoading").Single().IsErrorPage);
        Assert.True(view.Log.All<CoreWebView2SourceChangedEventArgs>("SourceChanged").Single().IsNewDocument);
    });

    [Fact, Behaviour(90)]
    public Task The_second_page_loads_in_the_same_order() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/first", "first"));
        view.Log.Clear();

        await view.NavigateAsync(Site.Html("/second", "second", "b.localhost"));

        Assert.Equal(s_newDocument, view.Log.Navigation);
    });

    [Fact, Behaviour(92)]
    public Task All_events_of_a_navigation_carry_its_id_and_the_next_has_another() => RunAsync(async view =>
    {
        ulong first = (await view.NavigateAsync(Site.Html("/id/1", "1"))).NavigationId;
        ulong second = (await view.NavigateAsync(Site.Html("/id/2", "2"))).NavigationId;

        Assert.NotEqual(first, second);
        Assert.Equal([first, second], view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId));
        Assert.Equal([first, second], view.Log.All<CoreWebView2ContentLoadingEventArgs>("ContentLoading").Select(e => e.NavigationId));
        Assert.Equal([first, second], view.Log.All<CoreWebView2DOMContentLoadedEventArgs>("DOMContentLoaded").Select(e => e.NavigationId));
    });

    [Fact, Behaviour(92)]
    public Task Every_redirect_raises_NavigationStarting_again_under_the_same_id() => RunAsync(async view =>
    {
        string last = Site.Html("/redirect/last", "last", "b.localhost");
        string middle = Site.Redirect("/redirect/middle", last, 307);
        string first = Site.Redirect("/redirect/first", middle);

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(first);

        CoreWebView2NavigationStartingEventArgs[] starting = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting")];
        Assert.Equal([first, middle, last], starting.Select(e => e.Uri));
        Assert.Equal([false, true, true], starting.Select(e => e.IsRedirected));
        Assert.All(starting, e => Assert.Equal(completed.NavigationId, e.NavigationId));
        Assert.Equal(["NavigationStarting", "NavigationStarting", .. s_newDocument], view.Log.Navigation);
        Assert.Equal(200, completed.HttpStatusCode);
        Assert.Equal(last, view.Web.Source);
    });

    [Fact, Behaviour(91)]
    public Task NavigationStarting_comes_after_Navigate_has_returned() => RunAsync(async view =>
    {
        bool returned = false;
        bool whenRaised = false;
        view.Web.NavigationStarting += (_, _) => whenRaised = returned;

        foreach (string uri in new[] { Site.Html("/returned", ""), "about:blank", "data:text/html,data" })
        {
            returned = false;
            await view.CompletionOfAsync(() =>
            {
                view.Web.Navigate(uri);
                returned = true;
            });
            Assert.True(whenRaised, uri);
        }
    });

    [Fact, Behaviour(90)]
    public Task The_source_has_changed_when_ContentLoading_comes_and_not_when_NavigationStarting_does() => RunAsync(async view =>
    {
        string url = Site.Html("/source", "");

        await view.NavigateAsync(url);

        Assert.Equal("about:blank", view.Log.Events.Single(logged => logged.Name == "NavigationStarting").Source);
        Assert.Equal(url, view.Log.Events.Single(logged => logged.Name == "SourceChanged").Source);
        Assert.Equal(url, view.Log.Events.Single(logged => logged.Name == "ContentLoading").Source);
    });

    [Fact, Behaviour(95)]
    public Task Reload_raises_the_events_but_SourceChanged_and_leaves_the_history() => RunAsync(async view =>
    {
        string url = Site.Html("/reload", "reload");
        await view.NavigateAsync(url);
        view.Log.Clear();

        await view.CompletionOfAsync(view.Web.Reload);

        Assert.Equal(["NavigationStarting", "ContentLoading", "DOMContentLoaded", "NavigationCompleted"], view.Log.Navigation);
        Assert.Equal(2, Site.Count("/reload"));
        Assert.False(view.Web.CanGoBack);
        Assert.False(view.Web.CanGoForward);
    });

    [Fact, Behaviour(97)]
    public Task Going_back_and_forward_raises_the_events_of_a_new_document() => RunAsync(async view =>
    {
        string first = Site.Html("/back/1", "1");
        string second = Site.Html("/back/2", "2", "b.localhost");
        await view.NavigateAsync(first);
        await view.NavigateAsync(second);

        view.Log.Clear();
        await view.CompletionOfAsync(view.Web.GoBack);
        Assert.Equal(s_newDocument, view.Log.Navigation);
        Assert.Equal(first, view.Web.Source);
        Assert.Equal((false, true), (view.Web.CanGoBack, view.Web.CanGoForward));

        view.Log.Clear();
        await view.CompletionOfAsync(view.Web.GoForward);
        Assert.Equal(s_newDocument, view.Log.Navigation);
        Assert.Equal(second, view.Web.Source);
        Assert.Equal((true, false), (view.Web.CanGoBack, view.Web.CanGoForward));
    });

    [Theory, Behaviour(90)]
    [InlineData("about:blank")]
    [InlineData("data:text/html,<title>data</title>data")]
    public Task What_needs_no_network_raises_the_same_events(string uri) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/before", "before"));
        view.Log.Clear();

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(uri);

        Assert.Equal(s_newDocument, view.Log.Navigation);
        Assert.True(completed.IsSuccess);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.Equal(uri, view.Web.Source);
    });

    [Fact, Behaviour(90)]
    public Task A_page_that_navigates_itself_raises_the_same_events() => RunAsync(async view =>
    {
        string next = Site.Html("/itself/next", "next");
        await view.NavigateAsync(Site.Html("/itself", "first"));
        view.Log.Clear();

        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"location.href = '{next}'"));

        Assert.Equal(s_newDocument, view.Log.Navigation);
        Assert.Equal(next, view.Web.Source);
    });

    [Fact, Behaviour(90)]
    public Task NavigationCompleted_waits_for_the_images_of_the_page_and_DOMContentLoaded_does_not() => RunAsync(async view =>
    {
        Held image = Site.Hold("/load/image.png");
        view.Web.Navigate(Site.Html("/load", $"<img src='{image.Url}'>"));

        await view.Log.NextAsync("DOMContentLoaded");
        await image.Arrived;
        await view.SettleAsync();
        Assert.Equal(0, view.Log.Count("NavigationCompleted"));

        image.Release();
        await view.Log.NextAsync("NavigationCompleted");
    });
}
