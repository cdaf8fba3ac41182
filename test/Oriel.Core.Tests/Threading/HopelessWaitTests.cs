using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

#pragma warning disable RS0030 // Blocking is what these tests are about.

namespace Oriel.Core.Tests.Threading;

/// <summary>A thread that would wait for ever is told at once; one that waits for anything else is left alone. Fails, too, when a framework to come has other fields than those this relies on.</summary>
public sealed class HopelessWaitTests
{
    public static TheoryData<string> Hopeless { get; } = [.. Ways.Keys];

    private static Dictionary<string, Action<Task<int>>> Ways => new(StringComparer.Ordinal)
    {
        ["Task.Wait"] = static call => call.Wait(),
        ["Task.Result"] = static call => _ = call.Result,
        ["GetResult"] = static call => call.GetAwaiter().GetResult(),
        ["Task.WaitAll"] = static call => Task.WaitAll(Task.CompletedTask, call),
        ["Task.WhenAll"] = static call => Task.WhenAll(Task.CompletedTask, call).Wait(),
        ["an async method"] = static call => PassOnAsync(call).Wait(),
        ["an async method that does not go on in the context"] = static call => _ = PassOnElsewhereAsync(call).Result,
        ["an async method of an async method"] = static call => _ = PassOnElsewhereAsync(PassOnAsync(call)).Result,
        ["one of several that wait"] = static call =>
        {
            _ = PassOnAsync(call);
            _ = PassOnElsewhereAsync(call);
            _ = call.Result;
        },
        ["a wait that others wait with"] = static call =>
        {
            Task<int> elsewhere = Task.Run(() => call.Result);
            _ = PassOnAsync(elsewhere);
            _ = call.Result;
        },
    };

    [Theory]
    [MemberData(nameof(Hopeless))]
    [Behaviour(77)]
    public void A_wait_for_its_own_call_throws(string way) => MessagePump.Run(async () =>
    {
        TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> call = CallAsync(source.Task);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Ways[way](call));
        Assert.Contains("Use await", thrown.Message, StringComparison.Ordinal);
        source.SetResult(1);
        Assert.Equal(2, await call);
    });

    [Fact]
    public void A_wait_that_something_else_may_end_is_left_alone() => MessagePump.Run(async () =>
    {
        TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> call = CallAsync(source.Task);
        TaskCompletionSource other = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // While another thread waits for the call, which is that thread's good right, this one waits for what that thread is not needed for.
        using ManualResetEventSlim isWaiting = new();
        Task waiter = Task.Run(() =>
        {
            isWaiting.Set();
            return call.Wait(TimeSpan.FromSeconds(30));
        });
        isWaiting.Wait();
        Task later = Task.Run(() => other.SetResult());
        other.Task.Wait();
        Assert.Equal(1, Task.WaitAny(call, Task.Run(() => Thread.Yield())));
        Task.WhenAny(call, later).Wait();
        Assert.False(call.Wait(TimeSpan.FromMilliseconds(1)));
        using (SemaphoreSlim semaphore = new(0))
        {
            ThreadPool.QueueUserWorkItem(_ => semaphore.Release());
            semaphore.Wait();
        }

        source.SetResult(1);
        Assert.Equal(2, await call);
        await waiter;
    });

    [Fact]
    public void A_call_that_is_complete_may_be_asked_for_its_result() => MessagePump.Run(() =>
    {
        Assert.Equal(2, CallAsync(Task.FromResult(1)).Result);
        return Task.CompletedTask;
    });

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<int> CallAsync(Task<int> answer) => 1 + await answer;

    private static async Task<int> PassOnAsync(Task<int> call) => await call;

    private static async Task<int> PassOnElsewhereAsync(Task<int> call) => await call.ConfigureAwait(false);
}
