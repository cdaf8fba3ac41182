using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Script;

/// <summary>Which document a script runs in while one follows the other, and what becomes of one whose document goes.</summary>
[Behaviour(103)]
public sealed class ScriptDuringNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task After_NavigationStarting_it_runs_in_the_new_document() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/during/old", "old"));
        Held slow = Site.Hold("/during/new");

        view.Web.Navigate(slow.Url);
        await slow.Arrived;
        Task<string> href = view.Web.ExecuteScriptAsync("location.pathname");
        slow.Release();

        Assert.Equal("\"/during/new\"", await href);
    });

    [Fact]
    public Task Called_in_the_handler_of_NavigationStarting_it_runs_in_the_new_document() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/handler/old", "old"));
        Task<string>? href = null;
        view.Web.NavigationStarting += (_, _) => href = view.Web.ExecuteScriptAsync("location.pathname");

        await view.NavigateAsync(Site.Html("/handler/new", "new"));

        Assert.Equal("\"/handler/new\"", await href!);
    });

    [Fact]
    public Task Before_the_handlers_are_asked_it_runs_in_the_old_document() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/before/old", "old"));

        Task<string> href = view.Web.ExecuteScriptAsync("location.pathname");
        Assert.Equal("\"/before/old\"", await href);
    });

    [Fact]
    public Task A_cancelled_navigation_leaves_it_to_the_old_document() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/cancelled/old", "old"));
        Task<string>? href = null;
        view.Web.NavigationStarting += (_, e) =>
        {
            e.Cancel = true;
            href = view.Web.ExecuteScriptAsync("location.pathname");
        };

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/cancelled/new", "new"));

        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal("\"/cancelled/old\"", await href!);
    });

    [Fact]
    public Task A_script_that_leaves_its_document_still_completes() => RunAsync(async view =>
    {
        string next = Site.Html("/leave/next", "next", "b.localhost");
        await view.NavigateAsync(Site.Html("/leave", "leave"));

        string result = await view.Web.ExecuteScriptAsync($"location.href = '{next}'; 'left'");
        await view.Log.NextAsync("NavigationCompleted", logged => view.Web.Source == next);

        Assert.Contains(result, new[] { "\"left\"", "null" });
    });

    [Fact]
    public Task Scripts_at_every_moment_of_a_navigation_all_complete() => RunAsync(async view =>
    {
        Task<string>? starting = null, loading = null, parsed = null, completed = null;
        view.Web.NavigationStarting += (_, _) => starting = view.Web.ExecuteScriptAsync("1");
        view.Web.ContentLoading += (_, _) => loading = view.Web.ExecuteScriptAsync("location.pathname");
        view.Web.DOMContentLoaded += (_, _) => parsed = view.Web.ExecuteScriptAsync("document.body.innerText");
        view.Web.NavigationCompleted += (_, _) => completed = view.Web.ExecuteScriptAsync("document.readyState");

        await view.NavigateAsync(Site.Html("/moments", "moments"));

        Assert.Equal("1", await starting!);
        Assert.Equal("\"/moments\"", await loading!);
        Assert.Equal("\"moments\"", await parsed!);
        Assert.Equal("\"complete\"", await completed!);
    });
}
