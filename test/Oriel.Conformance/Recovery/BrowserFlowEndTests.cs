using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.ProcessFailures;
using Oriel.Conformance.Support;
using Oriel.Recovery;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;
using HostView = Oriel.TestKit.Hosts.HostView;

namespace Oriel.Conformance.Recovery;

/// <summary>How calls end that need the browser to end, with what is left then, and with what comes in their way.</summary>
public sealed class BrowserFlowEndTests : FailureTests
{
    private const string Worker = """
        addEventListener('install', () => skipWaiting());
        addEventListener('activate', e => e.waitUntil(clients.claim()));
        addEventListener('fetch', e => {
          if (e.request.mode === 'navigate')
            e.respondWith(new Response("<title>worker</title><script>var ran = fetch('/ran')</script>", { headers: { 'Content-Type': 'text/html' } }));
        });
        """;

    [Theory, Behaviour(31)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Dumps_of_crashes_go_with_the_folder_unless_the_app_wants_to_keep_them(bool keep) => RunAsync(async (view, failures) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        string url = Site.Html("/page", "page");
        await view.NavigateAsync(url);
        await view.Web.ExecuteScriptAsync("localStorage.a = 1");
        await KillAsync(view, url, Signal.SegmentationFault);
        string report = (await failures.NextAsync()).CrashReport!.CrashReportId + ".dmp";
        await log.RecoveredFromAsync(RecoveryCause.RendererExited);
        string folder = view.Environment.FailureReportFolderPath;
        Assert.Single(Directory.GetFiles(folder, report, SearchOption.AllDirectories));

        await EnvironmentRecovery.Of(view.Environment).ClearUserDataFolderAsync(keepFailureReports: keep);

        Assert.Equal(keep ? 1 : 0, Directory.Exists(folder) ? Directory.GetFiles(folder, report, SearchOption.AllDirectories).Length : 0);
        Assert.Equal("\"undefined\"", await log.Web.ExecuteScriptAsync("typeof localStorage.a"));
        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task A_host_that_hangs_after_it_has_agreed_is_named_and_all_come_back() => RunAsync(async (view, unused) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));

        // It is heard on other threads, while this one is blocked.
        HostEnvironment first = await Task.Run(() => StartEnvironmentAsync());
        HostView other = await first.CreateKeptViewAsync(cancellation: Bound);
        using ManualResetEventSlim isOver = new();
        SynchronizationContext thread = SynchronizationContext.Current!;
        log.Recovery.BrowserExitRequested += (_, _) => thread.Post(_ => isOver.Wait(Bound), null);

        Task<string> forgetting = Task.Run(() => first.EndBrowserAsync("forget", new JsonObject { ["timeout"] = 3000 }, Bound));
        _ = forgetting.ContinueWith(_ => isOver.Set(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        HostFailureException late = await Assert.ThrowsAsync<HostFailureException>(() => forgetting);

        Assert.Equal("System.TimeoutException", late.Type);
        Assert.Contains($"(PID {System.Environment.ProcessId}, 1 views)", late.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"PID {first.App.ProcessId}", late.Message, StringComparison.Ordinal);

        // That one's views were closed when all had agreed, and nobody else's.
        Assert.Equal("BrowserRestarted", (await first.App.NextEventAsync("Recovered", Bound)).Args["cause"]!.GetValue<string>());
        await log.RecoveredFromAsync(RecoveryCause.BrowserRestarted);
        Assert.Equal("2", await other.RunScriptAsync("1 + 1", Bound));
        Assert.Equal("2", await log.Web.ExecuteScriptAsync("1 + 1"));
        log.Recovery.Controller.Close();
        await StopHostAsync(first.App);
    });

    [Fact]
    public Task A_page_is_awaited_no_longer_when_its_view_is_closed() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        await view.NavigateAsync(Site.Html("/page", "page"));
        Held held = Site.Hold("/page");
        Task forgetting = EnvironmentRecovery.Of(view.Environment).ClearAuthCacheAsync();
        await held.Arrived;
        Assert.False(forgetting.IsCompleted);

        log.Recovery.Controller.Close();

        await forgetting;
        Assert.Empty(log.All.OfType<RecoveredEventArgs>());
        held.Release();
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Nor_when_it_loses_its_renderer(bool isReloaded) => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, new RecoveryOptions { ReloadsPage = isReloaded }));
        await view.NavigateAsync(Site.Html("/before", "before"));
        string url = Site.Html("/page", "<title>page</title>");
        await view.NavigateAsync(url);
        Held held = Site.Hold("/page", "<title>page</title>");
        Task forgetting = EnvironmentRecovery.Of(view.Environment).ClearAuthCacheAsync();
        await held.Arrived;
        FailureLog failures = new(log.Web);

        foreach (ProcessEntry renderer in ProcessTable.DescendantsOf((int)log.Web.BrowserProcessId).Where(static process => process.ChromiumType == "renderer"))
        {
            ProcessTable.Send(renderer.Id, Signal.Kill);
        }

        await failures.ExpectAsync(CoreWebView2ProcessFailedKind.RenderProcessExited, CoreWebView2ProcessFailedReason.Terminated, 137);
        await forgetting;
        if (!isReloaded)
        {
            RecoveredEventArgs recovered = await log.NextAsync<RecoveredEventArgs>();
            Assert.Equal((RecoveryCause.BrowserRestarted, false), (recovered.Cause, recovered.IsPageLoaded));
            held.Release();
        }
        else
        {
            held.Release();
            Assert.True((await log.RecoveredFromAsync(RecoveryCause.RendererExited)).IsPageLoaded);
            Assert.Equal((url, "page", true), (log.Web.Source, log.Web.DocumentTitle, log.Web.CanGoBack));
        }

        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task A_history_comes_back_past_a_service_worker() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        Site.Map("/worker.js", static _ => SiteResponse.Text(Worker, "text/javascript"));
        Site.Map("/ran", static _ => SiteResponse.NoContent());
        await view.NavigateAsync(Site.Html("/registers", "registers"));
        await RunScriptAsync(view.Web, "navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)");
        await view.NavigateAsync(Site.Html("/served", "not by the worker"));
        await RunScriptAsync(view.Web, "ran");
        Assert.Equal(("worker", 0, 1), (view.Web.DocumentTitle, Site.Count("/served"), Site.Count("/ran")));
        await view.NavigateAsync(Site.Html("/last", "<title>last</title>", "b.localhost"));

        await EnvironmentRecovery.Of(view.Environment).ClearAuthCacheAsync();

        Assert.Equal(("last", true, 0, 1), (log.Web.DocumentTitle, log.Web.CanGoBack, Site.Count("/served"), Site.Count("/ran")));
        EventLog events = new(log.Web);
        log.Web.GoBack();
        Assert.True((await events.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(log.Web.NavigationCompleted))).IsSuccess);

        // The worker was there, and would have answered.
        Assert.Equal(("worker", "true"), (log.Web.DocumentTitle, await log.Web.ExecuteScriptAsync("navigator.serviceWorker.controller !== null")));
        log.Recovery.Controller.Close();
    });

    /// <summary>Runs script to the end of its promise.</summary>
    private static async Task RunScriptAsync(CoreWebView2 web, string promise) =>
        Assert.DoesNotContain(
            "exceptionDetails",
            await web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", new JsonObject { ["expression"] = $"{promise}.then(() => 1)", ["awaitPromise"] = true }.ToJsonString()),
            StringComparison.Ordinal);
}
