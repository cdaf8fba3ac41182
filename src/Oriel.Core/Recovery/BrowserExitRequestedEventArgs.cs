using System;

namespace Oriel.Recovery;

/// <summary>Another app, or another environment of this one, asks for all views on the user data folder to be closed for a while.</summary>
public sealed class BrowserExitRequestedEventArgs : EventArgs
{
    internal BrowserExitRequestedEventArgs(BrowserExitPurpose purpose, string hostName, int hostProcessId)
    {
        Purpose = purpose;
        HostName = hostName;
        HostProcessId = hostProcessId;
    }

    /// <summary>What for.</summary>
    public BrowserExitPurpose Purpose { get; }

    /// <summary>The name of the app that asks.</summary>
    public string HostName { get; }

    /// <summary>Its process id.</summary>
    public int HostProcessId { get; }

    /// <summary>Set to true to refuse: nothing is closed then, in any app, and who asked is told who refused.</summary>
    public bool Cancel { get; set; }

    /// <summary>Why <see cref="Cancel"/> was set; for people.</summary>
    public string? Reason { get; set; }
}
