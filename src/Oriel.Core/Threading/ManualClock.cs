using System;
using System.Threading;

namespace Oriel.Threading;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ticks of <see cref="TimeSpan"/>. Written by the pump's thread, read by any.</summary>
    private long _elapsed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public override DateTimeOffset GetUtcNow() => s_start + TimeSpan.FromTicks(GetTimestamp());

    internal void Advance(TimeSpan time) => Volatile.Write(ref _elapsed, _elapsed + time.Ticks);
}
