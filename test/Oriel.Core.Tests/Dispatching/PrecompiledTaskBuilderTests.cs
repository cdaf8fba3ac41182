using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Core.Tests.Dispatching;

/// <summary>An async method built by ours behaves as one built by the framework does.</summary>
public sealed class PrecompiledTaskBuilderTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Fact]
    public async Task A_result_comes_at_once_or_after_any_number_of_awaits()
    {
        Assert.Equal(3, await AddAsync(Task.FromResult(1), Task.FromResult(2)));
        TaskCompletionSource<int> one = new();
        TaskCompletionSource<int> two = new();
        Task<int> sum = AddAsync(one.Task, two.Task);
        one.SetResult(4);
        Assert.False(sum.IsCompleted);
        two.SetResult(5);
        Assert.Equal(9, await sum);
    }

    [Fact]
    public async Task An_exception_is_in_the_task_whether_the_method_has_waited_or_not()
    {
        InvalidOperationException failure = new("why");
        Task atOnce = FailAsync(Task.CompletedTask, failure);
        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() => atOnce));
        TaskCompletionSource source = new();
        Task later = FailAsync(source.Task, failure);
        source.SetResult();
        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() => later));
        Assert.True(later.IsFaulted);
    }

    [Fact]
    public async Task A_cancellation_makes_a_canceled_task_with_the_token()
    {
        using CancellationTokenSource cancellation = new();
        await cancellation.CancelAsync();
        Task task = FailAsync(Task.CompletedTask, new OperationCanceledException(cancellation.Token));
        OperationCanceledException canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
        Assert.Equal(cancellation.Token, canceled.CancellationToken);
    }

    [Fact]
    public void It_goes_on_where_it_began() => MessagePump.Run(async () =>
    {
        int thread = Environment.CurrentManagedThreadId;
        Assert.Equal(thread, await ThreadAfterAsync(Task.Run(static () => { })));
    });

    [Fact]
    public async Task The_context_of_the_caller_goes_with_it_and_its_own_changes_stay_with_it()
    {
        s_local.Value = "outer";
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string?> seen = ChangeLocalAsync(source.Task);
        Assert.Equal("outer", s_local.Value);
        s_local.Value = "later";
        source.SetResult();
        Assert.Equal("outer, inner", await seen);
        Assert.Equal("later", s_local.Value);
    }

    [Fact]
    public async Task A_suppressed_flow_is_no_obstacle()
    {
        TaskCompletionSource<int> one = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> sum;
        using (ExecutionContext.SuppressFlow())
        {
            sum = AddAsync(one.Task, Task.FromResult(1));
        }

        one.SetResult(1);
        Assert.Equal(2, await sum);
    }

    /// <summary>Otherwise it costs a fresh process a millisecond or two, which nobody would notice (docs/adr/0011).</summary>
    [Fact]
    public void Every_async_method_of_the_assembly_uses_it()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        MethodInfo[] methods = [.. typeof(CoreWebView2).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(Any))
            .Where(static method => method.IsDefined(typeof(AsyncStateMachineAttribute)))];
        Assert.NotEmpty(methods);
        Assert.Empty(methods
            .Where(static method => !method.IsDefined(typeof(AsyncMethodBuilderAttribute)))
            .Select(static method => $"{method.DeclaringType}.{method.Name} lacks [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))], or PrecompiledTaskBuilder<> if it has a result"));
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<int> AddAsync(Task<int> one, Task<int> two) => await one.WaitAsync(Deadline.Limit) + await two.WaitAsync(Deadline.Limit);

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task FailAsync(Task before, Exception failure)
    {
        await before;
        throw failure;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<int> ThreadAfterAsync(Task elsewhere)
    {
        await elsewhere;
        return Environment.CurrentManagedThreadId;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<string?> ChangeLocalAsync(Task before)
    {
        string? outer = s_local.Value;
        s_local.Value = "inner";
        await before;
        return $"{outer}, {s_local.Value}";
    }
}
