using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Threading;

/// <summary>The pump that runs by itself, on the test's own thread.</summary>
public sealed class MessagePumpTests
{
    [Fact]
    public void Run_returns_what_its_task_returns_and_gives_the_thread_its_context_back()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        int result = MessagePump.Run(async () =>
        {
            await Task.Yield();
            return 7;
        });
        Assert.Equal(7, result);
        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void Callbacks_run_in_the_order_they_were_posted_from_whichever_thread() => MessagePump.Run(async () =>
    {
        SynchronizationContext pump = SynchronizationContext.Current!;
        int thread = Environment.CurrentManagedThreadId;
        List<int> seen = [];
        await Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                int number = i;
                pump.Post(_ => seen.Add(Environment.CurrentManagedThreadId == thread ? number : -1), null);
            }
        });

        // The task may be over before it is awaited; what is posted now comes behind all it posted.
        TaskCompletionSource last = new();
        pump.Post(_ => last.SetResult(), null);
        await last.Task;
        Assert.Equal(System.Linq.Enumerable.Range(0, 1000), seen);
    });

    [Fact]
    public void What_the_task_throws_is_thrown_by_Run()
    {
        InvalidOperationException thrown = new("why");
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => MessagePump.Run(async () =>
        {
            await Task.Yield();
            throw thrown;
        })));
    }

    [Fact]
    public void What_a_callback_throws_ends_the_pump_and_is_thrown_by_Run()
    {
        InvalidOperationException thrown = new("why");
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => MessagePump.Run(() =>
        {
            SynchronizationContext.Current!.Post(_ => throw thrown, null);
            return new TaskCompletionSource().Task;
        })));
    }

    [Fact]
    public void What_a_callback_throws_can_be_handled_and_the_pump_goes_on()
    {
        List<Exception> handled = [];
        MessagePump.Run(async () =>
        {
            MessagePump.UnhandledException += (_, e) =>
            {
                handled.Add(e.Exception);
                e.Handled = true;
            };
            SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("one"), null);
#pragma warning disable VSTHRD101 // As an app's handler is.
            SynchronizationContext.Current!.Post(
                async _ =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("async void");
                },
                null);
#pragma warning restore VSTHRD101
            await Task.Yield();
            await Task.Yield();
            await Task.Yield();
        });
        Assert.Equal(["one", "async void"], handled.ConvertAll(exception => exception.Message));
    }

    [Fact]
    public void A_handler_that_does_not_handle_leaves_the_pump_to_end()
    {
        InvalidOperationException thrown = new("why");
        int told = 0;
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => MessagePump.Run(() =>
        {
            MessagePump.UnhandledException += (_, _) => told++;
            SynchronizationContext.Current!.Post(_ => throw thrown, null);
        })));
        Assert.Equal(1, told);
    }

    [Fact]
    public void A_nested_frame_runs_callbacks_until_it_is_told_to_stop_from_whichever_thread() => MessagePump.Run(async () =>
    {
        List<string> seen = [];
        MessagePumpFrame frame = MessagePump.CreateFrame();
        SynchronizationContext.Current!.Post(_ => seen.Add("inside"), null);
        Task stop = Task.Run(() => frame.Continue = false);
        MessagePump.PushFrame(frame);
        seen.Add("after");
        await stop;
        Assert.Equal(["inside", "after"], seen);
    });

    [Fact]
    public void Frames_end_from_the_inside_out_even_when_the_outer_is_told_first() => MessagePump.Run(() =>
    {
        List<string> ended = [];
        SynchronizationContext pump = SynchronizationContext.Current!;
        MessagePumpFrame outer = MessagePump.CreateFrame();
        MessagePumpFrame inner = MessagePump.CreateFrame();
        pump.Post(_ =>
        {
            pump.Post(_ => outer.Continue = false, null);
            pump.Post(_ => inner.Continue = false, null);
            MessagePump.PushFrame(inner);
            ended.Add("inner");
        }, null);
        MessagePump.PushFrame(outer);
        ended.Add("outer");
        Assert.Equal(["inner", "outer"], ended);
        return Task.CompletedTask;
    });

    [Fact]
    public void Exit_ends_all_loops_after_the_callback_that_runs_and_drops_the_rest()
    {
        List<string> seen = [];
        MessagePump.Run(() =>
        {
            SynchronizationContext pump = SynchronizationContext.Current!;
            pump.Post(_ =>
            {
                MessagePump.PushFrame(MessagePump.CreateFrame());
                seen.Add("nested loop ended");
                MessagePump.PushFrame(MessagePump.CreateFrame());
                seen.Add("and no other begins");
            }, null);
            pump.Post(_ =>
            {
                MessagePump.Exit();
                seen.Add("exit");
            }, null);
            pump.Post(_ => seen.Add("dropped"), null);
        });
        Assert.Equal(["exit", "nested loop ended", "and no other begins"], seen);
    }

    [Fact]
    public void Exit_before_the_task_is_complete_is_a_cancellation()
    {
        OperationCanceledException thrown = Assert.Throws<OperationCanceledException>(() => MessagePump.Run(() =>
        {
            MessagePump.Exit();
            return new TaskCompletionSource().Task;
        }));
        Assert.Contains("MessagePump.Exit", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_scheduler_of_its_context_runs_tasks_on_its_thread() => MessagePump.Run(async () =>
    {
        int thread = Environment.CurrentManagedThreadId;
        TaskScheduler scheduler = TaskScheduler.FromCurrentSynchronizationContext();
        int ran = await Task.Run(() => Task.Factory.StartNew(
            static () => Environment.CurrentManagedThreadId, CancellationToken.None, TaskCreationOptions.None, scheduler));
        Assert.Equal(thread, ran);
    });

    [Fact]
    public void Timers_and_delays_of_its_time_come_on_its_thread_in_their_order() => MessagePump.Run(async () =>
    {
        int thread = Environment.CurrentManagedThreadId;
        List<string> seen = [];
        TaskCompletionSource third = new();
        using ITimer timer = MessagePump.TimeProvider.CreateTimer(
            _ =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                seen.Add("tick");
                if (seen.Count == 3)
                {
                    third.TrySetResult();
                }
            },
            null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        await third.Task;
        timer.Dispose();
        await Task.Delay(TimeSpan.FromMilliseconds(5), MessagePump.TimeProvider);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Equal(3, seen.Count);
    });

    [Fact]
    public void A_timer_made_on_another_thread_wakes_a_pump_that_sleeps() => MessagePump.Run(async () =>
    {
        int thread = Environment.CurrentManagedThreadId;
        TimeProvider time = MessagePump.TimeProvider;
        TaskCompletionSource<int> ticked = new();
        ITimer timer = await Task.Run(() => time.CreateTimer(_ => ticked.TrySetResult(Environment.CurrentManagedThreadId), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan));
        Assert.Equal(thread, await ticked.Task);
        await Task.Run(() => timer.DisposeAsync().AsTask());
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    });

    [Fact]
    public async Task A_timer_is_disposed_of_from_elsewhere_when_its_tick_has_returned_and_at_once_when_none_runs()
    {
        TaskCompletionSource isTicking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<TimeProvider> time = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim mayEnd = new();
        Task pump = Task.Factory.StartNew(
            () => MessagePump.Run(() =>
            {
                time.SetResult(MessagePump.TimeProvider);
                return isOver.Task;
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        TimeProvider ofPump = await time.Task;
        ITimer ticking = ofPump.CreateTimer(
            _ =>
            {
                isTicking.SetResult();
                mayEnd.Wait();
            },
            null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        ITimer idle = ofPump.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await isTicking.Task;

        await idle.DisposeAsync();
        Task disposed = ticking.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        mayEnd.Set();
        await disposed.WaitAsync(TimeSpan.FromSeconds(30));

        ITimer late = ofPump.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        isOver.SetResult();
        await pump;
        await late.DisposeAsync();
    }

    [Fact]
    public void A_thread_without_a_pump_is_told_so()
    {
        SynchronizationContext? own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            foreach (Action call in (Action[])[MessagePump.Exit, () => MessagePump.CreateFrame(), () => _ = MessagePump.TimeProvider, () => MessagePump.UnhandledException += (_, _) => { }])
            {
                Assert.Contains("runs no message pump", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
    }

    [Fact]
    public void Send_runs_at_once_on_its_thread_and_is_refused_on_others() => MessagePump.Run(async () =>
    {
        SynchronizationContext pump = SynchronizationContext.Current!;
        bool ran = false;
        pump.Send(_ => ran = true, null);
        Assert.True(ran);
        await Assert.ThrowsAsync<NotSupportedException>(() => Task.Run(() => pump.Send(_ => { }, null)));
    });
}
