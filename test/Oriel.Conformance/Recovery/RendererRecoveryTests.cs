using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.ProcessFailures;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.Recovery;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Recovery;

/// <summary>Renderers fail under views that Oriel.Recovery looks after; the browser lives.</summary>
public sealed class RendererRecoveryTests : FailureTests
{
    private static readonly RecoveryOptions s_quick = new() { FirstDelay = TimeSpan.FromMilliseconds(1) };

    [Fact, Behaviour(44)]
    public Task A_page_is_loaded_again_where_it_was_scrolled_to() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        string url = Site.Html("/tall", "<title>tall</title><div style='height: 5000px'></div>");
        await view.NavigateAsync(url);
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => { addEventListener('scrollend', () => setTimeout(done, 300)); scrollTo(0, 777); })","awaitPromise":true}""");

        await KillAsync(view, url, Signal.Kill);
        RecoveredEventArgs recovered = await log.RecoveredFromAsync(RecoveryCause.RendererExited);

        Assert.Equal((1, true), (recovered.Attempt, recovered.IsPageLoaded));
        Assert.Same(view.Controller, log.Recovery.Controller);
        Assert.Equal(2, Site.Count("/tall"));
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => { const look = () => scrollY === 777 ? done() : requestAnimationFrame(look); look(); })","awaitPromise":true}""");
    });

    [Fact]
    public Task A_page_that_crashes_at_once_is_given_up_and_can_be_tried_again() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, s_quick with { MaxAttempts = 3 }));

        // Once for each document, and not before: Chromium ends no renderer while a navigation is not quite over.
        view.Web.NavigationCompleted += (_, e) =>
        {
            if (e.IsSuccess)
            {
                _ = RendererControl.Of(view.Web).EndRendererAsync();
            }
        };
        view.Web.Navigate(Site.Html("/crashes", "crashes"));

        RecoveryGaveUpEventArgs gaveUp = await log.NextAsync<RecoveryGaveUpEventArgs>();

        Assert.Equal((RecoveryCause.RendererExited, 3, null), (gaveUp.Cause, gaveUp.Attempts, gaveUp.Exception));
        Assert.Equal([1, 2, 3], log.All.OfType<RecoveryStartingEventArgs>().Select(e => e.Attempt));
        Assert.Equal([0.0, 1, 2], log.All.OfType<RecoveryStartingEventArgs>().Select(e => e.Delay.TotalMilliseconds));
        log.Recovery.Retry();
        await log.NextAsync<RecoveryGaveUpEventArgs>();
        Assert.Equal([1, 2, 3, 1, 2, 3], log.All.OfType<RecoveryStartingEventArgs>().Select(e => e.Attempt));
    });

    /// <summary>Whatever the browser is doing for the page that is loaded again: nothing, a renderer, the request, its document.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task At_whatever_moment_the_next_renderer_ends_the_page_is_brought_back(bool isFromOutside) => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, s_quick with { MaxDelay = s_quick.FirstDelay, MaxAttempts = int.MaxValue }));
        await view.NavigateAsync(Site.Html("/page", "<title>page</title>"));
        TimeSpan? moment = null;
        List<Task> ends = [];
        log.Recovery.RecoveryStarting += (_, _) =>
        {
            if (moment is { } wait)
            {
                moment = null;
                ends.Add(EndAgainAsync(wait));
            }
        };

        async Task EndAgainAsync(TimeSpan wait)
        {
            await Task.Delay(wait);
            if (log.Recovery.IsRecovering)
            {
                await EndRenderersAsync(view, isFromOutside);
            }
        }

        for (int milliseconds = 0; milliseconds < 40; milliseconds += 4)
        {
            moment = TimeSpan.FromMilliseconds(milliseconds);
            await EndRenderersAsync(view, isFromOutside);
            await log.RecoveredFromAsync(RecoveryCause.RendererExited);
        }

        await Task.WhenAll(ends);
        Assert.True(log.All.OfType<RecoveryStartingEventArgs>().Count() > log.All.OfType<RecoveredEventArgs>().Count(), "No renderer ended while it was made ready.");
    });

    [Fact]
    public Task A_posted_form_is_not_sent_again() => RunAsync(async (view, unused) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        Site.Map("/order", request => SiteResponse.Html($"<title>{request.Method}</title>"));
        await view.NavigateAsync(Site.Html("/form", "<form method=post action=/order></form>"));
        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync("document.forms[0].submit()"));

        await RendererControl.Of(view.Web).EndRendererAsync();
        await log.RecoveredFromAsync(RecoveryCause.RendererExited);

        Assert.Equal("GET", view.Web.DocumentTitle);
        Assert.Equal(["POST", "GET"], Site.RequestsTo("/order").Select(request => request.Method));
    });

    [Fact, Behaviour(45)]
    public Task Frames_are_navigated_again_if_the_app_wants_that() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, new RecoveryOptions { NavigatesFailedFrames = true }));
        string frame = Site.Html("/frame", "<script>parent.postMessage('here', '*')</script>", "b.localhost");
        await view.NavigateAsync(Site.Html("/main", $"<script>addEventListener('message', e => chrome.webview.postMessage(e.data))</script><iframe src='{frame}'></iframe>"));
        Assert.Equal("\"here\"", await view.NextMessageAsync());

        await KillAsync(view, frame, Signal.Kill);
        await log.RecoveredFromAsync(RecoveryCause.FrameRendererExited);

        Assert.Equal("\"here\"", await view.NextMessageAsync());
        Assert.Equal((1, 2), (Site.Count("/main"), Site.Count("/frame")));
    });

    [Fact]
    public Task A_page_that_hangs_is_ended_if_the_app_wants_that() => RunAsync(async (view, unused) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, new RecoveryOptions { UnresponsiveAction = UnresponsiveAction.EndRenderer, UnresponsiveCount = 2 }));
        RendererControl.Of(view.Web).UnresponsiveLimit = TimeSpan.FromMilliseconds(500);
        FailureLog failures = new(view.Web);
        await view.NavigateAsync(Site.Html("/hangs", "<title>hangs</title>"));
        _ = view.Web.ExecuteScriptAsync("for (;;) ;");

        await log.RecoveredFromAsync(RecoveryCause.RendererExited);

        Assert.Equal(2, failures.All.Count(failure => failure.ProcessFailedKind == CoreWebView2ProcessFailedKind.RenderProcessUnresponsive));
        Assert.Equal("hangs", view.Web.DocumentTitle);
    });

    private static async Task EndRenderersAsync(TestView view, bool isFromOutside)
    {
        if (isFromOutside)
        {
            foreach (CoreWebView2ProcessInfo renderer in view.Environment.GetProcessInfos().Where(process => process.Kind == CoreWebView2ProcessKind.Renderer))
            {
                ProcessTable.Send(renderer.ProcessId, Signal.Kill);
            }

            return;
        }

        try
        {
            await RendererControl.Of(view.Web).EndRendererAsync();
        }
        catch (COMException refused) when (refused.HResult == Codes.Fail)
        {
            // As while a navigation waits for its server.
        }
    }
}
