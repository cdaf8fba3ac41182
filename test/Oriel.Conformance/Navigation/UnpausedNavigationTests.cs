using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>
/// Where Cancel differs from Windows, as docs/parity.md says: Chromium pauses only what makes a request, so the rest can be cancelled where
/// the app itself asks for it (<see cref="CancelledNavigationTests"/>), and otherwise is told and goes on.
/// </summary>
public sealed class UnpausedNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const string Blob = "URL.createObjectURL(new Blob(['<p>blob'], { type: 'text/html' }))";

    [Theory]
    [InlineData("about:blank", "'about:blank'")]
    [InlineData("blob:", Blob)]
    public Task What_a_page_begins_is_told_and_goes_on(string begin, string address) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/unpaused", "page"));
        view.Web.NavigationStarting += (_, e) => e.Cancel = true;

        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"location.href = {address}"));

        Assert.True(completed.IsSuccess);
        Assert.StartsWith(begin, view.Web.Source, System.StringComparison.Ordinal);
    });

    [Fact]
    public Task Reload_and_back_are_told_and_go_on() => RunAsync(async view =>
    {
        const string first = "data:text/html,first";
        await view.NavigateAsync(first);
        await view.NavigateAsync("data:text/html,second");
        view.Web.NavigationStarting += (_, e) => e.Cancel = true;

        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.True((await view.CompletionOfAsync(view.Web.GoBack)).IsSuccess);
        Assert.Equal(first, view.Web.Source);
    });

    [Fact]
    public Task A_frame_without_a_request_is_told_and_goes_on() => RunAsync(async view =>
    {
        view.Web.FrameNavigationStarting += (_, e) => e.Cancel = true;

        await view.NavigateAsync(Site.Html("/unpaused/frames", "<iframe src='data:text/html,inner'></iframe>"));

        CoreWebView2NavigationCompletedEventArgs inner = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>("FrameNavigationCompleted");
        Assert.True(inner.IsSuccess);
    });
}
