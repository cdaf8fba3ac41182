using System;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Threading;

/// <summary>A timer that ticks on its pump's thread. What changes is its <see cref="PumpTimers"/>' to change.</summary>
internal sealed class PumpTimer(PumpTimers timers, MessagePumpSynchronizationContext context, TimerCallback callback, object? state) : ITimer
{
    private static readonly ContextCallback s_call = static timer => ((PumpTimer)timer!).Call();

    private readonly ExecutionContext? _executionContext = ExecutionContext.Capture();

    internal TimeSpan Due { get; set; }

    /// <summary>Null for a timer that ticks once.</summary>
    internal TimeSpan? Period { get; set; }

    /// <summary>It was due, and its tick waits for its turn.</summary>
    internal bool IsQueued { get; set; }

    internal bool IsDisposed { get; set; }

    /// <summary>Set while a tick runs and somebody waits for its end.</summary>
    internal TaskCompletionSource? Ticked { get; set; }

    internal bool IsTicking { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => timers.Change(this, dueTime, period);

    public void Dispose() => timers.Dispose(this);

    /// <summary>As for any timer, complete when no tick runs any more.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return context.IsOwnThread ? default : new ValueTask(timers.WhenTicked(this));
    }

    internal void Tick()
    {
        if (!timers.BeginTick(this))
        {
            return;
        }

        try
        {
            if (_executionContext is null)
            {
                Call();
            }
            else
            {
                ExecutionContext.Run(_executionContext, s_call, this);
            }
        }
        finally
        {
            timers.EndTick(this);
        }
    }

    private void Call() => callback(state);
}
