using System;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Core.Dispatching;

/// <summary>A call of an async method, on the heap, with the context it goes on in when what it awaits is there.</summary>
internal abstract class AsyncMethod : IUnfinishedCall
{
    private static readonly ContextCallback s_moveNext = static method => ((AsyncMethod)method!).MoveNext();

    private readonly Action _continuation;
    private readonly UnfinishedCalls? _calls = UnfinishedCalls.Current;
    private ExecutionContext? _context;

    protected AsyncMethod(Task task)
    {
        Task = task;
        _continuation = GoOn;
    }

    public Task Task { get; }

    IUnfinishedCall? IUnfinishedCall.Previous { get; set; }

    IUnfinishedCall? IUnfinishedCall.Next { get; set; }

    /// <summary>The method is about to wait.</summary>
    /// <returns>What the awaited object is to call.</returns>
    internal Action Suspend()
    {
        _context = ExecutionContext.Capture();
        return _continuation;
    }

    /// <summary>Runs it up to its first await. What it changes in its contexts up to there is its own.</summary>
    internal void Start()
    {
        ExecutionContext? context = ExecutionContext.Capture();
        SynchronizationContext? loop = SynchronizationContext.Current;
        _calls?.Add(this);
        try
        {
            MoveNext();
        }
        finally
        {
            if (!ReferenceEquals(SynchronizationContext.Current, loop))
            {
                SynchronizationContext.SetSynchronizationContext(loop);
            }

            if (context is not null)
            {
                ExecutionContext.Restore(context);
            }
        }
    }

    /// <summary>The method has come to its end, and its task will be complete.</summary>
    internal void Finish() => _calls?.Remove(this);

    protected abstract void MoveNext();

    private void GoOn()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, s_moveNext, this);
        }
        else
        {
            // The app has suppressed the flow of its context.
            MoveNext();
        }
    }
}
