using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Threading;

/// <summary>The timers of one pump. A timer that is due is put into the pump's queue like any callback, and not again before it has ticked: ticks that a busy thread missed are not made up for.</summary>
internal sealed class PumpTimers(MessagePumpSynchronizationContext context, TimeProvider clock)
{
    /// <summary>As long as any timer of .NET's can take.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<PumpTimer, (TimeSpan Due, long Number)> _waiting = new();
    private readonly long _start = clock.GetTimestamp();
    private long _number;

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>How long until the next timer is due; null when none waits.</summary>
    internal TimeSpan? UntilNext
    {
        get
        {
            lock (_lock)
            {
                return _waiting.TryPeek(out _, out (TimeSpan Due, long Number) next) ? TimeSpan.FromTicks(Math.Max(0, (next.Due - Now).Ticks)) : null;
            }
        }
    }

    /// <summary>Puts the timers that are due into the pump's queue.</summary>
    /// <returns>How long until the next one is due; infinite when none waits.</returns>
    internal TimeSpan PostDue()
    {
        while (TakeDue() is { } timer)
        {
            context.Post(static timer => ((PumpTimer)timer!).Tick(), timer);
        }

        return UntilNext ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Any thread.</summary>
    /// <returns>False when the timer is disposed.</returns>
    internal bool Change(PumpTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            Stop(timer);
            timer.Period = period > TimeSpan.Zero ? period : null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Start(timer, Now + dueTime);
            }
        }

        context.LookAgain();
        return true;
    }

    /// <summary>Any thread.</summary>
    internal void Dispose(PumpTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            Stop(timer);
        }
    }

    /// <summary>A tick has its turn.</summary>
    /// <returns>Whether it is to be run: the timer may have been changed meanwhile.</returns>
    internal bool BeginTick(PumpTimer timer)
    {
        lock (_lock)
        {
            if (!timer.IsQueued)
            {
                return false;
            }

            timer.IsQueued = false;
            timer.IsTicking = true;
            if (timer.Period is { } period)
            {
                long missed = (Now - timer.Due).Ticks / period.Ticks;
                Start(timer, timer.Due + ((missed + 1) * period));
            }

            return true;
        }
    }

    internal void EndTick(PumpTimer timer)
    {
        TaskCompletionSource? ticked;
        lock (_lock)
        {
            timer.IsTicking = false;
            ticked = timer.Ticked;
            timer.Ticked = null;
        }

        ticked?.SetResult();
    }

    /// <summary>Any thread.</summary>
    /// <returns>Complete when the tick that runs now, if one does, has returned.</returns>
    internal Task WhenTicked(PumpTimer timer)
    {
        lock (_lock)
        {
            return timer.IsTicking ? (timer.Ticked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }
    }

    private PumpTimer? TakeDue()
    {
        lock (_lock)
        {
            if (!_waiting.TryPeek(out PumpTimer? timer, out (TimeSpan Due, long Number) next) || next.Due > Now)
            {
                return null;
            }

            _waiting.Dequeue();
            timer.IsQueued = true;
            return timer;
        }
    }

    private void Start(PumpTimer timer, TimeSpan due)
    {
        timer.Due = due;
        _waiting.Enqueue(timer, (due, ++_number));
    }

    private void Stop(PumpTimer timer)
    {
        timer.IsQueued = false;
        _ = _waiting.Remove(timer, out _, out _);
    }

    private static void Check(TimeSpan time, string parameter)
    {
        if ((time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan) || time > s_longest)
        {
            throw new ArgumentOutOfRangeException(parameter, time, $"A timer takes a time from zero to {s_longest}, or Timeout.InfiniteTimeSpan for never.");
        }
    }
}
