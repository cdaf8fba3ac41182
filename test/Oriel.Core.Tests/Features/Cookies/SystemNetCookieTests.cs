using System;
using System.Net;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Cookies;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

public sealed class SystemNetCookieTests
{
    private static readonly DateTime s_moment = new(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    [Fact]
    public void Every_documented_property_is_taken_over()
    {
        CookieData read = SystemNetCookie.Read(new Cookie("a", "1", "/deep", ".example.org") { Expires = s_moment, HttpOnly = true, Secure = true });

        Assert.Equal(("a", "1", ".example.org", "/deep"), (read.Name, read.Value, read.Domain, read.Path));
        Assert.Equal((s_moment, true, true), (CookieExpiry.ToDateTime(read.Expires), read.IsHttpOnly, read.IsSecure));
        Assert.Equal(CoreWebView2CookieSameSiteKind.Lax, read.SameSite);
    }

    [Fact]
    public void Every_documented_property_is_given()
    {
        CookieData cookie = new("a", "1", ".example.org", "/deep") { Expires = CookieExpiry.FromDateTime(s_moment), IsHttpOnly = true, IsSecure = true };

        Cookie made = SystemNetCookie.Make(cookie);

        Assert.Equal(("a", "1", ".example.org", "/deep"), (made.Name, made.Value, made.Domain, made.Path));
        Assert.Equal((s_moment, true, true), (made.Expires, made.HttpOnly, made.Secure));
        Assert.Equal(("", "", false), (made.Comment, made.Port, made.Discard));
    }

    [Fact]
    public void One_with_a_name_and_a_value_alone_is_a_session_cookie_for_every_path()
    {
        CookieData read = SystemNetCookie.Read(new Cookie("a", "1"));

        Assert.Equal(("", "/", null), (read.Domain, read.Path, read.Expires));
        Assert.Equal(DateTime.MinValue, SystemNetCookie.Make(read).Expires);
    }

    [Fact]
    public void Local_time_becomes_UTC()
    {
        CookieData read = SystemNetCookie.Read(new Cookie("a", "1") { Expires = s_moment.ToLocalTime() });

        Assert.Equal(s_moment, CookieExpiry.ToDateTime(read.Expires));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("$a")]
    public void A_name_that_System_Net_does_not_take_is_its_own_exception(string name) =>
        Assert.Throws<CookieException>(() => SystemNetCookie.Make(new CookieData(name, "1", "example.org", "/")));

    [Fact]
    public void What_no_browser_takes_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => SystemNetCookie.Read(null!));
        Assert.Throws<ArgumentException>(() => SystemNetCookie.Read(new Cookie()));
        Assert.Throws<ArgumentException>(() => SystemNetCookie.Read(new Cookie("a", "1;2")));
    }
}
