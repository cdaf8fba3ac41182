using System;
using System.Linq;
using Oriel.Recovery;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Recovery;

public sealed class BackoffTests : IDisposable
{
    private readonly ManualMessagePump _pump = new();

    private RecoveryOptions Options => new() { TimeProvider = _pump.TimeProvider };

    public void Dispose() => _pump.Dispose();

    [Fact]
    public void Attempts_come_at_growing_distances_and_then_no_more()
    {
        Backoff backoff = new(Options);

        Assert.Equal([0.0, 1, 2, 4, 8], Enumerable.Range(0, 5).Select(_ => backoff.Next().Delay!.Value.TotalSeconds));
        Assert.Equal((5, null), backoff.Next());
        Assert.Equal((5, null), backoff.Next());
    }

    [Fact]
    public void No_distance_is_longer_than_the_longest()
    {
        Backoff backoff = new(Options with { MaxAttempts = 2000, MaxDelay = TimeSpan.FromSeconds(3) });

        Assert.Equal([0.0, 1, 2, 3, 3], Enumerable.Range(0, 5).Select(_ => backoff.Next().Delay!.Value.TotalSeconds));
        Assert.All(Enumerable.Range(0, 1500), _ => Assert.Equal(3, backoff.Next().Delay!.Value.TotalSeconds));
    }

    [Fact]
    public void Who_was_well_for_a_while_begins_anew_and_who_was_not_goes_on()
    {
        Backoff backoff = new(Options with { StablePeriod = TimeSpan.FromSeconds(60) });
        backoff.Next();
        backoff.OnRecovered();
        _pump.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, backoff.Next().Attempt);
        backoff.OnRecovered();
        _pump.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((1, TimeSpan.Zero), backoff.Next());
    }

    [Fact]
    public void Time_that_goes_by_without_recovery_counts_for_nothing()
    {
        Backoff backoff = new(Options);
        backoff.Next();
        _pump.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, backoff.Next().Attempt);
    }

    [Fact]
    public void Long_after_the_last_attempt_a_failure_is_a_new_one()
    {
        Backoff backoff = new(Options with { MaxAttempts = 1 });
        backoff.Next();
        Assert.Null(backoff.Next().Delay);
        _pump.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, backoff.Next().Attempt);
    }

    [Fact]
    public void No_attempt_is_made_when_none_is_wanted() => Assert.Equal((0, null), new Backoff(Options with { MaxAttempts = 0 }).Next());

    [Fact]
    public void Numbers_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { MaxAttempts = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { FirstDelay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { MaxDelay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { StablePeriod = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { MaxHistoryEntries = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryOptions { UnresponsiveCount = 0 });
    }
}
