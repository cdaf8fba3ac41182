using System;
using System.Collections.Generic;
using Oriel.Ipc.Loop;
using Xunit;

namespace Oriel.Ipc.Tests;

public sealed class DeadlineQueueTests
{
    private readonly Clock _clock = new();
    private readonly List<string> _fired = [];
    private readonly DeadlineQueue _queue;

    public DeadlineQueueTests() => _queue = new DeadlineQueue(_clock);

    [Fact]
    public void A_deadline_fires_when_its_time_has_come()
    {
        _queue.Add(TimeSpan.FromSeconds(30), () => _fired.Add("30"));
        _queue.Add(TimeSpan.FromSeconds(2), () => _fired.Add("2"));

        Assert.Equal(2_000, Wait(2));
        Assert.Equal(["2"], _fired);
        Assert.Equal(28_000, Wait(28.5));
        Assert.Equal(["2", "30"], _fired);
        Assert.Equal(-1, Wait(0));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(31.5)]
    public void A_machine_that_stood_still_reaches_none_and_what_is_awaited_gets_its_time(double seconds)
    {
        Wait(1000);
        _queue.Add(TimeSpan.FromSeconds(30), () => _fired.Add("30"));

        Assert.Equal(30_000, Wait(seconds));
        Assert.Empty(_fired);
        Assert.Equal(30_000, Wait(12));
        Assert.Equal(18_000, Wait(18));
        Assert.Equal(["30"], _fired);
    }

    [Fact]
    public void A_wait_that_somebody_else_ended_in_time_costs_time()
    {
        _queue.Add(TimeSpan.FromSeconds(30), () => _fired.Add("30"));

        Wait(29);
        Assert.Equal(1_000, Wait(1));
        Assert.Equal(["30"], _fired);
    }

    /// <summary>One round of a loop, whose wait takes so long.</summary>
    /// <returns>How long it was to wait.</returns>
    private int Wait(double seconds)
    {
        int bound = _queue.BeginWait();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _queue.EndWait();
        _queue.RunDue();
        return bound;
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
