using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Processes;

/// <summary>One failure of a process, as every view it concerns is told.</summary>
/// <param name="Kind">Which process, and how.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExitCode">Its exit status, as shells have it: 128 + signal for a process that a signal ended; <see cref="ProcessFailures.UnknownExitCode"/> if nobody can say.</param>
/// <param name="Description">Of a utility process, in English; otherwise empty.</param>
/// <param name="Frames">The frames that were in it, if the process had none but child frames of the view.</param>
/// <param name="Report">What its dump says; null if it left none.</param>
internal sealed record ProcessFailure(
    CoreWebView2ProcessFailedKind Kind,
    CoreWebView2ProcessFailedReason Reason,
    int ExitCode,
    string Description,
    IReadOnlyList<CoreWebView2FrameInfo> Frames,
    CoreWebView2CrashReport? Report)
{
    /// <summary>The outermost of <see cref="Frames"/>, by the ids the browser has for them.</summary>
    internal IReadOnlyList<string> FrameIds { get; init; } = [];

    /// <summary>Only Windows keeps modules from being loaded.</summary>
    internal string SourceModulePath { get; } = "";
}
