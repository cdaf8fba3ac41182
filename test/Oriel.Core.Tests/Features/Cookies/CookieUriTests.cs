using System;
using Oriel.Core.Features.Cookies;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

public sealed class CookieUriTests
{
    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/a", "/a/", true)]
    [InlineData("/a", "/a/b", true)]
    [InlineData("/a", "/ab", false)]
    [InlineData("/a", "/", false)]
    [InlineData("/a", "/A", false)]
    [InlineData("/a/", "/a", false)]
    [InlineData("/a/", "/a/b", true)]
    public void A_path_covers_what_is_below_it(string cookie, string path, bool expected) =>
        Assert.Equal(expected, Parse("http://example.org" + path + "?q=/a#/a").IsIn(Cookie("example.org", cookie)));

    [Theory]
    [InlineData("http://example.org/", false)]
    [InlineData("ws://example.org/", false)]
    [InlineData("https://example.org/", true)]
    [InlineData("WSS://Example.org:1/", true)]
    public void A_secure_cookie_needs_a_secure_channel(string uri, bool expected)
    {
        Assert.Equal(expected, Parse(uri).Gets(Cookie("example.org", "/", secure: true)));
        Assert.True(Parse(uri).IsIn(Cookie("example.org", "/", secure: true)));
        Assert.True(Parse(uri).Gets(Cookie("example.org", "/")));
    }

    [Theory]
    [InlineData("http://localhost/", "localhost")]
    [InlineData("http://a.localhost:81/", "a.localhost")]
    [InlineData("http://127.0.0.1/", "127.0.0.1")]
    [InlineData("http://127.1.2.3/", "127.1.2.3")]
    [InlineData("http://[::1]/", "[::1]")]
    public void This_machine_is_a_secure_channel(string uri, string domain) => Assert.True(Parse(uri).Gets(Cookie(domain, "/", secure: true)));

    [Fact]
    public void An_international_host_is_found() => Assert.True(Parse("http://BÜCHER.example/").Gets(Cookie("xn--bcher-kva.example", "/")));

    [Theory]
    [InlineData("file://example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("about:blank")]
    public void Only_the_web_has_cookies(string uri) => Assert.False(Parse(uri).IsIn(Cookie("example.org", "/")));

    [Fact]
    public void Nothing_stands_for_all()
    {
        Assert.Null(CookieUri.Parse(null, "uri"));
        Assert.Null(CookieUri.Parse("", "uri"));
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("/a")]
    [InlineData("http://")]
    [InlineData("http://exa mple.org/")]
    [InlineData("http://a:99999/")]
    public void What_is_malformed_is_refused_by_name(string uri)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(nameof(uri), () => CookieUri.Parse(uri, nameof(uri)));
        Assert.Contains($"'{uri}'", refused.Message, StringComparison.Ordinal);
    }

    private static CookieUri Parse(string uri) => CookieUri.Parse(uri, "uri")!;

    private static Network.Cookie Cookie(string domain, string path, bool secure = false) =>
        new("a", "1", domain, path, Expires: -1, Size: 2, HttpOnly: false, Secure: secure, Session: true);
}
