using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Dispatching;

public sealed class UiDispatcherTests
{
    [Fact]
    [Behaviour(74)]
    public void A_thread_without_a_pump_is_refused_with_the_remedy()
    {
        InvalidOperationException refused = OnThread(() => Assert.Throws<InvalidOperationException>(() => UiDispatcher.ForCurrentThread("Some.Member")));
        Assert.Contains("Some.Member", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MessagePump.Run", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Behaviour(74)]
    public async Task A_pool_thread_is_refused_even_with_a_context()
    {
        InvalidOperationException refused = await Task.Run(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            try
            {
                return Assert.Throws<InvalidOperationException>(() => UiDispatcher.ForCurrentThread("Some.Member"));
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        });
        Assert.Contains("thread-pool thread", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_has_one_dispatcher() => OnThread(() => MessagePump.Run(() =>
    {
        Assert.Same(UiDispatcher.ForCurrentThread("a"), UiDispatcher.ForCurrentThread("b"));
        return Task.FromResult(true);
    }));

    /// <summary>As a toolkit has that installs its context late, or one for each priority.</summary>
    [Fact]
    [Behaviour(80)]
    [Behaviour(81)]
    public void Two_contexts_of_a_thread_deliver_one_at_a_time() => OnThread(() =>
    {
        HandTurnedContext first = new();
        HandTurnedContext second = new();
        SynchronizationContext.SetSynchronizationContext(first);
        UiDispatcher one = UiDispatcher.ForCurrentThread("a");
        SynchronizationContext.SetSynchronizationContext(second);
        UiDispatcher two = UiDispatcher.ForCurrentThread("b");
        SynchronizationContext.SetSynchronizationContext(first);
        Assert.NotSame(one, two);
        Assert.Same(one, UiDispatcher.ForCurrentThread("c"));
        List<string> seen = [];
        two.Post(new Act(() => seen.Add("second")));
        one.Post(new Act(() =>
        {
            second.RunAll();
            seen.Add("first");
        }));

        first.RunAll();
        Assert.Equal(["first"], seen);
        second.RunAll();
        Assert.Equal(["first", "second"], seen);
        return true;
    });

    [Fact]
    public void What_waits_when_the_loop_ends_comes_to_its_end_and_what_is_posted_later_is_dropped() => OnThread(() =>
    {
        Task<int>? result = null;
        UiDispatcher? dispatcher = null;
        MessagePump.Run(() =>
        {
            dispatcher = UiDispatcher.ForCurrentThread("test");
            result = dispatcher.Marshal(Task.FromResult(7));
            return Task.CompletedTask;
        });
        Assert.True(result!.IsCompletedSuccessfully);
        dispatcher!.Post(new Act(() => Assert.Fail("The loop has ended.")));
        return true;
    });

    [Fact]
    [Behaviour(80)]
    public void Callbacks_run_on_the_thread_in_the_order_they_were_posted_from_others() => OnThread(() => MessagePump.Run(async () =>
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");
        int own = Environment.CurrentManagedThreadId;
        List<int> seen = [];
        TaskCompletionSource done = new();
        Task posting = Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                int value = i;
                dispatcher.Post(new Act(() =>
                {
                    Assert.Equal(own, Environment.CurrentManagedThreadId);
                    seen.Add(value);
                    if (value == 999)
                    {
                        done.SetResult();
                    }
                }));
            }
        });
        await done.Task;
        await posting;
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(i, seen[i]);
        }

        return true;
    }));

    [Fact]
    [Behaviour(81)]
    public void A_nested_loop_inside_a_callback_delivers_nothing_until_it_has_returned() => OnThread(() => MessagePump.Run(async () =>
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");
        List<string> order = [];
        TaskCompletionSource done = new();
        dispatcher.Post(new Act(() =>
        {
            dispatcher.Post(new Act(() =>
            {
                order.Add("second");
                done.SetResult();
            }));
            MessagePumpFrame frame = MessagePump.CreateFrame();

            // The thread's own callbacks do run in the nested loop, so it can end.
            SynchronizationContext.Current!.Post(_ =>
            {
                order.Add("own");
                frame.Continue = false;
            }, null);
            MessagePump.PushFrame(frame);
            order.Add("first returns");
        }));
        await done.Task;
        Assert.Equal(["own", "first returns", "second"], order);
        return true;
    }));

    [Fact]
    public void What_a_callback_throws_reaches_the_pump_and_the_next_one_still_runs()
    {
        bool later = false;
        InvalidOperationException thrown = OnThread(() => Assert.Throws<InvalidOperationException>(() => MessagePump.Run(async () =>
        {
            UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");
            TaskCompletionSource never = new();
            dispatcher.Post(new Act(() => later = true));
            dispatcher.ReportUnhandled(new InvalidOperationException("mine"));
            await never.Task;
        })));
        Assert.Equal("mine", thrown.Message);
        Assert.True(later);
    }

    [Fact]
    [Behaviour(80)]
    public void What_a_callback_throws_comes_before_the_next_callback() => OnThread(() => MessagePump.Run(async () =>
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");
        List<string> order = [];
        TaskCompletionSource done = new();
        MessagePump.UnhandledException += (_, e) =>
        {
            order.Add(e.Exception.Message);
            e.Handled = true;
        };
        dispatcher.Post(new Act(() =>
        {
            dispatcher.ReportUnhandled(new InvalidOperationException("thrown"));
            dispatcher.ReportUnhandled(new InvalidOperationException("and thrown"));
            order.Add("callback");
        }));
        dispatcher.Post(new Act(() =>
        {
            order.Add("next");
            done.SetResult();
        }));
        await done.Task;
        Assert.Equal(["callback", "thrown", "and thrown", "next"], order);
        return true;
    }));

    private static T OnThread<T>(Func<T> body)
    {
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                result.SetResult(body());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }

    private sealed class Act(Action action) : ICallback
    {
        public string Name => "act";

        public void Invoke() => action();
    }

    private sealed class HandTurnedContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

        public void RunAll()
        {
            while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                next.Callback(next.State);
            }
        }
    }
}
