using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Oriel.Client.Connections;

namespace Oriel.Threading;

/// <summary>The queue of one thread's <see cref="MessagePump"/>. A callback posted after the pump has ended is dropped, as a closed window drops messages.</summary>
internal sealed class MessagePumpSynchronizationContext(Thread thread) : SynchronizationContext, ISourceLoop, IDisposable
{
    private readonly Lock _lock = new();
    /// <summary>Each callback and behind it its state: a queue of pairs would have to be compiled at run time.</summary>
    private readonly Queue<object?> _queue = new();
    private readonly PumpSleep _sleep = new();
    private bool _isAsleep;
    private bool _ended;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _queue.Enqueue(d);
                _queue.Enqueue(state);
                WakeWhenAsleep();
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

    public bool TryWatch(ILoopSource source) => _sleep.TryAdd(source);

    public void Unwatch(ILoopSource source) => _sleep.Remove(source);

    internal void Wake()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                WakeWhenAsleep();
            }
        }
    }

    internal void PushFrame(MessagePumpFrame frame)
    {
        while (TryTake(frame, out SendOrPostCallback? callback, out object? state))
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _queue.Clear();
        }

        _sleep.Dispose();
    }

    /// <summary>Sleeps until there is something to run. False when the frame is to end.</summary>
    private bool TryTake(MessagePumpFrame frame, [NotNullWhen(true)] out SendOrPostCallback? callback, out object? state)
    {
        while (true)
        {
            lock (_lock)
            {
                if (!frame.Continue)
                {
                    callback = null;
                    state = null;
                    return false;
                }

                if (_queue.TryDequeue(out object? first))
                {
                    callback = (SendOrPostCallback)first!;
                    state = _queue.Dequeue();
                    break;
                }

                _isAsleep = true;
            }

            _sleep.Sleep();
            lock (_lock)
            {
                _isAsleep = false;
            }

            _sleep.ReadSources();
        }

        _sleep.OnRunning();
        return true;
    }

    private void WakeWhenAsleep()
    {
        if (_isAsleep)
        {
            _isAsleep = false;
            _sleep.Wake();
        }
    }
}
