using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Diagnostics;

public sealed class ProcessMapTests
{
    private static readonly IntPtr s_noWindow = new(-3);

    [Fact]
    public async Task Without_a_browser_the_map_is_empty()
    {
        await using TempFolder folder = new("map");
        await PumpThread.RunAsync("UI", async () =>
        {
            CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder.Path);

            ProcessMap map = await ProcessMap.GetAsync(environment);

            Assert.Equal((0, 0, 0, 0), (map.BrokerProcessId, map.BrowserProcessId, map.Hosts.Count, map.Processes.Count));
        });
    }

    [Fact]
    public async Task Hosts_views_and_processes_are_there() => await OnPageAsync(async (environment, view, site) =>
    {
        ProcessMap map = await ProcessMap.GetAsync(environment);

        HostProcess host = Assert.Single(map.Hosts);
        Assert.Equal(Environment.ProcessId, host.ProcessId);
        Assert.Equal("Default", Assert.Single(host.Views).ProfileName);
        Assert.Equal((int)view.BrowserProcessId, map.BrowserProcessId);
        Assert.Equal(map.Processes[0], Assert.Single(map.Processes, static process => process.Kind == CoreWebView2ProcessKind.Browser));
        Assert.Equal((map.BrowserProcessId, ""), (map.Processes[0].ProcessId, map.Processes[0].Description));
        Assert.Contains(map.Processes, static process => process is { Kind: CoreWebView2ProcessKind.Utility, Description: "Network Service" });
        Assert.NotEqual(0, map.BrokerProcessId);
    });

    [Fact]
    public async Task Frames_are_in_the_process_of_their_site() => await OnPageAsync(async (environment, view, site) =>
    {
        ProcessMap map = await ProcessMap.GetAsync(environment);

        Assert.True(map.AreFramesKnown);
        BrowserProcess own = Assert.Single(map.Processes, process => process.Frames.Any(frame => frame.IsMainFrame));
        BrowserProcess other = Assert.Single(map.Processes, process => process.Frames.Count > 0 && process != own);
        string viewId = map.Hosts[0].Views[0].Id;
        Assert.Equal(
            [new ProcessFrame(site.Url("/", "map.localhost"), true, viewId), new ProcessFrame(site.Url("/frame", "sub.map.localhost"), false, viewId)], own.Frames);
        Assert.Equal([new ProcessFrame(site.Url("/frame", "other.localhost"), false, viewId)], other.Frames);
        Assert.Equal([CoreWebView2ProcessKind.Renderer, CoreWebView2ProcessKind.Renderer], [own.Kind, other.Kind]);
    });

    [Fact]
    public async Task Maps_asked_for_at_the_same_time_are_all_complete() => await OnPageAsync(async (environment, view, site) =>
    {
        ProcessMap[] maps = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ProcessMap.GetAsync(environment)));

        Assert.All(maps, static map => Assert.Equal((true, 3), (map.AreFramesKnown, map.Processes.Sum(static process => process.Frames.Count))));
    });

    [Fact]
    public async Task While_the_app_records_a_trace_itself_frames_are_known() => await OnPageAsync(async (environment, view, site) =>
    {
        await view.CallDevToolsProtocolMethodAsync("Tracing.start", """{"transferMode":"ReportEvents"}""");

        ProcessMap map = await ProcessMap.GetAsync(environment);

        Assert.Equal((true, 3), (map.AreFramesKnown, map.Processes.Sum(static process => process.Frames.Count)));
    });

    [Fact]
    public async Task A_view_that_is_closed_meanwhile_does_not_hold_up_the_map() => await OnPageAsync(async (environment, view, site) =>
    {
        CoreWebView2Controller second = await environment.CreateCoreWebView2ControllerAsync(s_noWindow);
        Task<ProcessMap> taking = ProcessMap.GetAsync(environment);
        second.Close();

        Assert.True((await taking.WaitAsync(TimeSpan.FromSeconds(20))).AreFramesKnown);
    });

    [Fact]
    public async Task Another_thread_than_the_environments_is_refused() => await OnPageAsync(async (environment, view, site) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => ProcessMap.GetAsync(environment))));

    private static async Task OnPageAsync(Func<CoreWebView2Environment, CoreWebView2, TestSite, Task> test)
    {
        await using TempFolder folder = new("map");
        await using TestSite site = new TestSite().Page("/frame", "<p>frame");
        site.Page("/", $"<iframe src='{site.Url("/frame", "sub.map.localhost")}'></iframe><iframe src='{site.Url("/frame", "other.localhost")}'></iframe>");
        await PumpThread.RunAsync("UI", async () =>
        {
            CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder.Path);
            CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(s_noWindow);
            try
            {
                TaskCompletionSource<bool> loaded = new();
                controller.CoreWebView2.NavigationCompleted += (_, e) => loaded.TrySetResult(e.IsSuccess);
                controller.CoreWebView2.Navigate(site.Url("/", "map.localhost"));
                Assert.True(await loaded.Task);
                await test(environment, controller.CoreWebView2, site);
            }
            finally
            {
                controller.Close();
            }
        });
    }
}
