using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>What an app is told of a navigation that came to no page, or to a page it did not want.</summary>
[Behaviour(99)]
public sealed class FailedNavigationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public Task A_page_with_an_error_status_is_shown_and_is_no_success(int status) => RunAsync(async view =>
    {
        string url = Site.Status($"/status/{status}", status, "<p>sorry");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);

        Assert.False(completed.IsSuccess);
        Assert.Equal(status, completed.HttpStatusCode);
        Assert.Equal(CoreWebView2WebErrorStatus.Unknown, completed.WebErrorStatus);
        Assert.Equal(url, view.Web.Source);
        Assert.Equal("\"sorry\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task An_error_status_without_a_body_is_told() => RunAsync(async view =>
    {
        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Status("/status/empty", 404, ""));

        Assert.False(completed.IsSuccess);
        Assert.Equal(404, completed.HttpStatusCode);
    });

    [Fact]
    public Task Credentials_nobody_gives_are_told_by_status_401() => RunAsync(async view =>
    {
        string url = Site.Status("/status/401", 401, "<p>who are you", challenge: "Basic realm=\"test\"");

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);

        Assert.False(completed.IsSuccess);
        Assert.Equal(401, completed.HttpStatusCode);
        Assert.Equal(CoreWebView2WebErrorStatus.ValidAuthenticationCredentialsRequired, completed.WebErrorStatus);
    });

    [Fact]
    public Task No_content_keeps_the_page() => RunAsync(async view =>
    {
        string kept = Site.Html("/204/kept", "kept");
        await view.NavigateAsync(kept);
        view.Log.Clear();

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Status("/204", 204, ""));

        Assert.False(completed.IsSuccess);
        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal(["NavigationStarting", "NavigationCompleted"], view.Log.Navigation);
        Assert.Equal(kept, view.Web.Source);
    });

    [Fact]
    public Task A_port_nobody_listens_on_cannot_be_connected_to() => RunAsync(async view =>
    {
        await AssertErrorPageAsync(view, $"http://127.0.0.1:{FreePort()}/", CoreWebView2WebErrorStatus.CannotConnect);
    });

    [Fact]
    public Task A_name_that_does_not_exist_is_not_resolved() => RunAsync(async view =>
    {
        await AssertErrorPageAsync(view, "http://no-such-host.invalid/", CoreWebView2WebErrorStatus.HostNameNotResolved);
    });

    [Fact]
    public Task Redirects_without_end_fail() => RunAsync(async view =>
    {
        string url = Site.Url("/round");
        Site.Redirect("/round", url);

        await AssertErrorPageAsync(view, url, CoreWebView2WebErrorStatus.RedirectFailed);
        Assert.All(view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Skip(1), e => Assert.True(e.IsRedirected));
        Assert.Single(view.Log.All<CoreWebView2NavigationStartingEventArgs>("NavigationStarting").Select(e => e.NavigationId).Distinct());
    });

    [Fact]
    public Task A_server_that_hangs_up_gives_an_error_page() => RunAsync(async view =>
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        Task hangUp = HangUpAsync(server);

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/");

        Assert.False(completed.IsSuccess);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.NotEqual(CoreWebView2WebErrorStatus.Unknown, completed.WebErrorStatus);
        server.Stop();
        await hangUp;
    });

    [Fact]
    public Task After_an_error_page_the_view_goes_on() => RunAsync(async view =>
    {
        await view.NavigateAsync("http://no-such-host.invalid/");
        string url = Site.Html("/after-error", "fine");

        Assert.True((await view.NavigateAsync(url)).IsSuccess);
        Assert.Equal("\"fine\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task A_reload_of_an_error_page_tries_again() => RunAsync(async view =>
    {
        int port = FreePort();
        string url = $"http://127.0.0.1:{port}/";
        await view.NavigateAsync(url);

        CoreWebView2NavigationCompletedEventArgs completed = await view.CompletionOfAsync(view.Web.Reload);

        Assert.Equal(CoreWebView2WebErrorStatus.CannotConnect, completed.WebErrorStatus);
        Assert.Equal(url, view.Web.Source);
    });

    [Fact]
    public Task A_file_has_no_status() => RunAsync(async view =>
    {
        await using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "a page #1.html");
        await File.WriteAllTextAsync(path, "<title>file</title><p>file");
        string url = new Uri(path).AbsoluteUri;

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);

        Assert.True(completed.IsSuccess);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.Equal(url, view.Web.Source);
        Assert.Equal("\"file\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task A_file_that_does_not_exist_is_no_success() => RunAsync(async view =>
    {
        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync("file:///no/such/file.html");

        Assert.False(completed.IsSuccess);
        Assert.Equal(0, completed.HttpStatusCode);
    });

    [Fact]
    public Task A_scheme_nobody_knows_completes_without_success_and_keeps_the_page() => RunAsync(async view =>
    {
        string kept = Site.Html("/scheme/kept", "kept");
        await view.NavigateAsync(kept);

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync("no-such-scheme:whatever");

        Assert.False(completed.IsSuccess);
        Assert.Equal(kept, view.Web.Source);
        Assert.Equal("\"kept\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task A_javascript_URL_leaves_the_view_working() => RunAsync(async view =>
    {
        string kept = Site.Html("/javascript/kept", "kept");
        await view.NavigateAsync(kept);

        view.Web.Navigate("javascript:void(window.ran = true)");
        await view.SettleAsync();

        Assert.Equal(kept, view.Web.Source);
        Assert.True((await view.NavigateAsync(Site.Html("/javascript/next", "next"))).IsSuccess);
    });

    private static async Task AssertErrorPageAsync(TestView view, string url, CoreWebView2WebErrorStatus status)
    {
        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);

        Assert.False(completed.IsSuccess);
        Assert.Equal(status, completed.WebErrorStatus);
        Assert.Equal(0, completed.HttpStatusCode);
        Assert.Equal(url, view.Web.Source);
        Assert.All(view.Log.All<CoreWebView2ContentLoadingEventArgs>("ContentLoading"), e => Assert.True(e.IsErrorPage));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task HangUpAsync(TcpListener server)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await server.AcceptTcpClientAsync();
                await client.GetStream().ReadExactlyAsync(new byte[1]);
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }
}
