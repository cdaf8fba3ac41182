using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Documents given as text.</summary>
[Behaviour(101)]
public sealed class NavigateToStringTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const int Limit = 2 * 1024 * 1024;

    [Fact, Behaviour(90)]
    public Task The_document_is_shown_in_the_documented_order() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/before", "before"));
        view.Log.Clear();

        CoreWebView2NavigationCompletedEventArgs completed = await view.ShowAsync("<title>text</title><p>shown");

        Assert.True(completed.IsSuccess);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.Equal(
            ["NavigationStarting", "SourceChanged", "ContentLoading", "HistoryChanged", "DOMContentLoaded", "NavigationCompleted"],
            view.Log.Navigation);
        Assert.Equal("about:blank", view.Web.Source);
        Assert.Equal("\"shown\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task It_is_the_first_navigation_of_a_view_as_well_as_any() => RunAsync(async view =>
    {
        Assert.True((await view.ShowAsync("<p>first")).IsSuccess);

        Assert.Equal("\"first\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.False(view.Web.CanGoBack);
    });

    [Fact]
    public Task The_origin_is_opaque_and_the_URL_about_blank() => RunAsync(async view =>
    {
        await view.ShowAsync("<p>origin");

        Assert.Equal("\"null\"", await view.Web.ExecuteScriptAsync("self.origin"));
        Assert.Equal("\"about:blank\"", await view.Web.ExecuteScriptAsync("location.href"));
    });

    [Fact]
    public Task Its_scripts_run_and_can_use_the_host() => RunAsync(async view =>
    {
        await view.ShowAsync("<script>chrome.webview.postMessage('from text')</script>");

        Assert.Equal("\"from text\"", await view.NextMessageAsync());
    });

    [Fact, Behaviour(98)]
    public Task It_has_its_title() => RunAsync(async view =>
    {
        await view.ShowAsync("<title>Grüße & <3</title><p>x");
        await view.SettleAsync();

        Assert.Equal("Grüße & <3", view.Web.DocumentTitle);
    });

    [Fact]
    public Task One_document_follows_the_other() => RunAsync(async view =>
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.True((await view.ShowAsync($"<p>{i}<script>window.number = {i}</script>")).IsSuccess);
            Assert.Equal($"{i}", await view.Web.ExecuteScriptAsync("window.number"));
        }
    });

    [Fact]
    public Task Text_of_exactly_2_MiB_is_shown() => RunAsync(async view =>
    {
        string html = "<p id=a>" + new string('x', Limit - 8);
        Assert.Equal(Limit, Encoding.UTF8.GetByteCount(html));

        Assert.True((await view.ShowAsync(html)).IsSuccess);

        Assert.Equal($"{Limit - 8}", await view.Web.ExecuteScriptAsync("a.textContent.length"));
    });

    [Fact]
    public Task One_byte_more_is_refused_and_nothing_happens() => RunAsync(async view =>
    {
        Assert.Throws<ArgumentException>(() => view.Web.NavigateToString(new string('x', Limit + 1)));
        Assert.Throws<ArgumentNullException>(() => view.Web.NavigateToString(null!));
        await view.SettleAsync();

        Assert.Empty(view.Log.Navigation);
    });

    [Fact]
    public Task Every_character_arrives() => RunAsync(async view =>
    {
        await view.ShowAsync("<meta charset=latin1><p>äöü 漢字 🙂 \u2028 \\ ' \" ` ${x}</p>");

        Assert.Equal("äöü 漢字 🙂 \u2028 \\ ' \" ` ${x}", (await view.EvaluateAsync("document.querySelector('p').textContent")).GetString());
    });

    [Fact]
    public Task The_document_can_be_left_and_has_events_of_its_own() => RunAsync(async view =>
    {
        string next = Site.Html("/from-text", "next");
        await view.ShowAsync($"<a id=link href='{next}'>go</a>");

        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync("link.click()"));

        Assert.True(completed.IsSuccess);
        Assert.Equal(next, view.Web.Source);
    });

    [Fact]
    public Task An_empty_document_is_a_document() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/before-empty", "before"));

        Assert.True((await view.ShowAsync("")).IsSuccess);

        Assert.Equal("\"\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task It_is_superseded_like_any_navigation() => RunAsync(async view =>
    {
        string next = Site.Html("/supersedes", "next");
        view.Web.NavigateToString("<p>superseded");
        view.Web.Navigate(next);
        await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted", e => e.IsSuccess && view.Web.Source == next);
        await view.SettleAsync();

        Assert.Equal("\"next\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Equal(
            view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId).Order(),
            view.Log.All<CoreWebView2NavigationCompletedEventArgs>("NavigationCompleted").Select(e => e.NavigationId).Order());
    });
}
