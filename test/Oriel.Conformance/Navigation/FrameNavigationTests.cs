using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Navigations of child frames, in the page's process and in others.</summary>
[Behaviour(92)]
public sealed class FrameNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory]
    [InlineData("a.localhost")]
    [InlineData("b.localhost")]
    public Task A_frame_starts_and_completes_under_an_id_of_its_own(string host) => RunAsync(async view =>
    {
        string frame = Site.Html($"/frames/{host}", "<title>frame</title>frame", host);

        CoreWebView2NavigationCompletedEventArgs page = await view.NavigateAsync(Site.Html("/frames/page", $"<iframe src='{frame}'></iframe>"));
        await view.SettleAsync();

        CoreWebView2NavigationStartingEventArgs starting = view.Log.All<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting").Single();
        CoreWebView2NavigationCompletedEventArgs completed = view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Single();
        Assert.Equal(frame, starting.Uri);
        Assert.Equal(starting.NavigationId, completed.NavigationId);
        Assert.NotEqual(page.NavigationId, starting.NavigationId);
        Assert.True(completed.IsSuccess);
        Assert.Equal(200, completed.HttpStatusCode);

        // The page is loaded when its frames are, and the top frame's events are those of the page alone.
        Assert.True(Index(view, "FrameNavigationCompleted") < Index(view, "NavigationCompleted"));
        Assert.Equal(1, view.Log.Count("NavigationStarting"));
        Assert.Equal(1, view.Log.Count("SourceChanged"));
        Assert.Equal(1, view.Log.Count("ContentLoading"));
        Assert.Equal(1, view.Log.Count("DOMContentLoaded"));
    });

    [Theory]
    [InlineData("a.localhost")]
    [InlineData("b.localhost")]
    public Task A_redirected_frame_starts_again_under_the_same_id(string host) => RunAsync(async view =>
    {
        string target = Site.Html("/frames/target", "target", "c.localhost");
        string redirect = Site.Redirect($"/frames/redirect/{host}", target, host: host);

        await view.NavigateAsync(Site.Html("/frames/redirecting", $"<iframe src='{redirect}'></iframe>"));

        CoreWebView2NavigationStartingEventArgs[] starting = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting")];
        Assert.Equal([redirect, target], starting.Select(e => e.Uri));
        Assert.Equal([false, true], starting.Select(e => e.IsRedirected));
        Assert.Equal(starting[0].NavigationId, starting[1].NavigationId);
    });

    [Fact]
    public Task Frames_within_frames_over_three_sites_each_complete() => RunAsync(async view =>
    {
        string inner = Site.Html("/nested/inner", "inner", "c.localhost");
        string middle = Site.Html("/nested/middle", $"<iframe src='{inner}'></iframe>", "b.localhost");

        await view.NavigateAsync(Site.Html("/nested", $"<iframe src='{middle}'></iframe>"));

        Assert.Equal([middle, inner], view.Log.All<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting").Select(e => e.Uri));
        Assert.Equal(2, view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Count(e => e.IsSuccess));
    });

    [Fact]
    public Task A_frame_that_goes_to_another_site_and_back_is_told_each_time() => RunAsync(async view =>
    {
        string same = Site.Html("/moving/same", "same");
        string cross = Site.Html("/moving/cross", "cross", "b.localhost");
        await view.NavigateAsync(Site.Html("/moving", $"<iframe id=frame src='{same}'></iframe>"));

        foreach (string next in new[] { cross, same, cross })
        {
            view.Log.Clear();
            await view.Web.ExecuteScriptAsync($"frame.src = '{next}'");
            CoreWebView2NavigationStartingEventArgs starting = await view.Log.NextAsync<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting");
            CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted");
            Assert.Equal(next, starting.Uri);
            Assert.Equal(starting.NavigationId, completed.NavigationId);
            Assert.True(completed.IsSuccess);
        }

        Assert.Equal(0, view.Log.Count("NavigationStarting"));
    });

    [Fact]
    public Task The_status_of_a_frame_is_its_own() => RunAsync(async view =>
    {
        string missing = Site.Status("/frames/missing", 404, "missing", host: "b.localhost");

        CoreWebView2NavigationCompletedEventArgs page = await view.NavigateAsync(Site.Html("/frames/with-missing", $"<iframe src='{missing}'></iframe>"));

        Assert.True(page.IsSuccess);
        CoreWebView2NavigationCompletedEventArgs completed = view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Single();
        Assert.Equal((false, 404), (completed.IsSuccess, completed.HttpStatusCode));
    });

    [Fact]
    public Task Cancelling_the_redirect_of_a_frame_keeps_its_document() => RunAsync(async view =>
    {
        string first = Site.Html("/keep/first", "first", "b.localhost");
        string target = Site.Html("/keep/target", "target", "c.localhost");
        string redirect = Site.Redirect("/keep/redirect", target, host: "b.localhost");
        view.Web.FrameNavigationStarting += (_, e) => e.Cancel = e.Uri == target;
        await view.NavigateAsync(Site.Html("/keep", $"<iframe id=frame src='{first}'></iframe>"));
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync($"frame.src = '{redirect}'");
        CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted");

        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal(0, Site.Count("/keep/target"));
    });

    [Fact]
    public Task Documents_without_a_request_are_told_as_well() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html(
            "/frames/local", "<iframe srcdoc='<p>srcdoc'></iframe><iframe src='data:text/html,data'></iframe>"));
        await view.SettleAsync();

        string[] uris = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting").Select(e => e.Uri)];
        Assert.Equal(["about:srcdoc", "data:text/html,data"], uris.Order());
        Assert.Equal(2, view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Count(e => e.IsSuccess));
    });

    [Fact]
    public Task A_frame_that_is_removed_while_it_loads_does_not_stay_open_for_ever() => RunAsync(async view =>
    {
        Held slow = Site.Hold("/removed/slow", host: "b.localhost");
        view.Web.Navigate(Site.Html("/removed", $"<iframe id=frame src='{slow.Url}'></iframe>"));
        await slow.Arrived;

        await view.Web.ExecuteScriptAsync("frame.remove()");
        CoreWebView2NavigationCompletedEventArgs page = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted");
        slow.Release();

        Assert.True(page.IsSuccess);
        Assert.True((await view.NavigateAsync(Site.Html("/removed/next", "next"))).IsSuccess);
    });

    [Fact, Behaviour(91)]
    public Task A_frame_waits_for_the_handlers_too_and_its_headers_can_be_changed() => RunAsync(async view =>
    {
        string frame = Site.Html("/frames/asked", "asked", "b.localhost");
        int before = -1;
        view.Web.FrameNavigationStarting += (_, e) =>
        {
            before = Site.Count("/frames/asked");
            Assert.True(e.RequestHeaders.Contains("User-Agent"));
        };

        await view.NavigateAsync(Site.Html("/frames/asking", $"<iframe src='{frame}'></iframe>"));

        Assert.Equal((0, 1), (before, Site.Count("/frames/asked")));
    });

    [Fact]
    public Task Many_frames_each_start_and_complete_once() => RunAsync(async view =>
    {
        List<string> frames = [.. Enumerable.Range(0, 30).Select(i => Site.Html($"/thirty/{i}", $"{i}", $"{"abc"[i % 3]}.localhost"))];

        await view.NavigateAsync(Site.Html("/thirty", string.Concat(frames.Select(url => $"<iframe src='{url}'></iframe>"))));
        await view.SettleAsync();

        Assert.Equal(frames.Order(StringComparer.Ordinal), view.Log.All<CoreWebView2NavigationStartingEventArgs>("FrameNavigationStarting").Select(e => e.Uri).Order(StringComparer.Ordinal));
        Assert.Equal(30, view.Log.All<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted").Count(e => e.IsSuccess));
    });

    private static int Index(TestView view, string name) => view.Log.Events.ToList().FindIndex(logged => logged.Name == name);
}
