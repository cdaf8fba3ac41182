using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Oriel.Conformance.Threading;

/// <summary>The loop that an app's author would write by hand.</summary>
internal sealed class QueueContext : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

    public override SynchronizationContext CreateCopy() => this;

    public void RunUntil(Func<bool> isOver)
    {
        while (!isOver())
        {
            (SendOrPostCallback callback, object? state) = _queue.Take();
            callback(state);
        }
    }

    public void Dispose() => _queue.Dispose();
}
