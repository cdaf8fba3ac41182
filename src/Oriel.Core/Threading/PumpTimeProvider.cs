using System;
using System.Threading;

namespace Oriel.Threading;

/// <summary>The time of a pump: timers of it tick on the pump's thread.</summary>
internal sealed class PumpTimeProvider(MessagePumpSynchronizationContext context, TimeProvider clock) : TimeProvider
{
    internal PumpTimers Timers { get; } = new(context, clock);

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        PumpTimer timer = new(Timers, context, callback, state);
        _ = timer.Change(dueTime, period);
        return timer;
    }
}
