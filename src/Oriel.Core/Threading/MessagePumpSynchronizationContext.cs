using System;
using System.Collections.Generic;
using System.Threading;
using Oriel.Client.Connections;

namespace Oriel.Threading;

/// <summary>The queue of one thread's <see cref="MessagePump"/>. A callback posted after the pump has ended is dropped, as a closed window drops messages.</summary>
internal sealed class MessagePumpSynchronizationContext(Thread thread) : SynchronizationContext, ISourceLoop, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
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
                _queue.Enqueue((d, state));
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
        while (TryTake(frame, out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
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
    private bool TryTake(MessagePumpFrame frame, out (SendOrPostCallback Callback, object? State) next)
    {
        while (true)
        {
            lock (_lock)
            {
                if (!frame.Continue)
                {
                    next = default;
                    return false;
                }

                if (_queue.TryDequeue(out next))
                {
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
