using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>The request a navigation sends: its headers can be changed, and the app can give one of its own.</summary>
[Behaviour(91)]
public sealed class NavigationRequestTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task Headers_a_handler_changes_are_what_the_server_gets() => RunAsync(async view =>
    {
        string url = Site.Html("/headers", "headers");
        string? agent = null;
        view.Web.NavigationStarting += (_, e) =>
        {
            agent = e.RequestHeaders.GetHeader("User-Agent");
            e.RequestHeaders.SetHeader("X-Added", "added ä");
            e.RequestHeaders.SetHeader("User-Agent", "Changed/1.0");
            e.RequestHeaders.RemoveHeader("Upgrade-Insecure-Requests");
        };

        await view.NavigateAsync(url);

        SiteRequest request = Site.RequestsTo("/headers").Single();
        Assert.StartsWith("Mozilla/5.0", agent, StringComparison.Ordinal);
        Assert.Equal("Changed/1.0", request.Header("User-Agent"));
        Assert.NotNull(request.Header("X-Added"));
        Assert.Null(request.Header("Upgrade-Insecure-Requests"));
    });

    [Fact]
    public Task Headers_that_are_left_alone_are_the_browsers_own() => RunAsync(async view =>
    {
        view.Web.NavigationStarting += (_, e) => Assert.False(e.RequestHeaders.Contains("X-Missing"));

        await view.NavigateAsync(Site.Html("/alone", "alone"));

        SiteRequest request = Site.RequestsTo("/alone").Single();
        Assert.Equal("GET", request.Method);
        Assert.Contains("text/html", request.Header("Accept"), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_header_given_at_the_first_hop_is_there_at_the_next() => RunAsync(async view =>
    {
        string target = Site.Html("/hops/target", "target");
        view.Web.NavigationStarting += (_, e) =>
        {
            if (!e.IsRedirected)
            {
                e.RequestHeaders.SetHeader("X-Hop", "first");
            }
            else
            {
                e.RequestHeaders.SetHeader("X-Second", "second");
            }
        };

        await view.NavigateAsync(Site.Redirect("/hops", target));

        Assert.Equal("first", Site.RequestsTo("/hops").Single().Header("X-Hop"));
        Assert.Equal("second", Site.RequestsTo("/hops/target").Single().Header("X-Second"));
    });

    [Fact]
    public Task A_request_of_the_app_is_posted_with_its_body_and_headers() => RunAsync(async view =>
    {
        string url = Site.Html("/post", "posted");
        byte[] body = Encoding.UTF8.GetBytes("name=value&text=ä\0binary");
        using MemoryStream content = new(body);
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(
            url, "POST", content, "Content-Type: application/x-www-form-urlencoded\r\nX-Own: own");

        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(request));

        Assert.True(completed.IsSuccess);
        SiteRequest seen = Site.RequestsTo("/post").Single();
        Assert.Equal("POST", seen.Method);
        Assert.Equal(body, seen.Body);
        Assert.Equal("application/x-www-form-urlencoded", seen.Header("Content-Type"));
        Assert.Equal("own", seen.Header("X-Own"));
        Assert.StartsWith("Mozilla/5.0", seen.Header("User-Agent"), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_request_without_a_body_carries_its_headers_over_the_browsers() => RunAsync(async view =>
    {
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(Site.Html("/get", "got"), "GET", null, null!);
        request.Headers.SetHeader("User-Agent", "Own/2.0");
        request.Headers.SetHeader("X-Own", "own");

        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(request));

        SiteRequest seen = Site.RequestsTo("/get").Single();
        Assert.Equal(("GET", "Own/2.0", "own"), (seen.Method, seen.Header("User-Agent"), seen.Header("X-Own")));
        Assert.Contains("text/html", seen.Header("Accept"), StringComparison.Ordinal);
    });

    [Fact]
    public Task Handlers_see_the_headers_of_the_apps_request() => RunAsync(async view =>
    {
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(Site.Html("/seen", "seen"), "GET", null, "X-Own: own");
        string? seen = null;
        view.Web.NavigationStarting += (_, e) => seen = e.RequestHeaders.GetHeader("X-Own");

        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(request));

        Assert.Equal("own", seen);
    });

    [Fact]
    public Task A_large_body_arrives_whole() => RunAsync(async view =>
    {
        byte[] body = new byte[5 * 1024 * 1024];
        Random.Shared.NextBytes(body);
        using MemoryStream content = new(body);

        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(
            view.Environment.CreateWebResourceRequest(Site.Html("/large", "large"), "POST", content, "Content-Type: application/octet-stream")));

        Assert.True(body.AsSpan().SequenceEqual(Site.RequestsTo("/large").Single().Body));
    });

    [Fact]
    public Task Only_GET_and_POST_can_navigate() => RunAsync(view =>
    {
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(Site.Html("/put", "put"), "PUT", null, "");

        Assert.Throws<ArgumentException>(() => view.Web.NavigateWithWebResourceRequest(request));
        Assert.Throws<ArgumentNullException>(() => view.Web.NavigateWithWebResourceRequest(null!));
        return Task.CompletedTask;
    });

    [Fact]
    public Task The_next_navigation_is_a_plain_one_again() => RunAsync(async view =>
    {
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(Site.Html("/own", "own"), "GET", null, "X-Own: own");
        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(request));

        await view.NavigateAsync(Site.Html("/plain", "plain"));

        Assert.Null(Site.RequestsTo("/plain").Single().Header("X-Own"));
    });

    [Fact]
    public Task A_request_that_is_cancelled_leaves_nothing_for_the_next_navigation() => RunAsync(async view =>
    {
        CoreWebView2WebResourceRequest request = view.Environment.CreateWebResourceRequest(Site.Html("/dropped", "dropped"), "POST", null, "X-Own: own");
        view.Web.NavigationStarting += (_, e) => e.Cancel = e.Uri.EndsWith("/dropped", StringComparison.Ordinal);
        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(request));
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);

        await view.NavigateAsync(Site.Html("/not-dropped", "fine"));

        SiteRequest seen = Site.RequestsTo("/not-dropped").Single();
        Assert.Equal(("GET", null), (seen.Method, seen.Header("X-Own")));
    });
}
