using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>What is no address is refused at once, in words, and leaves the view as it was.</summary>
[Behaviour(91)]
public sealed class BadUriTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("example.org")]
    [InlineData("www.example.org/path")]
    [InlineData("/rooted/path")]
    [InlineData("relative/path.html")]
    [InlineData("//example.org/")]
    [InlineData("?query")]
    [InlineData("#fragment")]
    [InlineData("1http://example.org/")]
    [InlineData("http")]
    [InlineData("://example.org/")]
    [InlineData("http://a/\0b")]
    [InlineData("http://a/\r\nHost: b")]
    public Task Not_an_absolute_address(string uri) => RunAsync(async view =>
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => view.Web.Navigate(uri));
        Assert.Equal("uri", refused.ParamName);
        await view.SettleAsync();

        Assert.Empty(view.Log.Navigation);
        Assert.Equal("about:blank", view.Web.Source);
    });

    [Fact]
    public Task Nothing_at_all() => RunAsync(view =>
    {
        Assert.Throws<ArgumentNullException>(() => view.Web.Navigate(null!));
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData("http://")]
    [InlineData("http://[not-an-address]/")]
    [InlineData("http://a b/")]
    [InlineData("https://exa%mple/")]
    public Task An_address_only_the_browser_finds_wrong_ends_in_an_exception_or_a_failed_navigation(string uri) => RunAsync(async view =>
    {
        try
        {
            CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(uri);
            Assert.False(completed.IsSuccess);
        }
        catch (ArgumentException refused)
        {
            Assert.Equal("uri", refused.ParamName);
        }

        Assert.True((await view.NavigateAsync(Site.Html("/after-bad", "fine"))).IsSuccess);
    });

    [Fact]
    public Task An_address_of_a_megabyte() => RunAsync(async view =>
    {
        string url = Site.Html("/long", "long") + "?" + new string('x', 1024 * 1024);

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);
        Assert.Equal(completed.IsSuccess, completed.HttpStatusCode == 200);

        Assert.True((await view.NavigateAsync(Site.Html("/after-long", "fine"))).IsSuccess);
    });

    [Fact]
    public Task An_address_of_three_megabytes_which_is_more_than_the_browser_takes() => RunAsync(async view =>
    {
        string url = Site.Html("/longer", "longer") + "?" + new string('x', 3 * 1024 * 1024);

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);
        Assert.False(completed.IsSuccess);

        Assert.True((await view.NavigateAsync(Site.Html("/after-longer", "fine"))).IsSuccess);
    });

    [Fact]
    public Task Addresses_in_every_writing_arrive() => RunAsync(async view =>
    {
        Site.Html("/writing", "fine");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Url("/writing") + "?q=ä 漢 🙂 \ud800 \"<>");

        Assert.True(completed.IsSuccess);
        Assert.Equal(await view.EvaluateAsync("location.href") is { } href ? href.GetString() : null, view.Web.Source);
    });
}
