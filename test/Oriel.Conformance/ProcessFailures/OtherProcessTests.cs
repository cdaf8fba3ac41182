using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>Processes end that belong to no view in particular.</summary>
public sealed class OtherProcessTests : FailureTests
{
    [Theory]
    [Behaviour(48), Behaviour(49), Behaviour(51), Behaviour(41)]
    [InlineData(CoreWebView2ProcessKind.Gpu, "", Kind.GpuProcessExited)]
    [InlineData(CoreWebView2ProcessKind.Utility, "Network Service", Kind.UtilityProcessExited)]
    [InlineData(CoreWebView2ProcessKind.Utility, "Storage Service", Kind.UtilityProcessExited)]
    [InlineData(CoreWebView2ProcessKind.SandboxHelper, "", Kind.SandboxHelperProcessExited)]
    public Task Every_view_is_told_on_its_own_thread_and_goes_on(CoreWebView2ProcessKind role, string description, Kind kind) => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/page", "page");
        await view.NavigateAsync(url);
        TestView second = await view.OpenAnotherAsync();
        FailureLog secondFailures = new(second.Web);
        TaskCompletionSource opened = new();
        Task otherThread = PumpThread.RunAsync("other", async () =>
        {
            TestView third = await TestView.OpenAsync(view.Environment);
            FailureLog thirdFailures = new(third.Web);
            opened.SetResult();
            Assert.Equal(description, (await thirdFailures.NextAsync()).ProcessDescription);
            third.Close();
        });
        await opened.Task;
        ProcessMap map = await ProcessMap.GetAsync(view.Environment);
        int victim = map.Processes.First(process => process.Kind == role && process.Description == description).ProcessId;

        ProcessTable.Send(victim, Signal.Kill);

        foreach (FailureLog log in new[] { failures, secondFailures })
        {
            CoreWebView2ProcessFailedEventArgs args = await log.NextAsync();
            Assert.Equal((kind, description), (args.ProcessFailedKind, args.ProcessDescription));
            Assert.Contains((args.Reason, args.ExitCode), new[] { (Reason.Terminated, 137), (Reason.Unexpected, -1) });
            Assert.Empty(args.FrameInfosForFailedProcess);
        }

        await otherThread;
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
        Assert.Single(failures.All);
    });
}
