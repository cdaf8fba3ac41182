using System;

namespace Oriel.Client.Connections;

/// <summary>The bytes under a connection: a socket to the broker, or a pair in memory for a test.</summary>
internal interface IByteTransport : IDisposable
{
    /// <summary>Blocks until something came. Called by one thread only.</summary>
    /// <returns>How many bytes were written to <paramref name="buffer"/>; 0 when the peer has ended or <see cref="Shutdown"/> was called.</returns>
    public int Receive(Span<byte> buffer);

    /// <summary>Takes all of <paramref name="bytes"/> and never blocks: what the socket has no room for now is queued. Any thread; calls do not interleave.</summary>
    public void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Ends both directions, which wakes <see cref="Receive"/>.</summary>
    public void Shutdown();
}
