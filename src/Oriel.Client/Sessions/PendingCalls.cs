using System;
using System.Collections.Generic;
using System.Threading;

namespace Oriel.Client.Sessions;

/// <summary>
/// The commands of one connection that wait for an answer. Ids are unique per connection, so an answer finds its call without
/// knowing its session. <see cref="FailAll(Exception)"/> is the only way the table ends, and no call can enter after it.
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

    /// <returns>The id of the call, or null when <see cref="FailAll(Exception)"/> has been called.</returns>
    /// <exception cref="InvalidOperationException">A million calls are waiting.</exception>
    internal int? TryAdd(CdpSession? session, IPendingCall call)
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
            call.Session = session;
            return id;
        }
    }

    internal IPendingCall? Remove(int id)
    {
        lock (_lock)
        {
            _ = _calls.Remove(id, out IPendingCall? call);
            return call;
        }
    }

    /// <summary>Fails a call that has waited too long, if it still waits; its id may be another's by now.</summary>
    internal void Expire(int id, IPendingCall call, Exception reason)
    {
        lock (_lock)
        {
            if (!_calls.TryGetValue(id, out IPendingCall? waiting) || !ReferenceEquals(waiting, call))
            {
                return;
            }

            _calls.Remove(id);
        }

        call.Fail(reason);
    }

    /// <summary>The connection is over: fails what waits, and lets nothing enter any more.</summary>
    internal void FailAll(Exception reason)
    {
        IPendingCall[] ended;
        lock (_lock)
        {
            _closed ??= reason;
            ended = [.. _calls.Values];
            _calls.Clear();
        }

        Fail(ended, reason);
    }

    /// <summary>One session is over, or its renderer. The browser does not answer what was sent to a target that is gone.</summary>
    internal void FailAll(CdpSession session, Exception reason, Predicate<IPendingCall>? except = null)
    {
        List<IPendingCall> ended = [];
        lock (_lock)
        {
            foreach ((int id, IPendingCall call) in _calls)
            {
                if (ReferenceEquals(call.Session, session) && except?.Invoke(call) is not true)
                {
                    ended.Add(call);
                    _calls.Remove(id);
                }
            }
        }

        Fail(ended, reason);
    }

    private static void Fail(IEnumerable<IPendingCall> ended, Exception reason)
    {
        foreach (IPendingCall call in ended)
        {
            call.Fail(reason);
        }
    }
}
