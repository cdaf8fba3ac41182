using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>Cookies belong to a profile: all its views have them, also those of another process, and no other profile's.</summary>
[Behaviour(39)]
public sealed class CookieProfileTests : HostTests
{
    private readonly TestSite _site = new TestSite().Page("/", "<!doctype html><p>cookies");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public Task Every_profile_has_its_own() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        (string Name, bool IsInPrivate)[] profiles = [("", false), ("Work", false), ("", true), ("Work", true)];
        TestView[] views = new TestView[profiles.Length];
        for (int i = 0; i < profiles.Length; i++)
        {
            views[i] = await OpenAsync(environment, profiles[i].Name, profiles[i].IsInPrivate);
            CoreWebView2CookieManager manager = views[i].Web.Profile.CookieManager;
            Assert.Empty(await manager.GetCookiesAsync(null!));
            manager.AddOrUpdateCookie(manager.CreateCookie("a", $"{i}", "127.0.0.1", "/"));
        }

        for (int i = 0; i < profiles.Length; i++)
        {
            Assert.Equal($"{i}", Assert.Single(await views[i].Web.CookieManager.GetCookiesAsync(null!)).Value);
            await views[i].NavigateAsync(_site.Url());
            Assert.Equal($"\"a={i}\"", await views[i].Web.ExecuteScriptAsync("document.cookie"));
        }

        views[1].Web.CookieManager.DeleteAllCookies();
        views[2].Web.CookieManager.DeleteCookies("a", null!);
        int[] left = [.. await Task.WhenAll(views.Select(async view => (await view.Web.CookieManager.GetCookiesAsync(null!)).Count))];
        Assert.Equal([1, 0, 0, 1], left);
        foreach (TestView view in views)
        {
            view.Close();
        }
    });

    [Theory]
    [InlineData("", false)]
    [InlineData("Work", false)]
    [InlineData("Work", true)]
    public Task All_views_of_a_profile_have_the_same(string name, bool isInPrivate) => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView first = await OpenAsync(environment, name, isInPrivate);
        TestView second = await OpenAsync(environment, name.ToUpperInvariant(), isInPrivate);
        TestView other = await OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder), name, isInPrivate);
        first.Web.CookieManager.AddOrUpdateCookie(first.Web.CookieManager.CreateCookie("a", "1", "127.0.0.1", "/"));

        CoreWebView2Cookie seen = Assert.Single(await second.Web.CookieManager.GetCookiesAsync(null!));
        seen.Value = "2";
        second.Web.CookieManager.AddOrUpdateCookie(seen);
        Assert.Equal("2", Assert.Single(await first.Web.CookieManager.GetCookiesAsync(null!)).Value);
        Assert.Equal("2", Assert.Single(await other.Web.CookieManager.GetCookiesAsync(null!)).Value);

        first.Close();
        second.Web.CookieManager.AddOrUpdateCookie(seen);
        other.Web.CookieManager.DeleteAllCookies();
        Assert.Empty(await other.Web.CookieManager.GetCookiesAsync(null!));
        Assert.Empty(await second.Web.CookieManager.GetCookiesAsync(null!));
        second.Close();
        other.Close();
    });

    [Fact]
    public async Task Views_of_two_processes_have_the_same()
    {
        (_, HostView elsewhere) = await StartViewAsync();
        await elsewhere.OpenAsync(_site.Url(), Bound);
        await elsewhere.RunScriptAsync("document.cookie = 'theirs=1; max-age=1000'", Bound);

        await OnUiThreadAsync(async () =>
        {
            TestView view = await TestView.OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));
            CoreWebView2CookieManager manager = view.Web.CookieManager;
            Assert.Equal("theirs", Assert.Single(await manager.GetCookiesAsync(_site.Url())).Name);
            manager.AddOrUpdateCookie(manager.CreateCookie("ours", "2", "127.0.0.1", "/"));
            await manager.GetCookiesAsync(null!);
            Assert.Equal("\"theirs=1; ours=2\"", await elsewhere.RunScriptAsync("document.cookie", Bound));

            manager.DeleteAllCookies();
            Assert.Empty(await manager.GetCookiesAsync(null!));
            Assert.Equal("\"\"", await elsewhere.RunScriptAsync("document.cookie", Bound));
            view.Close();
        });
    }

    [Fact]
    public Task Kept_cookies_outlive_the_browser_and_session_cookies_do_not() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        TestView view = await OpenAsync(environment, "", isInPrivate: false);
        CoreWebView2CookieManager manager = view.Web.CookieManager;
        CoreWebView2Cookie kept = manager.CreateCookie("kept", "1", "127.0.0.1", "/");
        kept.Expires = System.TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1);
        manager.AddOrUpdateCookie(kept);
        manager.AddOrUpdateCookie(manager.CreateCookie("session", "1", "127.0.0.1", "/"));
        Assert.Equal(2, (await manager.GetCookiesAsync(null!)).Count);
        view.Close();
        await exited.Task;

        view = await OpenAsync(environment, "", isInPrivate: false);
        Assert.Equal("kept", Assert.Single(await view.Web.CookieManager.GetCookiesAsync(null!)).Name);
        view.Close();
    });

    private static async Task<TestView> OpenAsync(CoreWebView2Environment environment, string name, bool isInPrivate)
    {
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = name;
        options.IsInPrivateModeEnabled = isInPrivate;
        return await TestView.OpenAsync(environment, options);
    }
}
