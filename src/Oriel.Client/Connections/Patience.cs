using System;
using System.Threading;

namespace Oriel.Client.Connections;

/// <summary>
/// The bound of a wait for another process. It bounds what the other does with its time: when the machine stood still (a virtual machine that was paused, say) nobody had
/// any. Then the timer comes long after it should have, and the wait begins anew.
/// </summary>
internal sealed class Patience : IDisposable
{
    /// <summary>A timer may come this late because the machine is busy.</summary>
    private static readonly TimeSpan s_usualDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _bound;
    private readonly Action _isOver;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _start;

    /// <param name="bound">How long.</param>
    /// <param name="isOver">Called on the pool, once; also when this is disposed at the same instant.</param>
    /// <param name="clock">For tests.</param>
    internal Patience(TimeSpan bound, Action isOver, TimeProvider? clock = null)
    {
        _bound = bound;
        _isOver = isOver;
        _clock = clock ?? TimeProvider.System;
        _start = _clock.GetTimestamp();
        // Not set before there is a field to set it anew by.
        _timer = _clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(bound, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        if (_clock.GetElapsedTime(_start) > _bound + s_usualDelay)
        {
            _start = _clock.GetTimestamp();
            _timer.Change(_bound, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _isOver();
        }
    }
}
