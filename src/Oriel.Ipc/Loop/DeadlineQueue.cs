using System;
using System.Collections.Generic;

namespace Oriel.Ipc.Loop;

/// <summary>
/// The deadlines of one loop. Each bounds what others do with their time. When the machine stood still (a virtual machine that was paused, say) nobody had any, and what is
/// awaited may be just about to come; that shows by a wait that ends long after it should have, and then every deadline is put off by what that wait took.
/// </summary>
internal sealed class DeadlineQueue
{
    /// <summary>A wait may end this late because the machine is busy.</summary>
    private static readonly TimeSpan s_usualDelay = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly PriorityQueue<Deadline, TimeSpan> _deadlines = new();
    private TimeSpan _lost;
    private TimeSpan? _bound;
    private long _start;

    public DeadlineQueue(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <summary>The time that others had, since some instant.</summary>
    private TimeSpan Now => _clock.GetElapsedTime(0) - _lost;

    public Deadline Add(TimeSpan after, Action action)
    {
        Deadline deadline = new(action);
        _deadlines.Enqueue(deadline, Now + after);
        return deadline;
    }

    /// <returns>How many milliseconds the loop may wait; -1 for ever.</returns>
    public int BeginWait()
    {
        _start = _clock.GetTimestamp();
        _bound = null;
        while (_bound is null && _deadlines.TryPeek(out Deadline? deadline, out TimeSpan due))
        {
            if (deadline.IsOver)
            {
                _deadlines.Dequeue();
            }
            else
            {
                _bound = due - Now;
            }
        }

        return _bound is { } bound ? (int)Math.Clamp(Math.Ceiling(bound.TotalMilliseconds), 0, int.MaxValue) : -1;
    }

    public void EndWait()
    {
        TimeSpan waited = _clock.GetElapsedTime(_start);
        if (_bound is { } bound && waited > bound + s_usualDelay)
        {
            _lost += waited;
        }
    }

    public void RunDue()
    {
        while (_deadlines.TryPeek(out Deadline? deadline, out TimeSpan due) && (deadline.IsOver || due <= Now))
        {
            _deadlines.Dequeue();
            deadline.Fire();
        }
    }
}
