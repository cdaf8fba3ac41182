using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Oriel.Client.Connections;

namespace Oriel.Threading;

/// <summary>The callbacks of one pump in the order they were posted, and the sleep of its thread while there are none.</summary>
internal sealed class PumpQueue : IDisposable
{
    private readonly Lock _lock = new();
    /// <summary>Each callback and behind it its state: a queue of pairs would have to be compiled at run time.</summary>
    private readonly Queue<object?> _queue = new();
    private readonly PumpSleep _sleep = new();
    private bool _isAsleep;
    private bool _ended;

    /// <summary>Any thread.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count / 2;
            }
        }
    }

    /// <summary>Any thread.</summary>
    /// <returns>False when the pump has ended.</returns>
    internal bool TryPost(SendOrPostCallback callback, object? state)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return false;
            }

            _queue.Enqueue(callback);
            _queue.Enqueue(state);
            if (_isAsleep)
            {
                _isAsleep = false;
                _sleep.Wake();
            }

            return true;
        }
    }

    /// <summary>The pump's thread takes what it is to run next.</summary>
    internal bool TryTake([NotNullWhen(true)] out SendOrPostCallback? callback, out object? state)
    {
        lock (_lock)
        {
            if (!_queue.TryDequeue(out object? first))
            {
                callback = null;
                state = null;
                return false;
            }

            callback = (SendOrPostCallback)first!;
            state = _queue.Dequeue();
        }

        _sleep.OnRunning();
        return true;
    }

    /// <summary>The pump's thread sleeps until there may be something to take, unless there is already.</summary>
    /// <param name="longest">The longest time, or infinite.</param>
    internal void Sleep(TimeSpan longest)
    {
        lock (_lock)
        {
            if (_queue.Count > 0)
            {
                return;
            }

            _isAsleep = true;
        }

        _sleep.Sleep(longest);
        lock (_lock)
        {
            _isAsleep = false;
        }

        _sleep.ReadSources();
    }

    /// <summary>The pump's thread goes back to what its loop is nested in, which may take its time.</summary>
    internal void OnLeft() => _sleep.OnRunning();

    /// <summary>Any thread.</summary>
    internal bool TryWatch(ILoopSource source) => _sleep.TryAdd(source);

    /// <summary>Any thread.</summary>
    internal void Unwatch(ILoopSource source) => _sleep.Remove(source);

    /// <summary>Drops what waits, and all that is posted from now on.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _queue.Clear();
        }

        _sleep.Dispose();
    }
}
