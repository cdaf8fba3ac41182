using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Core.Features.Processes;

/// <summary>
/// What a death is to an app: role × cause → kind, reason and exit code. Of renderers the browser says how they ended, in words of its own and a wait status; of the other
/// processes the broker does.
/// </summary>
internal static class ProcessFailures
{
    /// <summary>The browser does not say how the renderer of a child frame ended, and of a process that is not its child the kernel does not say it either.</summary>
    internal const int UnknownExitCode = -1;

    /// <summary>Documented: the exit code of a process that has not exited (Windows' STILL_ACTIVE).</summary>
    internal const int StillActive = 259;

    private const int SignalBase = 128;

    /// <summary>Chromium and V8 end themselves by it when no memory is left. They do so when a CHECK fails, too, which cannot be told apart from here, and which is rarer by far.</summary>
    private const int SigTrap = 5;

    /// <summary>The renderer of the view's main frame.</summary>
    /// <param name="status">The browser's word for it.</param>
    /// <param name="waitStatus">As waitpid gives it.</param>
    internal static ProcessFailure OfPage(string status, int waitStatus) => Of(Kind.RenderProcessExited, ReasonOf(status, waitStatus), ExitCodeOf(status, waitStatus));

    /// <summary>A renderer that had none but child frames of the view. The browser has no wait status for those.</summary>
    internal static ProcessFailure OfFrames(string status, IReadOnlyList<CoreWebView2FrameInfo> frames) =>
        Of(Kind.FrameRenderProcessExited, ReasonOf(status, waitStatus: 0), status == "normal" ? 0 : UnknownExitCode) with { Frames = frames };

    /// <summary>Documented: always this reason and code.</summary>
    internal static ProcessFailure OfBrowser() => Of(Kind.BrowserProcessExited, Reason.Unexpected, 1);

    /// <summary>The renderer of the main frame, which lives.</summary>
    internal static ProcessFailure OfUnresponsive() => Of(Kind.RenderProcessUnresponsive, Reason.Unresponsive, StillActive);

    /// <summary>Any other process of the group.</summary>
    /// <param name="type">The <c>--type=</c> of its command line.</param>
    /// <param name="description">What a utility process is called.</param>
    /// <param name="exitStatus">Null if nobody knows.</param>
    /// <param name="signal">That ended it; null if none did or nobody knows.</param>
    /// <returns>Null for those that are told of otherwise: browser and renderers.</returns>
    internal static ProcessFailure? OfProcess(string type, string? description, int? exitStatus, int? signal)
    {
        if (KindOf(type) is not { } kind)
        {
            return null;
        }

        int code = exitStatus ?? (signal is { } number ? SignalBase + number : UnknownExitCode);
        return Of(kind, ReasonOf(exitStatus, signal), code) with { Description = kind == Kind.UtilityProcessExited ? description ?? "" : "" };
    }

    private static ProcessFailure Of(Kind kind, Reason reason, int exitCode) => new(kind, reason, exitCode, "", []);

    private static Kind? KindOf(string type) => type switch
    {
        "browser" or "renderer" => null,
        "gpu-process" or "GPU" => Kind.GpuProcessExited,
        "utility" => Kind.UtilityProcessExited,
        "zygote" or "sandbox-ipc" => Kind.SandboxHelperProcessExited,
        "ppapi" => Kind.PpapiPluginProcessExited,
        "ppapi-broker" => Kind.PpapiBrokerProcessExited,
        _ => Kind.UnknownProcessExited,
    };

    /// <summary>The words are those of <c>Target.targetCrashed</c>.</summary>
    private static Reason ReasonOf(string status, int waitStatus) => status switch
    {
        "crashed" => (waitStatus & 0x7F) == SigTrap ? Reason.OutOfMemory : Reason.Crashed,
        "killed" => Reason.Terminated,
        "oom" or "oom killed" or "evicted for memory" => Reason.OutOfMemory,
        "failed to launch" => Reason.LaunchFailed,
        "abnormal" => Reason.AbnormalExit,
        "normal" => Reason.NormalExit,
        _ => Reason.Unexpected,
    };

    private static Reason ReasonOf(int? exitStatus, int? signal) => (exitStatus, signal) switch
    {
        // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS: what a process does to itself.
        (_, 4 or SigTrap or 6 or 7 or 8 or 11 or 31) => Reason.Crashed,
        (_, not null) => Reason.Terminated,
        (0, _) => Reason.NormalExit,
        (not null, _) => Reason.AbnormalExit,
        _ => Reason.Unexpected,
    };

    private static int ExitCodeOf(string status, int waitStatus) => (waitStatus & 0x7F, status) switch
    {
        // What the browser has then is a code of its own, not the process's.
        (_, "failed to launch") => UnknownExitCode,
        (0, _) => (waitStatus >> 8) & 0xFF,
        var (signal, _) => SignalBase + signal,
    };
}
