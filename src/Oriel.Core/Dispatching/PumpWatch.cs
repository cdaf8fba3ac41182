using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Oriel.Diagnostics;

namespace Oriel.Core.Dispatching;

/// <summary>
/// Sees whether a thread that has callbacks to run runs them. Where WebView2 merely hangs, this says which thread is blocked, how long, and what waits for it; and once more when it goes on.
/// </summary>
/// <remarks>
/// Costs a timestamp for each callback and, while callbacks come, one timer that is set again every <see cref="OrielDiagnostics.BlockedThreadLimit"/>. All but the timer is called with the
/// dispatcher's lock held.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "As long as the thread can have views it is watched; the timer holds nothing when it is not set.")]
internal sealed class PumpWatch
{
    private readonly Action _blocked;
    private readonly Func<bool> _isDebugged;
    private readonly Timer _timer;

    /// <summary>Since when the oldest callback waits; 0 when none does.</summary>
    private long _since;
    private bool _isSet;

    /// <param name="due">Called on the pool when the limit may have passed.</param>
    /// <param name="isDebugged">Whether a debugger may have stopped the thread, in which case nothing is told; null for <see cref="Debugger.IsAttached"/>.</param>
    internal PumpWatch(Action due, Func<bool>? isDebugged = null)
    {
        _blocked = due;
        _isDebugged = isDebugged ?? (static () => Debugger.IsAttached);
        _timer = new Timer(static watch => ((PumpWatch)watch!)._blocked(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Whether a block has been told and its end has not.</summary>
    internal bool IsTold { get; private set; }

    internal TimeSpan Waited => _since == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_since);

    /// <summary>The first callback begins to wait.</summary>
    internal void OnWaiting()
    {
        _since = Stopwatch.GetTimestamp();
        if (!_isSet)
        {
            Set(OrielDiagnostics.BlockedThreadLimit);
        }
    }

    /// <summary>A callback is run.</summary>
    /// <param name="more">Whether others wait behind it.</param>
    /// <returns>How long the thread was blocked, if that was told.</returns>
    internal TimeSpan? OnTaken(bool more)
    {
        TimeSpan? recovered = IsTold ? Waited : null;
        IsTold = false;
        _since = more ? Stopwatch.GetTimestamp() : 0;
        if (more && !_isSet)
        {
            Set(OrielDiagnostics.BlockedThreadLimit);
        }

        return recovered;
    }

    /// <summary>The timer has run.</summary>
    /// <returns>Whether the thread is blocked and that is to be told.</returns>
    internal bool IsDue()
    {
        _isSet = false;
        if (_since == 0 || IsTold)
        {
            return false;
        }

        TimeSpan left = OrielDiagnostics.BlockedThreadLimit - Waited;
        if (left > TimeSpan.Zero || _isDebugged())
        {
            Set(left > TimeSpan.Zero ? left : OrielDiagnostics.BlockedThreadLimit);
            return false;
        }

        IsTold = true;
        return true;
    }

    /// <summary>Nothing waits any more, nor will.</summary>
    internal void Stop()
    {
        _since = 0;
        _timer.Dispose();
    }

    private void Set(TimeSpan due)
    {
        if (due != Timeout.InfiniteTimeSpan)
        {
            // A millisecond more, for timers that count in coarser ticks than the clock; one that is early all the same is set again.
            _isSet = true;
            _timer.Change(due + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }
}
