using System;

namespace Oriel.Recovery;

/// <summary>An attempt to bring a view back is about to be made.</summary>
public sealed class RecoveryStartingEventArgs : EventArgs
{
    internal RecoveryStartingEventArgs(RecoveryCause cause, int attempt, TimeSpan delay)
    {
        Cause = cause;
        Attempt = attempt;
        Delay = delay;
    }

    /// <summary>What from.</summary>
    public RecoveryCause Cause { get; }

    /// <summary>Which attempt in a row it is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>After what time it is made.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Set to true to have nothing done: the view stays as it is, until <see cref="ViewRecovery.Retry"/> is called or the app helps itself.</summary>
    public bool Cancel { get; set; }
}
