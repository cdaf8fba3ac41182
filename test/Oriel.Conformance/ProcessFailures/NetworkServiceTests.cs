using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.Testing;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The network service ends while a page waits for it.</summary>
public sealed class NetworkServiceTests : FailureTests
{
    private const string Service = "network.mojom.NetworkService";

    [Theory]
    [Behaviour(48)]
    [InlineData("document", false)]
    [InlineData("document", true)]
    [InlineData("frame", true)]
    public Task A_navigation_that_is_under_way_ends(string what, bool hasArrived) => RunAsync(async (view, failures) =>
    {
        Held held = Site.Hold("/held", "held", "b.localhost");
        string url = what == "document" ? held.Url : Site.Html("/page", $"page<iframe src='{held.Url}'></iframe>");
        await view.NavigateAsync(Site.Html("/first", "first"));
        FaultInjection faults = FaultInjection.Of(view.Environment);
        TaskCompletionSource starting = new();
        if (!hasArrived)
        {
            view.Web.NavigationStarting += (_, _) => starting.TrySetResult();
        }

        Task<CoreWebView2NavigationCompletedEventArgs> completed = view.NavigateAsync(url);
        await (hasArrived ? (Task)held.Arrived : starting.Task);
        await faults.KillAsync(ProcessRole.NetworkService);
        Assert.Equal(CoreWebView2ProcessFailedKind.UtilityProcessExited, (await failures.NextAsync()).ProcessFailedKind);

        Assert.Equal(what == "frame", (await completed).IsSuccess);
        held.Release();
        Assert.True((await view.NavigateAsync(held.Url)).IsSuccess);
        Assert.Single(failures.All);
    });

    /// <summary>The service is stopped first, so it ends while the browser waits to hear from it which cookies go with the request. It never will.</summary>
    [Theory]
    [Behaviour(46), Behaviour(48)]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_navigation_whose_request_the_browser_has_lost_ends(bool hasLostRenderer) => RunAsync(async (view, failures) =>
    {
        RendererControl.Of(view.Web).UnresponsiveLimit = TimeSpan.FromSeconds(1);
        await view.NavigateAsync(Site.Html("/page", "page"));
        string next = Site.Html("/next", "next");
        if (hasLostRenderer)
        {
            await FaultInjection.Of(view.Environment).KillAsync(view.Web);
            await failures.NextAsync();
        }

        view.Log.Clear();
        Task<CoreWebView2NavigationCompletedEventArgs> completed = await LoseAsync(view, () => view.NavigateAsync(next), hasLostRenderer ? "https://renderer.oriel.invalid/" : next);
        Assert.Equal(CoreWebView2ProcessFailedKind.UtilityProcessExited, (await failures.NextAsync()).ProcessFailedKind);

        // What was lost of a page without renderer is what gets it one, and the navigation itself begins after that.
        CoreWebView2NavigationCompletedEventArgs args = await completed;
        Assert.Equal((hasLostRenderer, !hasLostRenderer), (args.IsSuccess, args.WebErrorStatus == CoreWebView2WebErrorStatus.OperationCanceled));
        Assert.Equal(hasLostRenderer ? "\"next\"" : "\"page\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Equal((1, 1), (view.Log.Count(nameof(view.Web.NavigationStarting)), view.Log.Count(nameof(view.Web.NavigationCompleted))));
        Assert.True((await view.NavigateAsync(next)).IsSuccess);
        Assert.Equal(hasLostRenderer ? 2 : 1, failures.All.Count);
    });

    [Fact]
    [Behaviour(48)]
    public Task A_page_whose_frame_has_lost_its_request_is_loaded_without_it() => RunAsync(async (view, failures) =>
    {
        string frame = Site.Html("/frame", "frame");

        Task<CoreWebView2NavigationCompletedEventArgs> completed = await LoseAsync(view, () => view.ShowAsync($"page<iframe src='{frame}'></iframe>"), frame);

        await failures.NextAsync();
        Assert.True((await completed).IsSuccess);
        CoreWebView2NavigationCompletedEventArgs ofFrame = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(view.Web.FrameNavigationCompleted));
        Assert.Equal((false, CoreWebView2WebErrorStatus.OperationCanceled), (ofFrame.IsSuccess, ofFrame.WebErrorStatus));
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(48)]
    public Task So_does_the_navigation_of_a_frame_in_a_process_of_its_own() => RunAsync(async (view, failures) =>
    {
        string frame = Site.Html("/frame", "frame", "b.localhost");
        await view.NavigateAsync(Site.Html("/page", $"page<iframe src='{frame}'></iframe>"));
        view.Log.Skip(nameof(view.Web.FrameNavigationCompleted));

        await LoseAsync(view, () => view.Web.ExecuteScriptAsync($"document.querySelector('iframe').src = '{frame}?2'"), frame + "?2");
        await failures.NextAsync();

        CoreWebView2NavigationCompletedEventArgs args = await view.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(view.Web.FrameNavigationCompleted));
        Assert.Equal((false, CoreWebView2WebErrorStatus.OperationCanceled), (args.IsSuccess, args.WebErrorStatus));
        Assert.Equal("\"page\"", await view.Web.ExecuteScriptAsync("document.body.firstChild.data"));
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(48)]
    public Task What_goes_on_in_the_next_service_is_let_go_on() => RunAsync(async (view, failures) =>
    {
        Held held = Site.Hold("/held");
        string url = Site.Html("/lost", "lost");
        Task<CoreWebView2NavigationCompletedEventArgs> lost = await LoseAsync(view, () => view.NavigateAsync(url), url);
        await failures.NextAsync();
        TestView other = await view.OpenAnotherAsync();
        Task<CoreWebView2NavigationCompletedEventArgs> completed = other.NavigateAsync(held.Url);
        await held.Arrived;

        Assert.False((await lost).IsSuccess);
        held.Release();
        Assert.True((await completed).IsSuccess);
        Assert.Single(failures.All);
    });

    [Fact]
    public Task Cookie_calls_it_has_not_answered_end_and_hold_up_no_navigation() => RunAsync(async (view, failures) =>
    {
        CoreWebView2CookieManager cookies = view.Web.CookieManager;
        string page = Site.Html("/page", "page");
        await view.NavigateAsync(page);
        cookies.AddOrUpdateCookie(cookies.CreateCookie("before", "kept", "localhost", "/"));
        await cookies.GetCookiesAsync(null);
        int service = await FindAsync(view, Service, []);
        ProcessTable.Send(service, Signal.Stop);

        cookies.AddOrUpdateCookie(cookies.CreateCookie("lost", "lost", "localhost", "/"));
        Task<List<CoreWebView2Cookie>> read = cookies.GetCookiesAsync(null);
        cookies.DeleteCookies("none", null);
        Task<List<CoreWebView2Cookie>> behind = cookies.GetCookiesAsync(null);
        ProcessTable.Send(service, Signal.Kill);

        await failures.NextAsync();
        COMException lost = await Assert.ThrowsAsync<COMException>(() => read);
        Assert.Contains("network service", lost.Message, StringComparison.Ordinal);
        await behind;
        Assert.True((await view.NavigateAsync(page)).IsSuccess);
        cookies.AddOrUpdateCookie(cookies.CreateCookie("after", "there", "localhost", "/"));
        Assert.Contains(await cookies.GetCookiesAsync(null), static cookie => cookie.Name == "after");
        Assert.Single(failures.All);
    });

    /// <summary>Begins what needs the network service, which does not answer any more, and ends that.</summary>
    private static async Task<T> LoseAsync<T>(TestView view, Func<T> begin, string url)
        where T : Task
    {
        CoreWebView2DevToolsProtocolEventReceiver receiver = view.Web.GetDevToolsProtocolEventReceiver("Network.requestWillBeSent");
        TaskCompletionSource begun = new();
        receiver.DevToolsProtocolEventReceived += (_, e) => _ = e.ParameterObjectAsJson.Contains($"\"documentURL\":\"{url}", StringComparison.Ordinal) && begun.TrySetResult();
        int service = await FindAsync(view, Service, []);
        ProcessTable.Send(service, Signal.Stop);
        T task = begin();
        await begun.Task;
        await view.Web.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        ProcessTable.Send(service, Signal.Kill);
        return task;
    }
}
