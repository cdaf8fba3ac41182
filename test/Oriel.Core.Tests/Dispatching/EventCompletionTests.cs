using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Dispatching;

public sealed class EventCompletionTests
{
    private int _completed;

    [Fact, Behaviour(84)]
    public void Without_a_deferral_it_is_complete_when_the_handlers_have_returned() => OnPump(completion =>
    {
        Assert.False(completion.IsComplete);
        completion.OnRaised();
        Assert.Equal(1, _completed);
        Assert.Throws<InvalidOperationException>(() => completion.Defer("Args"));
    });

    [Fact, Behaviour(84)]
    public void It_waits_for_the_handlers_and_for_every_deferral() => OnPump(completion =>
    {
        using CoreWebView2Deferral one = completion.Defer("Args");
        using CoreWebView2Deferral two = completion.Defer("Args");
        one.Complete();
        completion.OnRaised();
        Assert.Equal(0, _completed);
        two.Complete();
        Assert.Equal(1, _completed);
    });

    [Fact, Behaviour(85), Behaviour(86)]
    public void Completing_counts_once_however_often_and_by_whichever_way() => OnPump(completion =>
    {
        completion.OnRaised();
        Assert.Equal(1, _completed);
    }, beforeRaised: completion =>
    {
        using CoreWebView2Deferral deferral = completion.Defer("Args");
        deferral.Complete();
        deferral.Complete();
        deferral.Dispose();
    });

    [Fact, Behaviour(78)]
    public async Task It_is_completed_on_its_own_thread_only()
    {
        CoreWebView2Deferral? deferral = null;
        OnPump(completion => deferral = completion.Defer("Args"));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(deferral!.Complete));
        Assert.Contains("CoreWebView2Deferral.Complete", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _completed);
        GC.KeepAlive(deferral);
    }

    [Fact, Behaviour(85)]
    public void One_that_nobody_holds_any_longer_is_completed_on_the_thread_when_it_is_collected() => OnThread(() => MessagePump.Run(async () =>
    {
        int thread = Environment.CurrentManagedThreadId;
        TaskCompletionSource<int> completed = new();
        EventCompletion completion = new("Type.Event", UiDispatcher.ForCurrentThread("test"), () => completed.SetResult(Environment.CurrentManagedThreadId));
        Drop(completion);
        completion.OnRaised();
        while (!completed.Task.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal(thread, await completed.Task);
    }));

    // Not inlined, so that no local of the caller keeps the deferral.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(EventCompletion completion) => _ = completion.Defer("Args");

    private static void OnThread(Action body)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(body));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private void OnPump(Action<EventCompletion> body, Action<EventCompletion>? beforeRaised = null) => OnThread(() => MessagePump.Run(() =>
    {
        EventCompletion completion = new("Type.Event", UiDispatcher.ForCurrentThread("test"), () => _completed++);
        beforeRaised?.Invoke(completion);
        body(completion);
        return Task.CompletedTask;
    }));
}
