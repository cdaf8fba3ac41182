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
    [InlineData("crashed", 5, Reason.OutOfMemory, 133)]
    [InlineData("oom", 9, Reason.OutOfMemory, 137)]
    [InlineData("abnormal", 1 << 8, Reason.AbnormalExit, 1)]
    [InlineData("abnormal", 200 << 8, Reason.AbnormalExit, 200)]
    [InlineData("normal", 0, Reason.NormalExit, 0)]
    [InlineData("failed to launch", 1003, Reason.LaunchFailed, ProcessFailures.UnknownExitCode)]
    [InlineData("a word of next year", 0, Reason.Unexpected, 0)]
    public void The_renderer_of_a_page(string status, int waitStatus, Reason reason, int exitCode)
    {
        ProcessFailure failure = ProcessFailures.OfPage(status, waitStatus);

        Assert.Equal((Kind.RenderProcessExited, reason, exitCode, ""), (failure.Kind, failure.Reason, failure.ExitCode, failure.Description));
        Assert.Empty(failure.Frames);
    }

    [Theory]
    [Behaviour(50), Behaviour(57)]
    [InlineData("killed", Reason.Terminated, ProcessFailures.UnknownExitCode)]
    [InlineData("crashed", Reason.Crashed, ProcessFailures.UnknownExitCode)]
    [InlineData("failed to launch", Reason.LaunchFailed, ProcessFailures.UnknownExitCode)]
    [InlineData("normal", Reason.NormalExit, 0)]
    public void A_renderer_of_frames(string status, Reason reason, int exitCode)
    {
        CoreWebView2FrameInfo[] frames = [new("name", "https://a.example/")];

        ProcessFailure failure = ProcessFailures.OfFrames(status, frames);

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
        ProcessFailure failure = ProcessFailures.OfProcess(type, description, exitStatus, signal)!;

        Assert.Equal((kind, reason, exitCode, told), (failure.Kind, failure.Reason, failure.ExitCode, failure.Description));
        Assert.Empty(failure.Frames);
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("renderer")]
    public void Browser_and_renderers_are_told_otherwise(string type) => Assert.Null(ProcessFailures.OfProcess(type, null, 137, 9));

    [Fact]
    [Behaviour(43), Behaviour(46), Behaviour(47)]
    public void What_is_documented_to_be_always_the_same()
    {
        ProcessFailure browser = ProcessFailures.OfBrowser();
        ProcessFailure unresponsive = ProcessFailures.OfUnresponsive();

        Assert.Equal((Kind.BrowserProcessExited, Reason.Unexpected, 1), (browser.Kind, browser.Reason, browser.ExitCode));
        Assert.Equal((Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259), (unresponsive.Kind, unresponsive.Reason, unresponsive.ExitCode));
    }
}
