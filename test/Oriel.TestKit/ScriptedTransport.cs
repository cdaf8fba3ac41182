using System;
using System.Collections.Concurrent;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Protocol.Cbor;

namespace Oriel.TestKit;

/// <summary>The other end of a <see cref="BrokerConnection"/>, in memory and on the true wire: a test reads what was sent and says what comes.</summary>
internal sealed class ScriptedTransport : IByteTransport
{
    private readonly BlockingCollection<byte[]> _incoming = [];
    private readonly BlockingCollection<byte[]> _sent = [];
    private byte[] _rest = [];

    public int? Descriptor => null;

    public void WaitReadable()
    {
        if (_rest.Length == 0 && !_incoming.TryTake(out _rest!, Timeout.Infinite))
        {
            _rest = [];
        }
    }

    public int TryReceive(Span<byte> buffer)
    {
        if (_rest.Length == 0 && !_incoming.TryTake(out _rest!))
        {
            _rest = [];
            return _incoming.IsCompleted ? 0 : -1;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public void Send(ReadOnlySpan<byte> bytes) => _sent.Add(bytes.ToArray());

    public void Shutdown()
    {
        if (!_incoming.IsAddingCompleted)
        {
            _incoming.CompleteAdding();
        }
    }

    public void Dispose()
    {
        // The connection's receive loop may still be inside WaitReadable; both collections are garbage when it has returned.
        Shutdown();
    }

    /// <summary>What the connection sent next, as JSON.</summary>
    internal string TakeSent(CancellationToken cancellation) => CborJson.ToJson(_sent.Take(cancellation));

    /// <summary>The message given as JSON comes in, as CBOR.</summary>
    internal void Say(string json) => SayBytes(Encode(json));

    internal void SayBytes(byte[] bytes) => _incoming.Add(bytes);

    internal static byte[] Encode(string json)
    {
        using MessageBuffer buffer = new();
        CborJson.WriteCbor(json, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
