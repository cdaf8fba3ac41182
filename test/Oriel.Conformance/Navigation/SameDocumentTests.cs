using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Navigations that keep the document: fragments and the History API.</summary>
[Behaviour(94)]
public sealed class SameDocumentTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory]
    [InlineData("location.hash = 'there'", "#there")]
    [InlineData("history.pushState({}, '', '?pushed')", "?pushed")]
    public Task A_new_entry_raises_SourceChanged_and_HistoryChanged_and_nothing_else(string script, string suffix) => RunAsync(async view =>
    {
        string url = Site.Html("/same", "same");
        await view.NavigateAsync(url);
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync(script);
        await view.Log.NextAsync("HistoryChanged");
        await view.SettleAsync();

        Assert.Equal(["SourceChanged", "HistoryChanged"], view.Log.Navigation);
        Assert.False(view.Log.All<CoreWebView2SourceChangedEventArgs>("SourceChanged").Single().IsNewDocument);
        Assert.Equal(url + suffix, view.Web.Source);
        Assert.True(view.Web.CanGoBack);
    });

    [Fact]
    public Task The_API_navigates_to_a_fragment_within_the_document() => RunAsync(async view =>
    {
        string url = Site.Html("/fragment", "<p id=there>fragment");
        await view.NavigateAsync(url);
        await view.Web.ExecuteScriptAsync("window.mark = 1");
        view.Log.Clear();

        view.Web.Navigate(url + "#there");
        await view.Log.NextAsync("HistoryChanged");

        Assert.Equal("1", await view.Web.ExecuteScriptAsync("window.mark"));
        Assert.Equal(["SourceChanged", "HistoryChanged"], view.Log.Navigation);
        Assert.Equal(url + "#there", view.Web.Source);
        Assert.Equal(1, Site.Count("/fragment"));
    });

    [Fact, Behaviour(95)]
    public Task Pushing_the_same_URL_raises_HistoryChanged_alone() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/push", "push"));
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync("history.pushState({}, '', location.href)");
        await view.Log.NextAsync("HistoryChanged");
        await view.SettleAsync();

        Assert.Equal(["HistoryChanged"], view.Log.Navigation);
        Assert.True(view.Web.CanGoBack);
    });

    [Fact]
    public Task Replacing_the_entry_changes_the_source_and_not_where_one_can_go() => RunAsync(async view =>
    {
        string url = Site.Html("/replace", "replace");
        await view.NavigateAsync(url);
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync("history.replaceState({}, '', '?replaced')");
        await view.Log.NextAsync("SourceChanged");
        await view.SettleAsync();

        Assert.DoesNotContain("NavigationStarting", view.Log.Navigation);
        Assert.DoesNotContain("ContentLoading", view.Log.Navigation);
        Assert.Equal(url + "?replaced", view.Web.Source);
        Assert.False(view.Web.CanGoBack);
    });

    [Fact]
    public Task Going_back_within_the_document_begins_no_navigation() => RunAsync(async view =>
    {
        string url = Site.Html("/within", "within");
        await view.NavigateAsync(url);
        await view.Web.ExecuteScriptAsync("location.hash = 'a'");
        await view.Log.NextAsync("HistoryChanged");
        await view.Log.NextAsync("HistoryChanged");
        view.Log.Clear();

        view.Web.GoBack();
        await view.Log.NextAsync("HistoryChanged");
        Assert.Equal(url, view.Web.Source);
        Assert.Equal((false, true), (view.Web.CanGoBack, view.Web.CanGoForward));

        await view.Web.ExecuteScriptAsync("history.forward()");
        await view.Log.NextAsync("HistoryChanged");
        Assert.Equal(url + "#a", view.Web.Source);
        Assert.Equal(["SourceChanged", "HistoryChanged", "SourceChanged", "HistoryChanged"], view.Log.Navigation);
    });

    [Fact]
    public Task The_load_of_the_document_completes_under_its_own_id_for_all_that() => RunAsync(async view =>
    {
        Held image = Site.Hold("/during/image.png");
        view.Web.Navigate(Site.Html("/during", $"<script>history.pushState({{}}, '', '?early')</script><img src='{image.Url}'>"));
        ulong id = (await view.Log.NextAsync<CoreWebView2NavigationStartingEventArgs>("NavigationStarting")).NavigationId;

        await image.Arrived;
        image.Release();
        CoreWebView2NavigationCompletedEventArgs completed = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted");

        Assert.True(completed.IsSuccess);
        Assert.Equal(id, completed.NavigationId);
        Assert.Equal(1, view.Log.Count("NavigationStarting"));
        Assert.EndsWith("?early", view.Web.Source, System.StringComparison.Ordinal);
    });
}
