using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Oriel.Core.Dispatching;

/// <summary>
/// Builds the tasks of this assembly's async methods. The framework's own builder is generic code of another assembly, so thirteen methods of it are compiled at run time for each
/// async method that awaits; this one is compiled ahead of time with the methods themselves (docs/adr/0011). A test holds that every async method here uses it.
/// </summary>
/// <remarks>
/// The compiler calls the members, one at a time, in the order that its pattern prescribes. The methods here nearly always wait for another process, so they are put on the heap when
/// they start and not at their first await: then all that is generic in them is known from <see cref="Start"/>, which is compiled ahead of time, too.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler calls them on the builder.")]
internal struct PrecompiledTaskBuilder<T>
{
    private TaskCompletionSource<T> _source;
    private AsyncMethod _method;

    public readonly Task<T> Task => _source.Task;

    public static PrecompiledTaskBuilder<T> Create() => new() { _source = new TaskCompletionSource<T>() };

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

    public readonly void SetResult(T result)
    {
        _method.Finish();
        _source.SetResult(result);
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
