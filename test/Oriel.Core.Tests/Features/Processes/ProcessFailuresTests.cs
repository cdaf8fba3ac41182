using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Processes;
using Oriel.TestKit;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Core.Tests.Features.Processes;

/// <summary>Role × cause → kind, reason, exit code.</summary>
public sealed class ProcessFailuresTests
{
    [Theory]
    [Behaviour(50)]
    [InlineData("killed", 9, Reason.Terminated, 137)]
    [InlineData("killed", 15, Reason.Terminated, 143)]
    [InlineData("killed", 2, Reason.Terminated, 130)]
    [InlineData("crashed", 11, Reason.Crashed, 139)]
    [InlineData("crashed", 11 | 0x80, Reason.Crashed, 139)]
    [InlineData("crashed", 6, Reason.Crashed, 134)]
    [InlineData("crashed", 4, Reason.Crashed, 132)]
    [InlineData("crashed", 5, Reason.Crashed, 133)]
    [InlineData("oom", 9, Reason.OutOfMemory, 137)]
    [InlineData("abnormal", 1 << 8, Reason.AbnormalExit, 1)]
    [InlineData("abnormal", 200 << 8, Reason.AbnormalExit, 200)]
    [InlineData("normal", 0, Reason.NormalExit, 0)]
    [InlineData("failed to launch", 1003, Reason.LaunchFailed, ProcessFailures.UnknownExitCode)]
    [InlineData("a word of next year", 0, Reason.Unexpected, ProcessFailures.UnknownExitCode)]
    public void The_renderer_of_a_page_of_which_the_kernel_says_nothing(string status, int waitStatus, Reason reason, int exitCode)
    {
        ProcessFailure failure = ProcessFailures.OfPage(status, waitStatus, new ProcessEnd());

        Assert.Equal((Kind.RenderProcessExited, reason, exitCode, ""), (failure.Kind, failure.Reason, failure.ExitCode, failure.Description));
        Assert.Empty(failure.Frames);
    }

    [Theory]
    [Behaviour(50), Behaviour(57)]
    [InlineData("killed", null, null, Reason.Terminated, ProcessFailures.UnknownExitCode)]
    [InlineData("crashed", null, null, Reason.Crashed, ProcessFailures.UnknownExitCode)]
    [InlineData("failed to launch", null, null, Reason.LaunchFailed, ProcessFailures.UnknownExitCode)]
    [InlineData("normal", null, null, Reason.NormalExit, 0)]
    [InlineData("killed", 137, 9, Reason.Terminated, 137)]
    [InlineData("crashed", 139, 11, Reason.Crashed, 139)]
    [InlineData("abnormal", 138, 10, Reason.Terminated, 138)]
    [InlineData("abnormal", 1, null, Reason.AbnormalExit, 1)]
    [InlineData("oom killed", 137, 9, Reason.OutOfMemory, 137)]
    public void A_renderer_of_frames(string status, int? exitStatus, int? signal, Reason reason, int exitCode)
    {
        CoreWebView2FrameInfo[] frames = [new("name", "https://a.example/")];

        ProcessFailure failure = ProcessFailures.OfFrames(status, new ProcessEnd(exitStatus, signal), frames);

        Assert.Equal((Kind.FrameRenderProcessExited, reason, exitCode), (failure.Kind, failure.Reason, failure.ExitCode));
        Assert.Same(frames, failure.Frames);
    }

    [Theory]
    [Behaviour(48), Behaviour(49), Behaviour(50), Behaviour(51)]
    [InlineData("gpu-process", null, 137, 9, Kind.GpuProcessExited, Reason.Terminated, 137, "")]
    [InlineData("gpu-process", null, 139, 11, Kind.GpuProcessExited, Reason.Crashed, 139, "")]
    [InlineData("gpu-process", null, 133, 5, Kind.GpuProcessExited, Reason.Crashed, 133, "")]
    [InlineData("gpu-process", null, 0, null, Kind.GpuProcessExited, Reason.NormalExit, 0, "")]
    [InlineData("utility", "Network Service", 134, 6, Kind.UtilityProcessExited, Reason.Crashed, 134, "Network Service")]
    [InlineData("utility", "Audio Service", 1, null, Kind.UtilityProcessExited, Reason.AbnormalExit, 1, "Audio Service")]
    [InlineData("utility", null, null, null, Kind.UtilityProcessExited, Reason.Unexpected, ProcessFailures.UnknownExitCode, "")]
    [InlineData("utility", "Storage Service", null, 15, Kind.UtilityProcessExited, Reason.Terminated, 143, "Storage Service")]
    [InlineData("zygote", "no utility", 143, 15, Kind.SandboxHelperProcessExited, Reason.Terminated, 143, "")]
    [InlineData("ppapi", null, 0, null, Kind.PpapiPluginProcessExited, Reason.NormalExit, 0, "")]
    [InlineData("ppapi-broker", null, 0, null, Kind.PpapiBrokerProcessExited, Reason.NormalExit, 0, "")]
    [InlineData("unknown", null, 2, null, Kind.UnknownProcessExited, Reason.AbnormalExit, 2, "")]
    public void Another_process(string type, string? description, int? exitStatus, int? signal, Kind kind, Reason reason, int exitCode, string told)
    {
        ProcessFailure failure = ProcessFailures.OfProcess(type, description, new ProcessEnd(exitStatus, signal))!;

        Assert.Equal((kind, reason, exitCode, told), (failure.Kind, failure.Reason, failure.ExitCode, failure.Description));
        Assert.Empty(failure.Frames);
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("renderer")]
    public void Browser_and_renderers_are_told_otherwise(string type) => Assert.Null(ProcessFailures.OfProcess(type, null, new ProcessEnd(137, 9)));

    [Theory]
    [Behaviour(43), Behaviour(50)]
    [InlineData(null, null, Reason.Unexpected, 1)]
    [InlineData(137, 9, Reason.Terminated, 137)]
    [InlineData(139, 11, Reason.Crashed, 139)]
    [InlineData(134, 6, Reason.Crashed, 134)]
    [InlineData(0, null, Reason.NormalExit, 0)]
    [InlineData(1, null, Reason.AbnormalExit, 1)]
    public void The_browser(int? exitStatus, int? signal, Reason reason, int exitCode)
    {
        ProcessFailure browser = ProcessFailures.OfBrowser(new ProcessEnd(exitStatus, signal));

        Assert.Equal((Kind.BrowserProcessExited, reason, exitCode), (browser.Kind, browser.Reason, browser.ExitCode));
    }

    [Fact]
    [Behaviour(50), Behaviour(53)]
    public void A_trap_is_a_want_of_memory_where_the_dump_says_so()
    {
        CoreWebView2CrashReport report = new("id", 5, "chromium", "", 1, 2);
        ProcessEnd exhausted = new(133, 5, report, IsOutOfMemory: true);
        ProcessEnd failedCheck = exhausted with { IsOutOfMemory = false };

        Assert.Equal((Reason.OutOfMemory, report), (ProcessFailures.OfPage("crashed", 5, exhausted).Reason, ProcessFailures.OfPage("crashed", 5, exhausted).Report));
        Assert.Equal((Reason.Crashed, report), (ProcessFailures.OfPage("crashed", 5, failedCheck).Reason, ProcessFailures.OfPage("crashed", 5, failedCheck).Report));
        Assert.Equal(Reason.OutOfMemory, ProcessFailures.OfProcess("utility", "x", exhausted)!.Reason);
        Assert.Equal(Reason.OutOfMemory, ProcessFailures.OfBrowser(exhausted).Reason);
    }

    [Fact]
    [Behaviour(46), Behaviour(47)]
    public void What_is_documented_to_be_always_the_same()
    {
        ProcessFailure unresponsive = ProcessFailures.OfUnresponsive();

        Assert.Equal((Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259), (unresponsive.Kind, unresponsive.Reason, unresponsive.ExitCode));
    }
}
