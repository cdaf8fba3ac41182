using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>What NavigationStarting says of who began a navigation, and why.</summary>
[Behaviour(100)]
public sealed class NavigationKindTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task The_API_counts_as_the_user_and_each_of_its_calls_has_its_kind() => RunAsync(async view =>
    {
        string first = Site.Html("/kind/1", "1");
        string second = Site.Html("/kind/2", "2");
        await view.NavigateAsync(first);
        await view.NavigateAsync(second);
        await view.CompletionOfAsync(view.Web.Reload);
        await view.CompletionOfAsync(view.Web.GoBack);
        await view.CompletionOfAsync(view.Web.GoForward);
        await view.ShowAsync("text");
        await view.NavigateAsync("about:blank");
        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(view.Environment.CreateWebResourceRequest(first, "GET", null, "")));

        CoreWebView2NavigationStartingEventArgs[] starting = [.. view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting")];
        Assert.Equal(
            [
                CoreWebView2NavigationKind.NewDocument, CoreWebView2NavigationKind.NewDocument, CoreWebView2NavigationKind.Reload,
                CoreWebView2NavigationKind.BackOrForward, CoreWebView2NavigationKind.BackOrForward, CoreWebView2NavigationKind.NewDocument,
                CoreWebView2NavigationKind.NewDocument, CoreWebView2NavigationKind.NewDocument,
            ],
            starting.Select(e => e.NavigationKind));
        Assert.All(starting, e => Assert.True(e.IsUserInitiated, e.Uri));
    });

    [Theory]
    [InlineData("location.href = '/kind/target'", CoreWebView2NavigationKind.NewDocument)]
    [InlineData("location.replace('/kind/target')", CoreWebView2NavigationKind.NewDocument)]
    [InlineData("location.reload()", CoreWebView2NavigationKind.Reload)]
    [InlineData("history.back()", CoreWebView2NavigationKind.BackOrForward)]
    public Task What_a_script_begins_is_not_the_users_and_has_its_kind(string script, CoreWebView2NavigationKind kind) => RunAsync(async view =>
    {
        Site.Html("/kind/target", "target");
        await view.NavigateAsync(Site.Html("/kind/previous", "previous"));

        // From a timer of the page itself: no user and no host near it.
        await view.NavigateAsync(Site.Html("/kind/script", $"<script>onmessage = () => setTimeout(() => {{ {script} }})</script>"));
        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync("postMessage(1)"));

        CoreWebView2NavigationStartingEventArgs starting = view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Last();
        Assert.Equal(kind, starting.NavigationKind);
        Assert.False(starting.IsUserInitiated);
    });

    [Fact]
    public Task A_click_of_the_user_is_the_users() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/kind/link", $"<a href='{Site.Html("/kind/clicked", "clicked")}' style='display:block; height:300px'>go</a>"));

        await view.CompletionOfAsync(() => _ = view.ClickAsync(50, 50));

        Assert.True(view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Last().IsUserInitiated);
    });

    [Fact]
    public Task A_script_of_the_host_is_no_gesture_of_the_user() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/kind/gesture", "gesture"));

        Assert.Equal("[false,false]", await view.Web.ExecuteScriptAsync("[navigator.userActivation.isActive, navigator.userActivation.hasBeenActive]"));
    });

    [Fact]
    public Task A_redirect_keeps_what_is_said_of_its_navigation() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Redirect("/kind/redirect", Site.Html("/kind/redirected", "there")));

        Assert.All(
            view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting"),
            e => Assert.Equal((true, CoreWebView2NavigationKind.NewDocument), (e.IsUserInitiated, e.NavigationKind)));
    });
}
