using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Cookies;

/// <summary>Listing, adding and deleting.</summary>
public sealed class CookieManagerTests(BrowserFixture browser) : CookieTests(browser)
{
    private static readonly (string Domain, string Path)[] s_places =
    [
        (Host, "/"), ("." + Host, "/"), ("x." + Host, "/"), (".x." + Host, "/"), ("b.localhost", "/"), (Host, "/shop"), (Host, "/shop/"), ("127.0.0.1", "/"), ("[::1]", "/"),
    ];

    [Fact]
    public Task View_and_profile_have_the_same_manager() => RunWithoutCookiesAsync((view, manager) =>
    {
        Assert.Same(manager, view.Web.CookieManager);
        Assert.Same(manager, view.Web.Profile.CookieManager);
        return Task.CompletedTask;
    });

    [Fact]
    public Task Null_and_the_empty_uri_stand_for_all_cookies() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Assert.Empty(await manager.GetCookiesAsync(null!));
        Add(manager, "a", domain: Host);
        Add(manager, "b", domain: "example.org", path: "/deep/er");

        Assert.Equal(["a=1@a.localhost/", "b=1@example.org/deep/er"], await ListAsync(manager));
        Assert.Equal(["a=1@a.localhost/", "b=1@example.org/deep/er"], await ListAsync(manager, ""));
    });

    /// <remarks>What the browser itself would send is asked for by the protocol's own command.</remarks>
    [Theory]
    [InlineData("http://a.localhost/")]
    [InlineData("http://a.localhost:8080")]
    [InlineData("http://A.LOCALHOST/shop")]
    [InlineData("https://a.localhost/shop/cart?q=/")]
    [InlineData("http://a.localhost/shopping")]
    [InlineData("http://x.a.localhost/")]
    [InlineData("http://y.x.a.localhost/")]
    [InlineData("http://b.localhost/#shop")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://example.org/")]
    [InlineData("https://example.org/")]
    [InlineData("http://www.example.org/")]
    public Task A_uri_gets_the_cookies_that_the_browser_would_send_there(string uri) => RunWithoutCookiesAsync(async (view, manager) =>
    {
        foreach ((string domain, string path) in s_places)
        {
            Add(manager, "plain", domain: domain, path: path);
            CoreWebView2Cookie secure = manager.CreateCookie("secure", "1", domain, path);
            secure.IsSecure = true;
            manager.AddOrUpdateCookie(secure);
        }

        Add(manager, "elsewhere", domain: ".example.org");
        CoreWebView2Cookie secret = manager.CreateCookie("elsewhere-secure", "1", "example.org", "/");
        secret.IsSecure = true;
        manager.AddOrUpdateCookie(secret);

        using JsonDocument sent = JsonDocument.Parse(
            await view.Web.CallDevToolsProtocolMethodAsync("Network.getCookies", new JsonObject { ["urls"] = new JsonArray(uri) }.ToJsonString()));
        string[] expected =
        [
            .. sent.RootElement.GetProperty("cookies").EnumerateArray()
                .Select(cookie => $"{cookie.GetProperty("name")}={cookie.GetProperty("value")}@{cookie.GetProperty("domain")}{cookie.GetProperty("path")}").Order(StringComparer.Ordinal),
        ];

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await ListAsync(manager, uri));
    });

    [Theory]
    [InlineData("about:blank")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/hostname")]
    [InlineData("http://nobody.localhost/")]
    public Task A_uri_without_cookies_gets_none(string uri) => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a");

        Assert.Empty(await manager.GetCookiesAsync(uri));
    });

    [Fact]
    public Task Adding_again_replaces_only_what_has_the_same_name_domain_and_path() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a", "old");
        Add(manager, "a", "dot", "." + Host);
        Add(manager, "a", "deep", path: "/deep");
        Add(manager, "A", "other");

        Add(manager, "a", "new");

        Assert.Equal(["A=other@a.localhost/", "a=deep@a.localhost/deep", "a=dot@.a.localhost/", "a=new@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task A_cookie_from_the_list_is_changed_by_adding_it_again() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a", "old");
        CoreWebView2Cookie cookie = Assert.Single(await manager.GetCookiesAsync(null!));

        cookie.Value = "new";
        Assert.Equal(["a=old@a.localhost/"], await ListAsync(manager));
        manager.AddOrUpdateCookie(cookie);
        cookie.Value = "later";

        Assert.Equal(["a=new@a.localhost/"], await ListAsync(manager));
    });

    [Fact]
    public Task An_expired_cookie_deletes_the_one_there_is() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        Add(manager, "a");
        CoreWebView2Cookie expired = manager.CreateCookie("a", "", Host, "/");
        expired.Expires = Now.AddDays(-1);

        manager.AddOrUpdateCookie(expired);

        Assert.Empty(await manager.GetCookiesAsync(null!));
    });

    [Fact]
    public Task DeleteCookie_takes_the_one_with_its_name_domain_and_path() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        CoreWebView2Cookie cookie = manager.CreateCookie("a", "its value does not matter", "A.LocalHost", "/");
        Add(manager, "a");
        Add(manager, "a", "dot", "." + Host);
        Add(manager, "a", "deep", path: "/deep");
        Add(manager, "b");

        manager.DeleteCookie(cookie);
        Assert.Equal(["a=deep@a.localhost/deep", "a=dot@.a.localhost/", "b=1@a.localhost/"], await ListAsync(manager));

        foreach (CoreWebView2Cookie found in await manager.GetCookiesAsync(null!))
        {
            manager.DeleteCookie(found);
        }

        Assert.Empty(await manager.GetCookiesAsync(null!));
    });

    [Fact]
    public Task DeleteCookies_takes_those_whose_domain_and_path_are_the_uris() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        foreach ((string domain, string path) in s_places)
        {
            Add(manager, "a", domain: domain, path: path);
        }

        Add(manager, "b");
        CoreWebView2Cookie secure = manager.CreateCookie("a", "secure", "example.org", "/");
        secure.IsSecure = true;
        manager.AddOrUpdateCookie(secure);

        manager.DeleteCookies("a", "http://x.a.localhost:8080/shop/cart");
        Assert.Equal(
            ["a=1@127.0.0.1/", "a=1@[::1]/", "a=1@a.localhost/", "a=1@a.localhost/shop", "a=1@a.localhost/shop/", "a=1@b.localhost/", "a=secure@example.org/", "b=1@a.localhost/"],
            await ListAsync(manager));

        manager.DeleteCookies("a", "http://a.localhost/shop/cart");
        manager.DeleteCookies("a", "http://[::1]/");
        manager.DeleteCookies("a", "http://example.org/");
        manager.DeleteCookies("nobody's", "http://b.localhost/");
        manager.DeleteCookies("a", "about:blank");
        Assert.Equal(["a=1@127.0.0.1/", "a=1@b.localhost/", "b=1@a.localhost/"], await ListAsync(manager));

        manager.DeleteCookies("a", "");
        Assert.Equal(["b=1@a.localhost/"], await ListAsync(manager));
        manager.DeleteCookies("b", null!);
        Assert.Empty(await manager.GetCookiesAsync(null!));
    });

    [Fact]
    public Task DeleteCookiesWithDomainAndPath_takes_exactly_these() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        (string Domain, string Path)[] places = [(Host, "/"), (Host, "/p"), ("." + Host, "/"), ("." + Host, "/p"), ("b.localhost", "/p")];
        async Task<string[]> AfterAsync(string? domain, string? path)
        {
            manager.DeleteAllCookies();
            foreach ((string Domain, string Path) place in places)
            {
                Add(manager, "a", domain: place.Domain, path: place.Path);
            }

            Add(manager, "b");
            manager.DeleteCookiesWithDomainAndPath("a", domain!, path!);
            return await ListAsync(manager);
        }

        Assert.Equal(["a=1@.a.localhost/", "a=1@.a.localhost/p", "a=1@a.localhost/p", "a=1@b.localhost/p", "b=1@a.localhost/"], await AfterAsync(Host, "/"));
        Assert.Equal(["a=1@.a.localhost/", "a=1@a.localhost/", "a=1@a.localhost/p", "a=1@b.localhost/p", "b=1@a.localhost/"], await AfterAsync(".A.localhost", "/p"));
        Assert.Equal(["a=1@.a.localhost/", "a=1@.a.localhost/p", "a=1@b.localhost/p", "b=1@a.localhost/"], await AfterAsync(Host, null));
        Assert.Equal(["a=1@.a.localhost/", "a=1@a.localhost/", "b=1@a.localhost/"], await AfterAsync("", "/p"));
        Assert.Equal(["b=1@a.localhost/"], await AfterAsync(null, null));
        Assert.Equal(6, (await AfterAsync("no host/at all", null)).Length);
    });

    [Fact]
    public Task Deletions_take_what_pages_cannot_see_and_what_only_servers_can_set() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        string url = Setting(
            "/cookies/odd", Host, "plain=1", "hidden=1; HttpOnly", "secure=1; Secure", "space=1; Path=/cookies/a b", "query=1; Path=/cookies/?q", "dots=1; Path=/cookies/../x",
            "umlaut=1; Path=/cookies/\u00c3\u00bc", "tab\there=1", "__Host-full=1; Secure; Path=/; HttpOnly", "part=1; Secure; SameSite=None; Partitioned", "nameless; Path=/n", "strict=1; SameSite=Strict");
        await view.NavigateAsync(url);
        List<CoreWebView2Cookie> all = await manager.GetCookiesAsync(null!);
        Assert.True(all.Count >= 11, string.Join('\n', Describe(all)));
        Add(manager, "stays");

        all.ForEach(manager.DeleteCookie);

        Assert.Equal(["stays=1@a.localhost/"], await ListAsync(manager));
    });

    [Fact, Behaviour(39)]
    public Task DeleteAllCookies_leaves_none() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        await view.NavigateAsync(Setting("/cookies/all", Host, "plain=1", "hidden=1; HttpOnly", "kept=1; Max-Age=1000", "part=1; Secure; SameSite=None; Partitioned"));
        Add(manager, "added", domain: "example.org");
        Assert.Equal(5, (await manager.GetCookiesAsync(null!)).Count);

        manager.DeleteAllCookies();

        Assert.Empty(await manager.GetCookiesAsync(null!));
        Assert.Equal("\"\"", await view.Web.ExecuteScriptAsync("document.cookie"));
    });

    [Fact]
    public Task Calls_keep_their_order() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        const int count = 100;
        CoreWebView2Profile profile = (await view.OpenAnotherAsync(InPrivate(view))).Web.Profile;
        List<Task<List<CoreWebView2Cookie>>> lists = [];
        for (int i = 0; i < count; i++)
        {
            Add(manager, "a", i.ToString(CultureInfo.InvariantCulture));
            lists.Add(manager.GetCookiesAsync(null!));
            manager.DeleteCookies("a", null!);
            lists.Add(profile.CookieManager.GetCookiesAsync("http://a.localhost/"));
            Add(profile.CookieManager, "a", "again");
            manager.DeleteAllCookies();
            lists.Add(manager.GetCookiesAsync(null!));
        }

        for (int i = 0; i < count; i++)
        {
            Assert.Equal([$"a={i}@a.localhost/"], Describe(await lists[i * 3]));
            Assert.Empty(await lists[(i * 3) + 1]);
            Assert.Empty(await lists[(i * 3) + 2]);
        }
    });

    [Fact]
    public Task A_page_that_hangs_or_has_crashed_changes_nothing() => RunWithoutCookiesAsync(async (view, manager) =>
    {
        await view.NavigateAsync(Site.Html("/cookies/hangs", "hangs"));
        Task hanging = view.Web.ExecuteScriptAsync("while (true) { }");
        Add(manager, "a", "1");
        Add(manager, "b", "1");
        manager.DeleteCookies("b", null!);
        Assert.Equal(["a=1@a.localhost/"], await ListAsync(manager));

        TaskCompletionSource crashed = new();
        view.Web.GetDevToolsProtocolEventReceiver("Inspector.targetCrashed").DevToolsProtocolEventReceived += (_, _) => crashed.TrySetResult();
        await view.Web.CallDevToolsProtocolMethodAsync("Inspector.enable", "{}");
        Task crashing = view.Web.CallDevToolsProtocolMethodAsync("Page.crash", "{}");
        await crashed.Task;
        Add(manager, "a", "2");
        Add(manager, "c", "2");
        manager.DeleteCookies("c", null!);
        Assert.Equal(["a=2@a.localhost/"], await ListAsync(manager));

        view.Controller.Close();
        await Record.ExceptionAsync(() => hanging);
        await Record.ExceptionAsync(() => crashing);
    });

    [Fact]
    public Task Many_cookies_are_listed_and_deleted() => RunWithoutCookiesAsync(async (_, manager) =>
    {
        // A site has 180 at most, so every one is of another.
        const int count = 500;
        for (int i = 0; i < count; i++)
        {
            Add(manager, "a", new string('x', 1000), $"h{i}.example");
        }

        Assert.Equal(count, (await manager.GetCookiesAsync(null!)).Count);
        manager.DeleteCookiesWithDomainAndPath("a", null!, "/");
        Assert.Empty(await manager.GetCookiesAsync(null!));
    });
}
