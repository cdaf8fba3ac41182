using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>What a cookie holds is what the browser gets, and the other way round.</summary>
public sealed class CookiePropertyTests(BrowserFixture browser) : CookieTests(browser)
{
    private static readonly DateTime s_nextYear = new(Now.Year + 1, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public Task A_new_cookie_has_the_documented_defaults() => RunWithoutCookiesAsync((_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("name", "value", Host, null!);

        Assert.Equal(("name", "value", Host, "/"), (cookie.Name, cookie.Value, cookie.Domain, cookie.Path));
        Assert.Equal((DateTime.MinValue, true), (cookie.Expires, cookie.IsSession));
        Assert.Equal((false, false, CoreWebView2CookieSameSiteKind.Lax), (cookie.IsHttpOnly, cookie.IsSecure, cookie.SameSite));
        Assert.Equal("", manager.CreateCookie("name", "value", null!, "/").Domain);
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData(CoreWebView2CookieSameSiteKind.None, true, true, true)]
    [InlineData(CoreWebView2CookieSameSiteKind.None, true, false, false)]
    [InlineData(CoreWebView2CookieSameSiteKind.Lax, false, false, false)]
    [InlineData(CoreWebView2CookieSameSiteKind.Lax, true, true, true)]
    [InlineData(CoreWebView2CookieSameSiteKind.Strict, false, true, false)]
    [InlineData(CoreWebView2CookieSameSiteKind.Strict, true, false, true)]
    public Task Every_property_comes_back(CoreWebView2CookieSameSiteKind sameSite, bool isSecure, bool isHttpOnly, bool isSession) => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("näme", "välue = \"1\" €", "." + Host, "/deep/er");
        cookie.SameSite = sameSite;
        cookie.IsSecure = isSecure;
        cookie.IsHttpOnly = isHttpOnly;
        cookie.Expires = isSession ? DateTime.MinValue : s_nextYear;
        manager.AddOrUpdateCookie(cookie);

        CoreWebView2Cookie found = Assert.Single(await manager.GetCookiesAsync(null!));

        Assert.Equal((cookie.Name, cookie.Value, cookie.Domain, cookie.Path), (found.Name, found.Value, found.Domain, found.Path));
        Assert.Equal((sameSite, isSecure, isHttpOnly, isSession), (found.SameSite, found.IsSecure, found.IsHttpOnly, found.IsSession));
        Assert.Equal(isSession ? DateTime.MinValue : s_nextYear, found.Expires);
        Assert.Equal(isSession ? DateTimeKind.Unspecified : DateTimeKind.Utc, found.Expires.Kind);
    });

    [Theory]
    [InlineData("a=1", "Lax", false, false, null, Host, "/cookies")]
    [InlineData("a=1; HttpOnly", "Lax", true, false, null, Host, "/cookies")]
    [InlineData("a=1; Secure; SameSite=None; Path=/", "None", false, true, null, Host, "/")]
    [InlineData("a=1; SameSite=Strict; Path=/cookies/deep", "Strict", false, false, null, Host, "/cookies/deep")]
    [InlineData("a=1; SameSite=Lax; Secure; HttpOnly; Domain=a.localhost; Path=/", "Lax", true, true, null, "." + Host, "/")]
    [InlineData("a=1; Expires=", "Lax", false, false, "expires", Host, "/cookies")]
    [InlineData("a=1; Max-Age=100000", "Lax", false, false, "max-age", Host, "/cookies")]
    public Task What_a_server_sets_is_shown(string header, string sameSite, bool isHttpOnly, bool isSecure, string? expiry, string domain, string path) => RunWithoutCookiesAsync(async (view, manager) =>
    {
        string url = Setting("/cookies/server", Host, expiry == "expires" ? header + s_nextYear.ToString("R", CultureInfo.InvariantCulture) : header);
        DateTime before = Now;
        await view.NavigateAsync(url);

        CoreWebView2Cookie found = Assert.Single(await manager.GetCookiesAsync(null!));

        Assert.Equal(("a", "1", domain, path), (found.Name, found.Value, found.Domain, found.Path));
        Assert.Equal((sameSite, isHttpOnly, isSecure, expiry is null), (found.SameSite.ToString(), found.IsHttpOnly, found.IsSecure, found.IsSession));
        if (expiry == "expires")
        {
            // The browser sets a server's clock against its own, so a second may be gained or lost.
            Assert.InRange(found.Expires, s_nextYear.AddMinutes(-5), s_nextYear.AddMinutes(5));
        }
        else if (expiry == "max-age")
        {
            Assert.InRange(found.Expires, before.AddSeconds(100000 - 1), Now.AddSeconds(100000 + 1));
        }
        else
        {
            Assert.Equal(DateTime.MinValue, found.Expires);
        }
    });

    [Fact]
    public Task What_a_server_set_stays_as_it_is_when_one_property_is_changed() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        await view.NavigateAsync(Setting("/cookies/changed", Host, "a=old; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=1000", "b=old; Priority=High", "c=old; Secure"));

        foreach (CoreWebView2Cookie cookie in await manager.GetCookiesAsync(null!))
        {
            cookie.Value = "new";
            manager.AddOrUpdateCookie(cookie);
        }

        string[] shown = [.. (await manager.GetCookiesAsync(null!)).Select(cookie => $"{cookie.Name}={cookie.Value} {cookie.SameSite} {cookie.IsSecure} {cookie.IsHttpOnly} {cookie.IsSession}").Order(StringComparer.Ordinal)];
        Assert.Equal(["a=new None True True False", "b=new Lax False False True", "c=new Lax True False True"], shown);
        string raw = await view.Web.CallDevToolsProtocolMethodAsync("Network.getCookies", "{}");
        Assert.Contains("\"priority\":\"High\"", raw, StringComparison.Ordinal);
        Assert.Contains("partitionKey", raw, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_cookie_is_kept_for_400_days_at_most() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "1", Host, "/");
        cookie.Expires = DateTime.MaxValue;
        manager.AddOrUpdateCookie(cookie);

        CoreWebView2Cookie found = Assert.Single(await manager.GetCookiesAsync(null!));

        Assert.False(found.IsSession);
        Assert.InRange(found.Expires, Now.AddDays(390), Now.AddDays(401));
    });

    [Fact]
    public Task A_copy_and_the_cookie_it_was_made_from_go_their_own_ways() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie first = manager.CreateCookie("a", "1", Host, "/deep");
        first.IsHttpOnly = true;
        first.IsSecure = true;
        first.SameSite = CoreWebView2CookieSameSiteKind.None;
        first.Expires = s_nextYear;

        CoreWebView2Cookie copy = manager.CopyCookie(first);
        first.Value = "2";
        copy.IsHttpOnly = false;

        Assert.NotSame(first, copy);
        Assert.Equal(("a", "1", Host, "/deep"), (copy.Name, copy.Value, copy.Domain, copy.Path));
        Assert.Equal((true, CoreWebView2CookieSameSiteKind.None, s_nextYear, false), (copy.IsSecure, copy.SameSite, copy.Expires, copy.IsSession));
        Assert.True(first.IsHttpOnly);
        manager.AddOrUpdateCookie(copy);
        Assert.Equal(["a=1@a.localhost/deep"], await ListAsync(manager));
    });

    [Fact]
    public Task A_cookie_of_System_Net_goes_to_the_browser_and_comes_back() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Cookie given = new("a", "1", "/deep", Host) { Expires = s_nextYear, HttpOnly = true, Secure = true };
        manager.AddOrUpdateCookie(manager.CreateCookieWithSystemNetCookie(given));

        CoreWebView2Cookie found = Assert.Single(await manager.GetCookiesAsync(null!));
        Cookie back = found.ToSystemNetCookie();

        Assert.Equal(CoreWebView2CookieSameSiteKind.Lax, found.SameSite);
        Assert.Equal(("a", "1", "/deep", Host), (back.Name, back.Value, back.Path, back.Domain));
        Assert.Equal((s_nextYear, true, true), (back.Expires, back.HttpOnly, back.Secure));
    });
}
