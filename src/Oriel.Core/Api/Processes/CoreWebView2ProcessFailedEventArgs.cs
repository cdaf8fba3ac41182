using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Processes;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells which process of a view failed, and how.</summary>
/// <remarks>Thread: that of the view. They can be read although the view is closed, as it is when its browser has failed.</remarks>
public class CoreWebView2ProcessFailedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;
    private readonly ProcessFailure _failure;

    internal CoreWebView2ProcessFailedEventArgs(ProcessFailure failure) => _failure = failure;

    /// <summary>
    /// What the dump of the crash says, which is whole in the environment's failure report folder by now. Null for a process that was killed, exited, could not be started, or hangs, and for a crash that left no dump.
    /// </summary>
    public CoreWebView2CrashReport? CrashReport => Use().Report;

    /// <summary>
    /// The exit status of the process, and 128 + signal if a signal ended it. Always 259 when a renderer is unresponsive. If it cannot be known, 1 when the browser process exited and -1 otherwise, as for a renderer
    /// that could not be started.
    /// </summary>
    public int ExitCode => Use().ExitCode;

    /// <summary>Always empty: Linux has no code integrity check that could keep a module from being loaded.</summary>
    public string FailureSourceModulePath => Use().SourceModulePath;

    /// <summary>The frames of the view that lived in a renderer without the main frame; empty for every other kind of failure.</summary>
    public IReadOnlyList<CoreWebView2FrameInfo> FrameInfosForFailedProcess => Use().Frames;

    /// <summary>What a utility process is for, in English, such as "Network Service"; empty for other processes.</summary>
    public string ProcessDescription => Use().Description;

    /// <summary>Which process failed, and whether it exited.</summary>
    public CoreWebView2ProcessFailedKind ProcessFailedKind => Use().Kind;

    /// <summary>Why it failed.</summary>
    public CoreWebView2ProcessFailedReason Reason => Use().Reason;

    private ProcessFailure Use([CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2ProcessFailedEventArgs), member);
        return _failure;
    }
}
