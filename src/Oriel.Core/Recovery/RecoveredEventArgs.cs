using System;

namespace Oriel.Recovery;

/// <summary>A view is back.</summary>
public sealed class RecoveredEventArgs : EventArgs
{
    internal RecoveredEventArgs(RecoveryCause cause, int attempt, bool isPageLoaded)
    {
        Cause = cause;
        Attempt = attempt;
        IsPageLoaded = isPageLoaded;
    }

    /// <summary>What from.</summary>
    public RecoveryCause Cause { get; }

    /// <summary>By which attempt in a row, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Whether the page was loaded; if not, the view shows an error page, because a server is not there for instance.</summary>
    public bool IsPageLoaded { get; }
}
