using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Views;

/// <summary>
/// What a view shows before the app has shown anything. The broker opens its window at an address by which it recognises the page; nobody may ever see that, in none of
/// many views, because it is a race that decides what a window has loaded by the time it can be told not to.
/// </summary>
public sealed class NewViewTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const string WhereAmI = "location.href + ' ' + history.length + ' ' + document.referrer";

    [Theory, Behaviour(97)]
    [InlineData(false, 60)]
    [InlineData(true, 20)]
    public Task It_is_about_blank_and_what_is_shown_first_is_the_first_entry(bool isInPrivate, int count) => RunAsync(async view =>
    {
        CoreWebView2ControllerOptions options = view.Environment.CreateCoreWebView2ControllerOptions();
        options.IsInPrivateModeEnabled = isInPrivate;
        for (int i = 0; i < count; i++)
        {
            await TestAsync(await view.OpenAnotherAsync(options));
        }
    });

    [Fact, Behaviour(97)]
    public Task A_page_cannot_go_back_to_what_was_before_it() => RunAsync(async view =>
    {
        await view.NavigateAsync("data:text/html,first");
        await view.Web.ExecuteScriptAsync("history.back()");
        await view.NavigateAsync("data:text/html,second");

        Assert.Equal("\"data:text/html,second 2 \"", await view.Web.ExecuteScriptAsync(WhereAmI));
        Assert.Equal((true, false), (view.Web.CanGoBack, view.Web.CanGoForward));
    });

    private static async Task TestAsync(TestView view)
    {
        Assert.Equal("\"about:blank 1 \"", await view.Web.ExecuteScriptAsync(WhereAmI));
        Assert.Equal("about:blank", view.Web.Source);
        Assert.Empty(view.Log.Events);

        await view.NavigateAsync("data:text/html,first");
        Assert.Equal("\"data:text/html,first 1 \"", await view.Web.ExecuteScriptAsync(WhereAmI));
        Assert.Equal((false, false), (view.Web.CanGoBack, view.Web.CanGoForward));
        view.Close();
    }
}
