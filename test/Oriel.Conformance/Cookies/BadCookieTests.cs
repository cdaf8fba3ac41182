using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>What no browser takes is refused where it is given, and what is refused later is told.</summary>
public sealed class BadCookieTests(BrowserFixture browser) : CookieTests(browser)
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" a", "white space")]
    [InlineData("a ", "white space")]
    [InlineData("a=b", "'='")]
    [InlineData("a;b", "';'")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("\t", "U+0009")]
    [InlineData("a\u007f", "U+007F")]
    public Task A_name_that_is_none_is_refused(string name, string reason) => RunWithoutCookiesAsync((_, manager) =>
    {
        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => manager.CreateCookie(name, "1", Host, "/"));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData("secret;b", "';'")]
    [InlineData("secret\r\nSet-Cookie: b=1", "U+000D")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\tb", "U+0009")]
    [InlineData("a\u007f", "U+007F")]
    [InlineData(" secret", "begins or ends with a space")]
    [InlineData("secret ", "begins or ends with a space")]
    public Task A_value_that_is_none_is_refused_and_not_shown(string value, string reason) => RunWithoutCookiesAsync((_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("name", "old", Host, "/");

        ArgumentException created = Assert.ThrowsAny<ArgumentException>(() => manager.CreateCookie("name", value, Host, "/"));
        ArgumentException set = Assert.ThrowsAny<ArgumentException>(() => cookie.Value = value);

        foreach (ArgumentException refused in new[] { created, set })
        {
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
            Assert.Contains("'name'", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("old", cookie.Value);
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData("a", "", "/", "has no domain")]
    [InlineData("a", null, "/", "has no domain")]
    [InlineData("a", "a.localhost:80", "/", "no host name")]
    [InlineData("a", "http://a.localhost", "/", "no host name")]
    [InlineData("a", "a localhost", "/", "no host name")]
    [InlineData("a", ".", "/", "no host name")]
    [InlineData("a", "..a.localhost", "/", "no host name")]
    [InlineData("a", "a/b", "/", "no host name")]
    [InlineData("a", Host, "relative", "no path")]
    [InlineData("a", Host, "/a;b", "no path")]
    [InlineData("a", Host, "/a\nb", "no path")]
    [InlineData("__Host-a", Host, "/", "promises a secure one")]
    [InlineData("__secure-a", Host, "/", "promises a secure one")]
    public Task A_cookie_that_no_browser_takes_is_refused_when_it_is_added(string name, string? domain, string path, string reason) => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie(name, "1", domain!, path);

        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => manager.AddOrUpdateCookie(cookie));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await manager.GetCookiesAsync(null!));
    });

    [Theory]
    [InlineData("." + Host, "/")]
    [InlineData(Host, "/deep")]
    public Task A_name_that_promises_a_host_needs_one(string domain, string path) => RunWithoutCookiesAsync((_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("__Host-a", "1", domain, path);
        cookie.IsSecure = true;

        Assert.Contains("for all of one host", Assert.ThrowsAny<ArgumentException>(() => manager.AddOrUpdateCookie(cookie)).Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    /// <remarks>The browser does not say why.</remarks>
    [Fact]
    public Task SameSite_None_without_Secure_is_refused_and_leaves_the_one_there_is() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        Add(manager, "a", "old");
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "new", Host, "/");
        cookie.SameSite = CoreWebView2CookieSameSiteKind.None;

        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => manager.AddOrUpdateCookie(cookie));

        Assert.Contains("SameSite=None and not secure", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a=old@a.localhost/"], await ListAsync(manager));
        Assert.Equal(
            """{"success":false}""",
            await view.Web.CallDevToolsProtocolMethodAsync("Network.setCookie", """{"name":"a","value":"new","domain":"a.localhost","path":"/","sameSite":"None"}"""));
        Assert.Equal(["a=old@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task The_largest_cookie_is_taken_and_a_larger_one_refused_with_its_size() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a", "old");
        Add(manager, "b", new string('x', 4095));
        Add(manager, "ü", new string('ü', 2047));
        Add(manager, "p", path: "/" + new string('p', 1023));
        Assert.Equal(4, (await manager.GetCookiesAsync(null!)).Count);

        foreach ((string name, string value, string path, string size) in new[]
        {
            ("a", new string('x', 5000), "/", "5001 bytes"), ("a", new string('x', 4096), "/", "4097 bytes"), ("ü", new string('ü', 2048), "/", "4098 bytes"),
            ("a", "1", "/" + new string('ü', 512), "1025 bytes"),
        })
        {
            ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => Add(manager, name, value, path: path));
            Assert.Contains(size, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("old", (await manager.GetCookiesAsync(null!)).Find(cookie => cookie.Name == "a")!.Value);
    });

    [Fact]
    public Task What_the_browser_refuses_later_is_told_by_the_event_source() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        using SourceListener log = new();

        // Younger than what is checked here: this prefix promises that the cookie is HttpOnly.
        Add(manager, "__Http-secret", "its value", path: "/told");

        string told = await log.NextAsync("__Http-secret");
        Assert.Contains("a.localhost/told", told, StringComparison.Ordinal);
        Assert.DoesNotContain("its value", told, StringComparison.Ordinal);
        Assert.Empty(await manager.GetCookiesAsync(null!));
    });

    [Theory]
    [InlineData("a.localhost")]
    [InlineData("/path")]
    [InlineData("http://")]
    [InlineData("http://a.localhost:99999/")]
    [InlineData("http://a\r\nb/")]
    [InlineData("   ")]
    public Task A_malformed_uri_is_refused(string uri) => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a");

        Assert.Contains("not an absolute URI", (await Assert.ThrowsAnyAsync<ArgumentException>(() => manager.GetCookiesAsync(uri))).Message, StringComparison.Ordinal);
        Assert.Contains("not an absolute URI", Assert.ThrowsAny<ArgumentException>(() => manager.DeleteCookies("a", uri)).Message, StringComparison.Ordinal);

        Assert.Equal(["a=1@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task Null_is_refused_where_something_is_needed() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "1", Host, "/");
        manager.AddOrUpdateCookie(cookie);

        Assert.Throws<ArgumentNullException>(() => manager.CreateCookie(null!, "1", Host, "/"));
        Assert.Throws<ArgumentNullException>(() => manager.CreateCookie("a", null!, Host, "/"));
        Assert.Throws<ArgumentNullException>(() => manager.CreateCookieWithSystemNetCookie(null!));
        Assert.Throws<ArgumentNullException>(() => manager.CopyCookie(null!));
        Assert.Throws<ArgumentNullException>(() => manager.AddOrUpdateCookie(null!));
        Assert.Throws<ArgumentNullException>(() => manager.DeleteCookie(null!));
        Assert.Throws<ArgumentNullException>(() => manager.DeleteCookies(null!, null!));
        Assert.Throws<ArgumentNullException>(() => manager.DeleteCookiesWithDomainAndPath(null!, null!, null!));
        Assert.Throws<ArgumentNullException>(() => cookie.Value = null!);
        Assert.ThrowsAny<ArgumentException>(() => manager.DeleteCookies("", null!));
        Assert.ThrowsAny<ArgumentException>(() => manager.DeleteCookiesWithDomainAndPath("", Host, "/"));
        Assert.ThrowsAny<ArgumentException>(() => manager.CreateCookieWithSystemNetCookie(new System.Net.Cookie()));
        Assert.ThrowsAny<ArgumentException>(() => cookie.SameSite = (CoreWebView2CookieSameSiteKind)3);

        Assert.Equal(["a=1@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task A_time_before_1970_makes_a_session_cookie() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "1", Host, "/");
        cookie.Expires = new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        Assert.True(cookie.IsSession);

        manager.AddOrUpdateCookie(cookie);

        Assert.True(Assert.Single(await manager.GetCookiesAsync(null!)).IsSession);
    });
}
