using Oriel.Ipc.Processes;

namespace Oriel.Broker.Chromium;

/// <param name="ProcessId">The browser process that was.</param>
/// <param name="WasAsked">It ended because we asked it to.</param>
/// <param name="HasRun">It had answered; if not, it is a browser that could not start.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Failure">What an app that waits for a view is to see.</param>
/// <param name="Message">The same in words, with the browser's own last ones.</param>
internal sealed record BrowserExit(int ProcessId, bool WasAsked, bool HasRun, ChildStatus Status, int Failure, string Message)
{
    public bool IsNormal => WasAsked && Status.Signal == 0 && Status.ExitStatus == 0;
}
