using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Core.Features.Processes;

/// <summary>
/// What a death is to an app: role × cause → kind, reason and exit code. How a process ended the kernel says, and what lies behind it its dump; of renderers the browser has words of its own, which count where the kernel's
/// cannot say as much, or nobody knows them.
/// </summary>
internal static class ProcessFailures
{
    /// <summary>Nobody can say how the process ended, or there was none.</summary>
    internal const int UnknownExitCode = -1;

    /// <summary>Documented: the exit code of a process that has not exited (Windows' STILL_ACTIVE).</summary>
    internal const int StillActive = 259;

    private const int SignalBase = 128;

    /// <summary>Documented: the exit code of a browser that failed. The true one is told where it is known.</summary>
    private const int LostBrowser = 1;

    /// <summary>The renderer of the view's main frame.</summary>
    /// <param name="status">The browser's word for it.</param>
    /// <param name="waitStatus">As waitpid gives it.</param>
    /// <param name="end">What is known of the process.</param>
    internal static ProcessFailure OfPage(string status, int waitStatus, ProcessEnd end) => OfRenderer(Kind.RenderProcessExited, status, waitStatus, end);

    /// <summary>A renderer that had none but child frames of the view. The browser has no wait status for those.</summary>
    internal static ProcessFailure OfFrames(string status, ProcessEnd end, IReadOnlyList<CoreWebView2FrameInfo> frames) =>
        OfRenderer(Kind.FrameRenderProcessExited, status, waitStatus: 0, end) with { Frames = frames };

    /// <summary>The browser process.</summary>
    internal static ProcessFailure OfBrowser(ProcessEnd end) => Of(Kind.BrowserProcessExited, ReasonOf(end), end, LostBrowser);

    /// <summary>The renderer of the main frame, which lives.</summary>
    internal static ProcessFailure OfUnresponsive() => new(Kind.RenderProcessUnresponsive, Reason.Unresponsive, StillActive, "", [], Report: null);

    /// <summary>Any other process of the group.</summary>
    /// <param name="type">The <c>--type=</c> of its command line.</param>
    /// <param name="description">What a utility process is called.</param>
    /// <param name="end">What is known of its end.</param>
    /// <returns>Null for those that are told of otherwise: browser and renderers.</returns>
    internal static ProcessFailure? OfProcess(string type, string? description, ProcessEnd end) => KindOf(type) is { } kind
        ? Of(kind, ReasonOf(end), end, UnknownExitCode) with { Description = kind == Kind.UtilityProcessExited ? description ?? "" : "" }
        : null;

    /// <summary>Whether it is the process that renderers are forked off, or one like it.</summary>
    internal static bool IsSandboxHelper(string type) => KindOf(type) == Kind.SandboxHelperProcessExited;

    /// <summary>Whether it is the process through which all requests go.</summary>
    internal static bool IsNetworkService(string type, string? description) => (type, description) == ("utility", "Network Service");

    /// <summary>Whether <see cref="OfProcess"/> tells of it.</summary>
    internal static bool IsToldOf(string type) => KindOf(type) is not null;

    private static ProcessFailure OfRenderer(Kind kind, string status, int waitStatus, ProcessEnd end)
    {
        if (status == "failed to launch")
        {
            // What the browser has then is a code of its own, not a process's.
            return Of(kind, Reason.LaunchFailed, new ProcessEnd(), UnknownExitCode);
        }

        if (end is { ExitStatus: null, Signal: null } && (waitStatus != 0 || status == "normal"))
        {
            int signal = waitStatus & 0x7F;
            end = end with { ExitStatus = signal == 0 ? (waitStatus >> 8) & 0xFF : SignalBase + signal, Signal = signal == 0 ? null : signal };
        }

        return Of(kind, WordOf(status) ?? ReasonOf(end, status), end, UnknownExitCode);
    }

    private static ProcessFailure Of(Kind kind, Reason reason, ProcessEnd end, int unknown) =>
        new(kind, reason, end.ExitStatus ?? (end.Signal is { } signal ? SignalBase + signal : unknown), "", [], end.Report);

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

    /// <summary>What only the browser knows, in the words of <c>Target.targetCrashed</c>.</summary>
    private static Reason? WordOf(string status) => status is "oom" or "oom killed" or "evicted for memory" ? Reason.OutOfMemory : null;

    private static Reason ReasonOf(ProcessEnd end, string status = "") => (end.ExitStatus, end.Signal, status) switch
    {
        // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS: what a process does to itself.
        (_, 4 or 5 or 6 or 7 or 8 or 11 or 31, _) => end.IsOutOfMemory ? Reason.OutOfMemory : Reason.Crashed,
        (_, not null, _) => Reason.Terminated,
        (0, _, _) => Reason.NormalExit,
        (not null, _, _) => Reason.AbnormalExit,
        (_, _, "crashed") => Reason.Crashed,
        (_, _, "killed") => Reason.Terminated,
        (_, _, "abnormal") => Reason.AbnormalExit,
        (_, _, "normal") => Reason.NormalExit,
        _ => Reason.Unexpected,
    };
}
