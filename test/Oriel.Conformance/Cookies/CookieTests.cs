using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Site;

namespace Oriel.Conformance.Cookies;

/// <summary>Tests with an InPrivate view, whose cookies are no other test's, and end with it.</summary>
public abstract class CookieTests(BrowserFixture browser) : BrowserTests(browser)
{
    private protected const string Host = "a.localhost";

    private protected static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Runs the body of a test with a view without cookies.</summary>
    private protected Task RunWithoutCookiesAsync(Func<TestView, CoreWebView2CookieManager, Task> body) => RunAsync(async view =>
    {
        TestView own = await view.OpenAnotherAsync(InPrivate(view));
        await body(own, own.Web.CookieManager);
    });

    private protected static CoreWebView2ControllerOptions InPrivate(TestView view, string profile = "cookies")
    {
        CoreWebView2ControllerOptions options = view.Environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = profile;
        options.IsInPrivateModeEnabled = true;
        return options;
    }

    /// <summary>The cookies there are, each as name=value@domain/path, in the order of the alphabet.</summary>
    private protected static async Task<string[]> ListAsync(CoreWebView2CookieManager manager, string? uri = null) => Describe(await manager.GetCookiesAsync(uri));

    private protected static string[] Describe(IEnumerable<CoreWebView2Cookie> cookies) =>
        [.. cookies.Select(cookie => $"{cookie.Name}={cookie.Value}@{cookie.Domain}{cookie.Path}").Order(StringComparer.Ordinal)];

    private protected static void Add(CoreWebView2CookieManager manager, string name, string value = "1", string domain = Host, string path = "/") =>
        manager.AddOrUpdateCookie(manager.CreateCookie(name, value, domain, path));

    /// <summary>A page whose answer sets cookies.</summary>
    private protected string Setting(string path, string host, params string[] cookies) =>
        Site.Map(path, _ => cookies.Aggregate(SiteResponse.Html("<!doctype html><p>cookies"), (response, cookie) => response.With("Set-Cookie", cookie))).Url(path, host);
}
