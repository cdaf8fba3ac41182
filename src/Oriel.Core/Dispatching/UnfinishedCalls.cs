using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Threading;

namespace Oriel.Core.Dispatching;

/// <summary>
/// The calls made on one pump's thread that are not finished: none of their tasks can complete while that thread is blocked. Linked through the calls themselves, because there is one
/// for each call an app makes.
/// </summary>
internal sealed class UnfinishedCalls
{
    private readonly Lock _lock = new();
    private IUnfinishedCall? _first;

    /// <summary>Those of the calling thread; null when it does not run our own pump.</summary>
    internal static UnfinishedCalls? Current => (SynchronizationContext.Current as MessagePumpSynchronizationContext)?.Calls;

    internal void Add(IUnfinishedCall call)
    {
        lock (_lock)
        {
            call.Next = _first;
            _first?.Previous = call;
            _first = call;
        }
    }

    /// <summary>Harmless for a call that is not there, or no longer.</summary>
    internal void Remove(IUnfinishedCall call)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_first, call))
            {
                _first = call.Next;
            }

            call.Previous?.Next = call.Next;
            call.Next?.Previous = call.Previous;
            call.Previous = null;
            call.Next = null;
        }
    }

    internal List<Task> Tasks()
    {
        List<Task> tasks = [];
        lock (_lock)
        {
            for (IUnfinishedCall? call = _first; call is not null; call = call.Next)
            {
                tasks.Add(call.Task);
            }
        }

        return tasks;
    }
}
