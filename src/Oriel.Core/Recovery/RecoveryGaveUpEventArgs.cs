using System;

namespace Oriel.Recovery;

/// <summary>A view is not brought back.</summary>
public sealed class RecoveryGaveUpEventArgs : EventArgs
{
    internal RecoveryGaveUpEventArgs(RecoveryCause cause, int attempts, Exception? exception)
    {
        Cause = cause;
        Attempts = attempts;
        Exception = exception;
    }

    /// <summary>What from.</summary>
    public RecoveryCause Cause { get; }

    /// <summary>How many attempts in a row were made.</summary>
    public int Attempts { get; }

    /// <summary>Why the last attempt to create a controller failed; null when the attempts were made, and the failure came again each time.</summary>
    public Exception? Exception { get; }
}
