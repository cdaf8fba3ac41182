using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Threading;

/// <summary>The pump that is turned by hand, and by it what no clock and no other thread can disturb.</summary>
public sealed class ManualMessagePumpTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Nothing_runs_before_it_is_told_to()
    {
        using ManualMessagePump pump = new();
        List<int> seen = [];
        for (int i = 0; i < 3; i++)
        {
            int number = i;
            SynchronizationContext.Current!.Post(_ => seen.Add(number), null);
        }

        Assert.Equal(3, pump.Count);
        Assert.Empty(seen);
        Assert.True(pump.RunOne());
        Assert.Equal([0], seen);
        Assert.Equal(2, pump.RunAll());
        Assert.Equal([0, 1, 2], seen);
        Assert.False(pump.RunOne());
    }

    [Fact]
    public async Task What_is_awaited_goes_on_when_it_is_turned()
    {
        ManualMessagePump pump = new();
        TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> task = AddAsync(source.Task);
        source.SetResult(1);
        Assert.False(task.IsCompleted);
        Assert.True(pump.WaitForCallback(s_second * 30));
        Assert.Equal(1, pump.RunAll());
        Assert.True(task.IsCompleted);
        pump.Dispose();
        Assert.Equal(2, await task);

        static async Task<int> AddAsync(Task<int> one) => 1 + await one;
    }

    [Fact]
    public void Time_goes_by_only_when_it_is_told_to_and_each_timer_ticks_at_its_own()
    {
        using ManualMessagePump pump = new();
        TimeProvider time = pump.TimeProvider;
        DateTimeOffset start = time.GetUtcNow();
        List<string> seen = [];
        void Tick(object? name) => seen.Add($"{name} at {(time.GetUtcNow() - start).TotalSeconds:0.#}");
        using ITimer late = time.CreateTimer(Tick, "late", 3 * s_second, Timeout.InfiniteTimeSpan);
        using ITimer often = time.CreateTimer(Tick, "often", s_second, s_second);
        using ITimer never = time.CreateTimer(Tick, "never", Timeout.InfiniteTimeSpan, s_second);
        Assert.Equal(0, pump.RunAll());
        pump.Advance(2.5 * s_second);
        Assert.Equal(["often at 1", "often at 2"], seen);
        pump.Advance(0.5 * s_second);
        Assert.Equal(["often at 1", "often at 2", "late at 3", "often at 3"], seen);
    }

    [Fact]
    public void Ticks_that_a_busy_thread_misses_are_not_made_up_for_and_the_rhythm_stays()
    {
        using ManualMessagePump pump = new();
        TimeProvider time = pump.TimeProvider;
        List<TimeSpan> seen = [];
        long start = time.GetTimestamp();
        bool isBusy = true;
        using ITimer timer = time.CreateTimer(
            _ =>
            {
                seen.Add(time.GetElapsedTime(start));
                if (isBusy)
                {
                    // Time goes by while this runs, as it does in a long handler.
                    isBusy = false;
                    pump.Advance(3.5 * s_second);
                }
            },
            null, s_second, s_second);
        pump.Advance(s_second);
        pump.Advance(2 * s_second);
        Assert.Equal([s_second, 2 * s_second, 3 * s_second, 4 * s_second, 5 * s_second, 6 * s_second], seen.ConvertAll(at => at));
    }

    [Fact]
    public void A_timer_that_is_changed_or_disposed_of_when_its_tick_waits_does_not_tick()
    {
        using ManualMessagePump pump = new();
        int ticks = 0;
        ITimer? changed = null;
        ITimer? disposed = null;
        using ITimer first = pump.TimeProvider.CreateTimer(
            _ =>
            {
                // All three are due, and so this tick stands before the others in the queue.
                Assert.True(changed!.Change(s_second, Timeout.InfiniteTimeSpan));
                disposed!.Dispose();
            },
            null, s_second, Timeout.InfiniteTimeSpan);
        changed = pump.TimeProvider.CreateTimer(_ => ticks++, null, s_second, Timeout.InfiniteTimeSpan);
        disposed = pump.TimeProvider.CreateTimer(_ => ticks++, null, s_second, Timeout.InfiniteTimeSpan);
        pump.Advance(s_second);
        Assert.Equal(0, ticks);
        pump.Advance(s_second);
        Assert.Equal(1, ticks);
        Assert.False(disposed.Change(s_second, s_second));
        changed.Dispose();
    }

    [Fact]
    public void A_delay_is_over_at_its_time()
    {
        using ManualMessagePump pump = new();
        Task delay = Task.Delay(TimeSpan.FromDays(1), pump.TimeProvider);
        pump.Advance(TimeSpan.FromHours(23));
        Assert.False(delay.IsCompleted);
        pump.Advance(TimeSpan.FromHours(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_exception_is_thrown_to_whoever_turns_it_and_the_rest_still_waits()
    {
        using ManualMessagePump pump = new();
        bool ran = false;
        SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("why"), null);
        SynchronizationContext.Current!.Post(_ => ran = true, null);
        Assert.Throws<InvalidOperationException>(() => pump.RunAll());
        Assert.Equal(1, pump.RunAll());
        Assert.True(ran);
    }

    [Fact]
    public void It_waits_for_another_thread_no_longer_than_it_may()
    {
        using ManualMessagePump pump = new();
        Assert.False(pump.WaitForCallback(TimeSpan.Zero));
        Assert.False(pump.WaitForCallback(TimeSpan.FromMilliseconds(2)));
        SynchronizationContext context = SynchronizationContext.Current!;
        ThreadPool.QueueUserWorkItem(_ => context.Post(_ => { }, null));
        Assert.True(pump.WaitForCallback(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void It_belongs_to_the_thread_that_made_it_and_there_is_one()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        using (ManualMessagePump pump = new())
        {
            Assert.Throws<InvalidOperationException>(() => new ManualMessagePump());
            Assert.Throws<ArgumentOutOfRangeException>(() => pump.Advance(-s_second));
            Assert.Throws<ArgumentOutOfRangeException>(() => pump.TimeProvider.CreateTimer(_ => { }, null, -s_second, s_second));
            InvalidOperationException? wrong = null;
            Thread other = new(() => wrong = Assert.Throws<InvalidOperationException>(() => pump.RunOne()));
            other.Start();
            other.Join();
            Assert.Contains("ManualMessagePump.RunOne", wrong!.Message, StringComparison.Ordinal);
        }

        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void Nested_frames_run_what_waits_and_end_as_they_are_told()
    {
        using ManualMessagePump pump = new();
        SynchronizationContext context = SynchronizationContext.Current!;
        List<string> seen = [];
        bool hasTicked = false;
        using ITimer timer = pump.TimeProvider.CreateTimer(_ => hasTicked = true, null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        context.Post(
            _ =>
            {
                MessagePumpFrame frame = MessagePump.CreateFrame();
                context.Post(_ => seen.Add("inside"), null);
                Thread other = new(() => frame.Continue = false);
                context.Post(_ => other.Start(), null);
                MessagePump.PushFrame(frame);
                other.Join();
                seen.Add("after");
            },
            null);
        pump.RunAll();
        Assert.Equal(["inside", "after"], seen);
        Assert.False(hasTicked);
        pump.Advance(s_second);
        Assert.True(hasTicked);
    }

    [Fact]
    public void After_an_exit_nothing_is_run()
    {
        using ManualMessagePump pump = new();
        SynchronizationContext context = SynchronizationContext.Current!;
        bool ran = false;
        context.Post(_ => MessagePump.Exit(), null);
        context.Post(_ => ran = true, null);
        Assert.Equal(1, pump.RunAll());
        Assert.False(pump.RunOne());
        MessagePump.PushFrame(MessagePump.CreateFrame());
        Assert.False(ran);
    }

    [Fact]
    public void What_a_callback_throws_can_be_handled()
    {
        using ManualMessagePump pump = new();
        List<string> handled = [];
        MessagePump.UnhandledException += (_, e) =>
        {
            handled.Add(e.Exception.Message);
            e.Handled = true;
        };
        SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("one"), null);
        SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("two"), null);
        Assert.Equal(2, pump.RunAll());
        Assert.Equal(["one", "two"], handled);
    }

    [Fact]
    public void Tasks_of_its_scheduler_run_when_it_is_turned()
    {
        using ManualMessagePump pump = new();
        Task<int> task = Task.Factory.StartNew(
            static () => Environment.CurrentManagedThreadId, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.FromCurrentSynchronizationContext());
        Assert.False(task.IsCompleted);
        Assert.Equal(1, pump.RunAll());
        Assert.True(task.IsCompletedSuccessfully);
    }

    [Fact]
    public void After_its_end_it_says_so()
    {
        ManualMessagePump pump = new();
        pump.Dispose();
        pump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pump.RunOne());
        Assert.Throws<ObjectDisposedException>(() => pump.WaitForCallback(s_second));
    }
}
