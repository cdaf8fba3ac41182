using System;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Cookies;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

public sealed class CookieDataTests
{
    private static readonly Network.Cookie s_full = new(
        "a", "1", ".example.org", "/deep", Expires: 2e9, Size: 2, HttpOnly: true, Secure: true, Session: false, SameSite: "None", Priority: "High",
        SourceScheme: "Secure", SourcePort: 443, PartitionKey: new Network.CookiePartitionKey("https://example.com", true));

    [Fact]
    public void A_new_one_is_written_with_what_it_has_and_no_more()
    {
        Network.SetCookieCommand command = new CookieData("a", "1", "example.org", null).ToCommand();

        Assert.Equal(new Network.SetCookieCommand("a", "1", Domain: "example.org", Path: "/", Secure: false, HttpOnly: false, SameSite: "Lax"), command);
    }

    [Fact]
    public void What_the_browser_said_is_written_back()
    {
        Network.SetCookieCommand command = new CookieData(s_full).ToCommand();

        Assert.Equal(
            new Network.SetCookieCommand(
                "a", "1", Domain: ".example.org", Path: "/deep", Secure: true, HttpOnly: true, SameSite: "None", Expires: 2e9, Priority: "High", PartitionKey: s_full.PartitionKey),
            command);
        Assert.Equal(command, new CookieData(s_full).Copy().ToCommand());
    }

    [Fact]
    public void A_session_cookie_has_no_expiry_on_the_wire() => Assert.Null(new CookieData(s_full with { Session = true, Expires = -1 }).ToCommand().Expires);

    [Fact]
    public void One_without_SameSite_is_Lax_and_stays_without_until_it_is_set()
    {
        CookieData cookie = new(s_full with { SameSite = null });

        Assert.Equal(CoreWebView2CookieSameSiteKind.Lax, cookie.SameSite);
        Assert.Null(cookie.ToCommand().SameSite);
        cookie.SameSite = CoreWebView2CookieSameSiteKind.Lax;
        Assert.Equal("Lax", cookie.ToCommand().SameSite);
    }

    [Fact]
    public void Where_an_insecure_one_came_from_is_kept_until_it_is_made_secure()
    {
        CookieData cookie = new(s_full with { Secure = false, SourceScheme = "NonSecure", SourcePort = 8080 });

        Assert.Equal(("NonSecure", 8080), (cookie.ToCommand().SourceScheme, cookie.ToCommand().SourcePort));
        cookie.IsSecure = true;
        Assert.Equal((null, null), (cookie.ToCommand().SourceScheme, cookie.ToCommand().SourcePort));
    }

    [Fact]
    public void Every_kind_of_SameSite_comes_back()
    {
        CookieData cookie = new("a", "1", null, null);
        foreach (CoreWebView2CookieSameSiteKind kind in Enum.GetValues<CoreWebView2CookieSameSiteKind>())
        {
            cookie.SameSite = kind;
            Assert.Equal((kind, kind.ToString()), (cookie.SameSite, cookie.ToCommand().SameSite));
        }

        ArgumentException refused = Assert.Throws<ArgumentException>(() => cookie.SameSite = (CoreWebView2CookieSameSiteKind)(-1));
        Assert.Contains("-1 is no SameSite kind", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_server_set_beyond_the_rules_is_shown_and_refused_only_when_it_is_written()
    {
        CookieData cookie = new(s_full with { Name = "ta\tb", Value = "a\tb" });

        Assert.Equal(("ta\tb", "a\tb"), (cookie.Copy().Name, cookie.Value));
        Assert.Throws<ArgumentException>("cookie", () => CookieRules.Verify(cookie, "cookie"));
    }
}
