using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.ProcessFailures;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.Testing;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.Testing;

/// <summary>Faults that an app causes in its own processes.</summary>
public sealed class FaultInjectionTests : FailureTests
{
    private static readonly Dictionary<string, ProcessRole> s_roles = new()
    {
        ["browser"] = ProcessRole.Browser,
        ["GPU"] = ProcessRole.Gpu,
        ["network"] = ProcessRole.NetworkService,
        ["storage"] = ProcessRole.StorageService,
        ["sandbox"] = ProcessRole.SandboxHelper,
    };

    [Theory]
    [InlineData("GPU", false, Kind.GpuProcessExited)]
    [InlineData("GPU", true, Kind.GpuProcessExited)]
    [InlineData("network", false, Kind.UtilityProcessExited)]
    [InlineData("storage", true, Kind.UtilityProcessExited)]
    [InlineData("sandbox", false, Kind.SandboxHelperProcessExited)]
    [InlineData("browser", false, Kind.BrowserProcessExited)]
    [InlineData("browser", true, Kind.BrowserProcessExited)]
    public Task A_process_is_ended_by_its_role(string role, bool crashes, Kind kind) => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/page", "page"));
        FaultInjection faults = FaultInjection.Of(view.Environment);
        int[] before = [.. Group().Select(static process => process.Id)];

        int victim = await (crashes ? faults.CrashAsync(s_roles[role]) : faults.KillAsync(s_roles[role]));

        Assert.Contains(victim, before);
        CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
        Assert.Equal(kind, args.ProcessFailedKind);
        await GoneAsync(victim);
    });

    [Theory]
    [InlineData(false, Reason.Terminated, 137)]
    [InlineData(true, Reason.Crashed, 139)]
    public Task The_renderer_of_a_view_is_ended(bool crashes, Reason reason, int exitCode) => RunAsync(async (view, failures) =>
    {
        FaultInjection faults = FaultInjection.Of(view.Environment);
        await view.NavigateAsync(Site.Html("/victim", "victim"));
        TestView bystander = await view.OpenAnotherAsync();
        FailureLog bystanderFailures = new(bystander.Web);
        await bystander.NavigateAsync(Site.Html("/bystander", "bystander", "b.localhost"));

        _ = await (crashes ? faults.CrashAsync(view.Web) : faults.KillAsync(view.Web));

        CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
        Assert.Equal((Kind.RenderProcessExited, reason, exitCode), (args.ProcessFailedKind, args.Reason, args.ExitCode));
        InvalidOperationException lost = await Assert.ThrowsAsync<InvalidOperationException>(() => faults.KillAsync(view.Web));
        Assert.Contains("Reload", lost.Message, StringComparison.Ordinal);
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Single(failures.All);
        Assert.Empty(bystanderFailures.All);
    });

    [Fact]
    public Task The_renderer_of_a_frame_is_ended() => RunAsync(async (view, failures) =>
    {
        FaultInjection faults = FaultInjection.Of(view.Environment);
        string frame = Site.Html("/frame", "frame", "b.localhost");
        await view.NavigateAsync(Site.Html("/page", $"page<iframe src='{frame}'></iframe>"));

        await faults.KillAsync(view.Web, frame);

        CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
        Assert.Equal(Kind.FrameRenderProcessExited, args.ProcessFailedKind);
        Assert.Equal(frame, Assert.Single(args.FrameInfosForFailedProcess).Source);
        Assert.Equal("\"page\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_page_hangs_until_that_is_disposed_of(bool isStopped) => RunAsync(async (view, failures) =>
    {
        RendererControl control = RendererControl.Of(view.Web);
        control.UnresponsiveLimit = TimeSpan.FromSeconds(1);
        TaskCompletionSource responsive = new();
        control.Responsive += (_, _) => responsive.TrySetResult();
        await view.NavigateAsync(Site.Html("/hangs", "hangs"));
        FaultInjection faults = FaultInjection.Of(view.Environment);

        IAsyncDisposable hang = await (isStopped ? faults.StopAsync(view.Web) : faults.HangAsync(view.Web));
        await using (hang)
        {
            await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);
        }

        await responsive.Task;
        await hang.DisposeAsync();
        Assert.Equal("\"hangs\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Single(failures.All);
    });

    [Fact]
    public Task Script_that_has_ended_otherwise_is_not_ended_again() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/hangs", "hangs"));
        IAsyncDisposable hang = await FaultInjection.Of(view.Environment).HangAsync(view.Web);
        await RendererControl.Of(view.Web).EndScriptAsync();
        await view.SettleAsync();

        Task<string> next = view.Web.ExecuteScriptAsync("const end = Date.now() + 300; while (Date.now() < end); 'to its end'");
        await hang.DisposeAsync();

        Assert.Equal("\"to its end\"", await next);
        IAsyncDisposable last = await FaultInjection.Of(view.Environment).HangAsync(view.Web);
        view.Controller.Close();
        await last.DisposeAsync();
    });

    [Fact]
    public Task A_page_runs_out_of_memory() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/memory", "memory"));

        await FaultInjection.Of(view.Environment).ExhaustMemoryAsync(view.Web);

        CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
        Assert.Equal((Kind.RenderProcessExited, Reason.OutOfMemory), (args.ProcessFailedKind, args.Reason));
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
    });

    /// <remarks>RunAsync waits for the end of the browser: of one that is stopped, ten seconds.</remarks>
    [Theory]
    [InlineData("browser")]
    [InlineData("GPU")]
    [InlineData("network")]
    [InlineData("sandbox")]
    public Task What_is_stopped_ends_with_the_last_view(string role) => RunAsync(async (view, failures) =>
    {
        IReadOnlyList<ProcessEntry> group = Group();
        FaultInjection faults = FaultInjection.Of(view.Environment);
        IAsyncDisposable page = await faults.StopAsync(view.Web);
        IAsyncDisposable other = await faults.StopAsync(s_roles[role]);

        view.Controller.Close();

        await Task.WhenAll(group.Select(process => GoneAsync(process.Id)));
        await page.DisposeAsync();
        await other.DisposeAsync();
        Assert.Empty(failures.All);
    });

    [Fact]
    public Task What_cannot_be_done_is_said() => RunAsync(async (view, failures) =>
    {
        FaultInjection faults = FaultInjection.Of(view.Environment);
        await view.NavigateAsync(Site.Html("/page", "page"));
        InvalidOperationException unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => faults.KillAsync(ProcessRole.Utility("Toast Service")));
        Assert.Contains("has no process 'Toast Service' now. It has: Browser, ", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("Network Service", unknown.Message, StringComparison.Ordinal);
        ArgumentException frame = await Assert.ThrowsAsync<ArgumentException>(() => faults.KillAsync(view.Web, "https://nowhere.example/"));
        Assert.Contains(view.Web.Source, frame.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => FaultInjection.Of(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = faults.KillAsync((ProcessRole)null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = faults.HangAsync(null!); });
        Assert.Throws<ArgumentException>(() => ProcessRole.Utility(""));

        CoreWebView2Environment other = await CoreWebView2Environment.CreateAsync(null, Folder.Combine("other"));
        InvalidOperationException none = await Assert.ThrowsAsync<InvalidOperationException>(() => FaultInjection.Of(other).KillAsync(ProcessRole.Gpu));
        Assert.Contains("No browser runs", none.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => { _ = FaultInjection.Of(other).CrashAsync(view.Web); });
        await Task.Run(() =>
        {
            Assert.Throws<InvalidOperationException>(() => FaultInjection.Of(view.Environment));
            Assert.Throws<InvalidOperationException>(() => { _ = faults.KillAsync(ProcessRole.Gpu); });
            Assert.Throws<InvalidOperationException>(() => { _ = faults.StopAsync(ProcessRole.Gpu); });
            Assert.Throws<InvalidOperationException>(() => { _ = faults.CrashAsync(view.Web); });
            Assert.Throws<InvalidOperationException>(() => { _ = faults.HangAsync(view.Web); });
            Assert.Throws<InvalidOperationException>(() => { _ = faults.ExhaustMemoryAsync(view.Web); });
        });
        Assert.Empty(failures.All);
    });
}
