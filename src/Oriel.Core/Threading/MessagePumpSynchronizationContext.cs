using System;
using System.Collections.Generic;
using System.Threading;

namespace Oriel.Threading;

/// <summary>The queue of one thread's <see cref="MessagePump"/>. A callback posted after the pump has ended is dropped, as a closed window drops messages.</summary>
internal sealed class MessagePumpSynchronizationContext(Thread thread) : SynchronizationContext
{
    // A plain monitor: the pump sleeps in it, so a Lock, which cannot be waited on, does not serve.
    private readonly object _monitor = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private bool _ended;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_monitor)
        {
            if (_ended)
            {
                return;
            }

            _queue.Enqueue((d, state));
            if (_queue.Count == 1)
            {
                Monitor.Pulse(_monitor);
            }
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == thread)
        {
            d(state);
            return;
        }

        throw new NotSupportedException(
            "SynchronizationContext.Send blocks the calling thread until the pump has run the callback, which deadlocks easily. Use Post, or await.");
    }

    internal void Wake()
    {
        lock (_monitor)
        {
            Monitor.Pulse(_monitor);
        }
    }

    internal void PushFrame(MessagePumpFrame frame)
    {
        while (true)
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_monitor)
            {
                while (frame.Continue && _queue.Count == 0)
                {
                    Monitor.Wait(_monitor);
                }

                if (!frame.Continue)
                {
                    return;
                }

                next = _queue.Dequeue();
            }

            next.Callback(next.State);
        }
    }

    internal void Shutdown()
    {
        lock (_monitor)
        {
            _ended = true;
            _queue.Clear();
        }
    }
}
