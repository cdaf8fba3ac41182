using System;
using System.Collections.Generic;
using System.Threading;

namespace Oriel.Client.Sessions;

/// <summary>
/// The commands of one connection that wait for an answer. Ids are unique per connection, so an answer finds its call without
/// knowing its session. <see cref="FailAll"/> is the only way the table ends, and no call can enter after it.
/// </summary>
internal sealed class PendingCalls
{
    /// <summary>The counter's share of an id; the rest is the slot the broker gave this host (docs/wire.md).</summary>
    private const int CounterBits = 20;
    private const int CounterMask = (1 << CounterBits) - 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, IPendingCall> _calls = [];
    private int _slot;
    private int _counter;
    private Exception? _closed;

    /// <summary>Sets the upper part of all ids to come. Until then they are those of the handshake.</summary>
    internal void UseSlot(int slot)
    {
        lock (_lock)
        {
            _slot = slot;
        }
    }

    /// <returns>The id of the call, or null when <see cref="FailAll"/> has been called.</returns>
    /// <exception cref="InvalidOperationException">A million calls are waiting.</exception>
    internal int? TryAdd(IPendingCall call)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                return null;
            }

            if (_calls.Count >= CounterMask)
            {
                throw new InvalidOperationException($"{_calls.Count} calls wait for the browser to answer; no id is left for another. Await calls before making more.");
            }

            int id;
            do
            {
                _counter = (_counter + 1) & CounterMask;
                id = (_slot << CounterBits) | _counter;
            }
            while (!_calls.TryAdd(id, call));
            return id;
        }
    }

    internal IPendingCall? Remove(int id)
    {
        lock (_lock)
        {
            return _calls.Remove(id, out IPendingCall? call) ? call : null;
        }
    }

    internal void FailAll(Exception reason)
    {
        IPendingCall[] calls;
        lock (_lock)
        {
            _closed ??= reason;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        foreach (IPendingCall call in calls)
        {
            call.Fail(reason);
        }
    }
}
