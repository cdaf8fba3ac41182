using System;
using System.Collections.Generic;
using System.Threading;

namespace Oriel.Client.Sessions;

/// <summary>
/// The subscriptions of one session by method. Written on the UI thread, read on the receive loop for every event, so it is looked up
/// by the method's bytes and read without a lock: a change makes a new table.
/// </summary>
internal sealed class EventTable
{
    private readonly Lock _lock = new();
    private volatile Dictionary<byte[], EventSubscription[]> _table = new(Utf8Comparer.Instance);

    internal void Add(ReadOnlySpan<byte> method, EventSubscription subscription) => Change(method, known => [.. known, subscription]);

    internal void Remove(ReadOnlySpan<byte> method, EventSubscription subscription) =>
        Change(method, known => Array.FindAll(known, other => !ReferenceEquals(other, subscription)));

    internal EventSubscription[] Find(ReadOnlySpan<byte> method) =>
        _table.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(method, out EventSubscription[]? found) ? found : [];

    private void Change(ReadOnlySpan<byte> method, Func<EventSubscription[], EventSubscription[]> change)
    {
        lock (_lock)
        {
            Dictionary<byte[], EventSubscription[]> table = new(_table, Utf8Comparer.Instance);
            byte[] key = method.ToArray();
            EventSubscription[] changed = change(table.GetValueOrDefault(key, []));
            if (changed.Length == 0)
            {
                table.Remove(key);
            }
            else
            {
                table[key] = changed;
            }

            _table = table;
        }
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        internal static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            HashCode hash = default;
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
