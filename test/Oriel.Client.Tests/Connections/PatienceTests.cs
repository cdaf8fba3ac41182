using System;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Xunit;

namespace Oriel.Client.Tests.Connections;

public sealed class PatienceTests
{
    private readonly Clock _clock = new();
    private int _ends;

    [Theory]
    [InlineData(30)]
    [InlineData(30.7)]
    public void It_ends_when_its_time_is_over(double seconds)
    {
        using Patience patience = Begin();

        _clock.Fire(seconds);

        Assert.Equal(1, _ends);
    }

    [Fact]
    public void After_the_machine_stood_still_it_begins_anew()
    {
        using Patience patience = Begin();

        _clock.Fire(70);
        Assert.Equal(0, _ends);
        Assert.Equal(TimeSpan.FromSeconds(30), _clock.DueTime);
        _clock.Fire(30);

        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Disposed_of_it_has_no_timer()
    {
        Begin().Dispose();

        Assert.Null(_clock.DueTime);
    }

    private Patience Begin() => new(TimeSpan.FromSeconds(30), () => _ends++, _clock);

    private sealed class Clock : TimeProvider, ITimer
    {
        private long _now = 1000;
        private TimerCallback? _callback;

        public TimeSpan? DueTime { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = callback;
            DueTime = dueTime;
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            return true;
        }

        /// <summary>The timer comes, so long after it was set.</summary>
        public void Fire(double seconds)
        {
            _now += TimeSpan.FromSeconds(seconds).Ticks;
            _callback!(null);
        }

        public void Dispose() => DueTime = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
