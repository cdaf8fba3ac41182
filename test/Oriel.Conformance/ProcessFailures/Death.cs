using System.Collections.Generic;
using Oriel.TestKit.Processes;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>A way for a process to end that works for every role, and what an app is told of it.</summary>
/// <param name="Signal">That ends it; null if it exits.</param>
/// <param name="ExitCode">What the app is told: its status, or 128 + signal.</param>
/// <param name="Reason">What the app is told.</param>
/// <param name="LeavesDump">Whether its crash handler is called.</param>
internal sealed record Death(Signal? Signal, int ExitCode, Reason Reason, bool LeavesDump)
{
    public static IReadOnlyList<Death> BySignal { get; } =
    [
        Of(TestKit.Processes.Signal.Kill, Reason.Terminated, leavesDump: false),
        Of(TestKit.Processes.Signal.Terminate, Reason.Terminated, leavesDump: false),
        Of(TestKit.Processes.Signal.SegmentationFault, Reason.Crashed, leavesDump: true),
        Of(TestKit.Processes.Signal.Abort, Reason.Crashed, leavesDump: true),
        Of(TestKit.Processes.Signal.Trap, Reason.Crashed, leavesDump: true),
    ];

    public static Death Killed { get; } = BySignal[0];

    public static Death Exits(int status) => new(null, status, status == 0 ? Reason.NormalExit : Reason.AbnormalExit, LeavesDump: false);

    public void Strike(int processId)
    {
        if (Signal is { } signal)
        {
            ProcessTable.Send(processId, signal);
        }
        else
        {
            ProcessInjection.Exit(processId, ExitCode);
        }
    }

    private static Death Of(Signal signal, Reason reason, bool leavesDump) => new(signal, 128 + (int)signal, reason, leavesDump);
}
