using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;
using HostView = Oriel.TestKit.Hosts.HostView;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>Processes end that belong to no view in particular.</summary>
public sealed class OtherProcessTests : FailureTests
{
    private const string Gpu = "--type=gpu-process";
    private const string PlaySound = "(async () => { const context = new AudioContext(); const tone = context.createOscillator(); tone.connect(context.destination); tone.start(); await context.resume(); })()";

    [Theory]
    [Behaviour(41), Behaviour(48), Behaviour(50), Behaviour(51), Behaviour(53), Behaviour(54)]
    [InlineData("network.mojom.NetworkService", "Network Service", Kind.UtilityProcessExited)]
    [InlineData("storage.mojom.StorageService", "Storage Service", Kind.UtilityProcessExited)]
    [InlineData("tracing.mojom.TracingService", "Tracing Service", Kind.UtilityProcessExited)]
    [InlineData("audio.mojom.AudioService", "Audio Service", Kind.UtilityProcessExited)]
    public Task Whatever_signal_ends_it_every_view_of_every_host_is_told_and_goes_on(string argument, string description, Kind kind) =>
        RunAsync((view, failures) => DieAsync(view, failures, argument, description, kind, [.. Death.BySignal]), "--autoplay-policy=no-user-gesture-required");

    /// <summary>A browser puts up with two deaths of the GPU process, or some more.</summary>
    [Theory]
    [Behaviour(41), Behaviour(48), Behaviour(50), Behaviour(51), Behaviour(53), Behaviour(54)]
    [InlineData(0, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 5)]
    public Task So_it_is_with_the_GPU_process(int from, int end) =>
        RunAsync((view, failures) => DieAsync(view, failures, Gpu, "", Kind.GpuProcessExited, [.. Death.BySignal.Take(from..end)]));

    [RootTheory]
    [Behaviour(48), Behaviour(50), Behaviour(53)]
    [InlineData("--type=gpu-process", "", Kind.GpuProcessExited)]
    [InlineData("network.mojom.NetworkService", "Network Service", Kind.UtilityProcessExited)]
    public Task When_it_exits_its_status_is_told(string argument, string description, Kind kind) =>
        RunAsync((view, failures) => DieAsync(view, failures, argument, description, kind, [Death.Exits(1), Death.Exits(200)]));

    /// <summary>So the browser ends those that it needs no more, as the tracing service some seconds after a trace.</summary>
    [RootTheory]
    [Behaviour(52)]
    [InlineData("--type=gpu-process", Kind.GpuProcessExited)]
    [InlineData("network.mojom.NetworkService", Kind.UtilityProcessExited)]
    [InlineData("storage.mojom.StorageService", Kind.UtilityProcessExited)]
    public Task One_that_exits_with_0_has_not_failed(string argument, Kind kind) => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/page", "page"));
        int victim = await FindAsync(view, argument, []);
        Death.Exits(0).Strike(victim);
        await GoneAsync(victim);

        // The next one that fails is the first that is told. A request meanwhile could be lost with the one that has ended.
        await view.Web.ExecuteScriptAsync("localStorage.a = 1");
        ProcessTable.Send(await FindAsync(view, argument, [victim]), Signal.Kill);
        Assert.Equal((kind, 137), ((await failures.NextAsync()) is var args ? args.ProcessFailedKind : default, args.ExitCode));
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(41), Behaviour(49), Behaviour(51), Behaviour(53)]
    public Task A_helper_of_the_sandbox_is_not_fatal() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/page", "page"));
        HostView other = await OpenInAnotherHostAsync();
        int zygote = await FindAsync(view, "--type=zygote", []);

        ProcessTable.Send(zygote, Signal.SegmentationFault);

        // It has no crash handler.
        await failures.ExpectAsync(Kind.SandboxHelperProcessExited, Reason.Crashed, 139);
        Assert.Equal("SandboxHelperProcessExited", (await NextFailureAsync(other))["kind"]!.GetValue<string>());
        Assert.Equal("\"page\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    [Behaviour(41), Behaviour(48)]
    public Task A_view_of_another_thread_is_told_there() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/page", "page"));
        TaskCompletionSource opened = new();
        Task otherThread = PumpThread.RunAsync("other", async () =>
        {
            TestView third = await TestView.OpenAsync(view.Environment);
            FailureLog thirdFailures = new(third.Web);
            opened.SetResult();
            await thirdFailures.ExpectAsync(Kind.GpuProcessExited, Reason.Terminated, 137);
            third.Close();
        });
        await opened.Task;

        ProcessTable.Send(await FindAsync(view, Gpu, []), Signal.Kill);

        await failures.ExpectAsync(Kind.GpuProcessExited, Reason.Terminated, 137);
        await otherThread;
    });

    [Fact]
    [Behaviour(42), Behaviour(43), Behaviour(48), Behaviour(54)]
    public Task A_GPU_process_that_dies_again_and_again_takes_the_browser_along() => RunAsync(async (view, failures) =>
    {
        int browser = (int)view.Web.BrowserProcessId;
        string folder = view.Environment.FailureReportFolderPath;
        HashSet<int> victims = [];
        CoreWebView2ProcessFailedEventArgs args;
        do
        {
            // The last one may not be told of: the browser gives up at once, by its own will.
            int gpu = await FindAsync(view, Gpu, victims);
            victims.Add(gpu);
            ProcessTable.Send(gpu, Signal.Kill);
            args = await failures.NextAsync();
            if (args.ProcessFailedKind == Kind.GpuProcessExited)
            {
                Assert.Equal((Reason.Terminated, 137), (args.Reason, args.ExitCode));
                Task<int> next = FindAsync(view, Gpu, victims);
                await Task.WhenAny(next, failures.WaitAsync());
                args = next.IsCompleted ? args : await failures.NextAsync();
            }
        }
        while (args.ProcessFailedKind == Kind.GpuProcessExited);

        Assert.Equal((Kind.BrowserProcessExited, Reason.Crashed, 128 + (int)Signal.Abort), (args.ProcessFailedKind, args.Reason, args.ExitCode));
        FailureLog.AssertIsOf(args.CrashReport!, browser, (uint)Signal.Abort, folder);
        Assert.InRange(failures.All.Count, victims.Count, victims.Count + 1);
        Assert.InRange(victims.Count, 2, 6);
    });

    private async Task DieAsync(TestView view, FailureLog failures, string argument, string description, Kind kind, Death[] deaths)
    {
        await view.NavigateAsync(Site.Html("/page", "page"));
        HostView other = await OpenInAnotherHostAsync();
        TestView second = await view.OpenAnotherAsync();
        FailureLog secondFailures = new(second.Web);
        string folder = view.Environment.FailureReportFolderPath;
        HashSet<int> victims = [];
        foreach (Death death in deaths)
        {
            if (description == "Audio Service")
            {
                await view.Web.ExecuteScriptAsync(PlaySound);
            }
            else if (description == "Tracing Service")
            {
                await view.Web.CallDevToolsProtocolMethodAsync("Tracing.start", """{"traceConfig":{"includedCategories":["disabled-by-default-devtools.timeline"]}}""");
                await view.Web.CallDevToolsProtocolMethodAsync("Tracing.end", "{}");
            }

            int victim = await FindAsync(view, argument, victims);
            victims.Add(victim);

            death.Strike(victim);

            CoreWebView2ProcessFailedEventArgs told = await failures.ExpectAsync(kind, death, victim, folder, description);
            await secondFailures.ExpectAsync(kind, death, victim, folder, description);
            JsonObject args = await NextFailureAsync(other);
            Assert.Equal(
                (kind.ToString(), death.Reason.ToString(), death.ExitCode, description, "", 0),
                (Text(args, "kind"), Text(args, "reason"), args["exitCode"]!.GetValue<int>(), Text(args, "description"), Text(args, "module"), args["frames"]!.AsArray().Count));
            Assert.Equal(told.CrashReport?.CrashReportId, args["report"]?["id"]!.GetValue<string>());
        }

        if (description == "Network Service")
        {
            // A page that is asked for while the service is being replaced can be lost with it (docs/adr/0019).
            _ = await FindAsync(view, argument, victims);
        }

        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Equal((deaths.Length, deaths.Length, 0), (failures.All.Count, secondFailures.All.Count, (await FailuresOfAsync(other)).Count));
    }

    private static string Text(JsonObject args, string name) => args[name]!.GetValue<string>();
}
