using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>The host's cookies are those of the pages and servers.</summary>
public sealed class CookiePageTests(BrowserFixture browser) : CookieTests(browser)
{
    [Fact]
    public Task A_page_sees_what_the_host_has_added() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        await view.NavigateAsync(Site.Html("/cookies/seen", "seen"));
        Add(manager, "a", "1");
        Add(manager, "below", "2", "." + Host);
        Add(manager, "elsewhere", "3", "b.localhost");
        CoreWebView2Cookie hidden = manager.CreateCookie("hidden", "4", Host, "/");
        hidden.IsHttpOnly = true;
        manager.AddOrUpdateCookie(hidden);
        await manager.GetCookiesAsync(null!);

        Assert.Equal("\"a=1; below=2\"", await view.Web.ExecuteScriptAsync("document.cookie"));

        manager.DeleteCookies("a", view.Web.Source);
        await manager.GetCookiesAsync(null!);
        Assert.Equal("\"below=2\"", await view.Web.ExecuteScriptAsync("document.cookie"));
    });

    [Fact]
    public Task The_host_sees_what_a_page_has_set() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        await view.NavigateAsync(Site.Html("/cookies/page", "page"));

        await view.Web.ExecuteScriptAsync("document.cookie = 'a=1; max-age=1000'; document.cookie = 'b=2; domain=a.localhost; path=/'");

        Assert.Equal(["a=1@a.localhost/cookies", "b=2@.a.localhost/"], await ListAsync(manager));
        await view.Web.ExecuteScriptAsync("document.cookie = 'a=; max-age=0'");
        Assert.Equal(["b=2@.a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task A_navigation_carries_what_was_done_before_it_and_nothing_else() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        string url = Site.Html("/cookies/sent", "sent");
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 50; i++)
            {
                Add(manager, "filler", new string('x', 1000), $"h{i}.example");
            }

            Add(manager, "gone", "1");
            manager.DeleteCookies("gone", null!);
            Add(manager, "round", $"{round}");

            await view.NavigateAsync(url);

            Assert.Equal($"round={round}", Site.RequestsTo("/cookies/sent")[^1].Header("Cookie"));
            manager.DeleteAllCookies();
        }
    });

    [Fact]
    public Task SameSite_and_Secure_decide_where_a_cookie_is_sent() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        foreach (CoreWebView2CookieSameSiteKind kind in new[] { CoreWebView2CookieSameSiteKind.None, CoreWebView2CookieSameSiteKind.Lax, CoreWebView2CookieSameSiteKind.Strict })
        {
            CoreWebView2Cookie cookie = manager.CreateCookie(kind.ToString(), "1", Host, "/");
            cookie.SameSite = kind;
            cookie.IsSecure = true;
            manager.AddOrUpdateCookie(cookie);
        }

        string target = Site.Html("/cookies/target", "target");
        await view.NavigateAsync(target);
        Assert.Equal("None=1; Lax=1; Strict=1", Site.RequestsTo("/cookies/target")[^1].Header("Cookie"));

        await view.NavigateAsync(Site.Html("/cookies/from", "from", "b.localhost"));
        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"location.href = '{target}'"));
        Assert.Equal("None=1; Lax=1", Site.RequestsTo("/cookies/target")[^1].Header("Cookie"));
    });
}
