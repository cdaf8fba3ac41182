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
    private readonly Dictionary<int, Entry> _calls = [];
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
            while (!_calls.TryAdd(id, new Entry(session, call)));
            return id;
        }
    }

    internal IPendingCall? Remove(int id)
    {
        lock (_lock)
        {
            return _calls.Remove(id, out Entry entry) ? entry.Call : null;
        }
    }

    /// <summary>Fails a call that has waited too long, if it still waits; its id may be another's by now.</summary>
    internal void Expire(int id, IPendingCall call, Exception reason)
    {
        lock (_lock)
        {
            if (!_calls.TryGetValue(id, out Entry entry) || !ReferenceEquals(entry.Call, call))
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
        Entry[] entries;
        lock (_lock)
        {
            _closed ??= reason;
            entries = [.. _calls.Values];
            _calls.Clear();
        }

        Fail(entries, reason);
    }

    /// <summary>One session is over. The browser does not answer what was sent to a target that is gone.</summary>
    internal void FailAll(CdpSession session, Exception reason)
    {
        List<Entry> entries = [];
        lock (_lock)
        {
            foreach ((int id, Entry entry) in _calls)
            {
                if (ReferenceEquals(entry.Session, session))
                {
                    entries.Add(entry);
                    _calls.Remove(id);
                }
            }
        }

        Fail(entries, reason);
    }

    private static void Fail(IEnumerable<Entry> entries, Exception reason)
    {
        foreach (Entry entry in entries)
        {
            entry.Call.Fail(reason);
        }
    }

    private readonly record struct Entry(CdpSession? Session, IPendingCall Call);
}
