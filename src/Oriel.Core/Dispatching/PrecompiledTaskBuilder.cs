using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Oriel.Core.Dispatching;

/// <summary>The same as <see cref="PrecompiledTaskBuilder{T}"/> for methods without a result.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler calls them on the builder.")]
internal struct PrecompiledTaskBuilder
{
    private TaskCompletionSource _source;
    private AsyncMethod _method;

    public readonly Task Task => _source.Task;

    public static PrecompiledTaskBuilder Create() => new() { _source = new TaskCompletionSource() };

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        // This builder is a field of the state machine, and so of the copy.
        AsyncMethod<TStateMachine> method = new(_source.Task);
        _method = method;
        method.Start(stateMachine);
    }

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
        // Compilers of today do not call it.
    }

    public readonly void SetResult()
    {
        _method.Finish();
        _source.SetResult();
    }

    public readonly void SetException(Exception exception)
    {
        _method.Finish();
        if (exception is OperationCanceledException canceled)
        {
            _source.SetCanceled(canceled.CancellationToken);
        }
        else
        {
            _source.SetException(exception);
        }
    }

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(_method.Suspend());

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(_method.Suspend());
}
