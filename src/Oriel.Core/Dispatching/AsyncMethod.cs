using System;
using System.Threading;

namespace Oriel.Core.Dispatching;

/// <summary>A call of an async method, on the heap, with the context it goes on in when what it awaits is there.</summary>
internal abstract class AsyncMethod
{
    private static readonly ContextCallback s_moveNext = static method => ((AsyncMethod)method!).MoveNext();

    private readonly Action _continuation;
    private ExecutionContext? _context;

    protected AsyncMethod() => _continuation = GoOn;

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
