using System;

namespace Oriel.Client.Connections;

/// <summary>The bytes under a connection: a socket to the broker, or a pair in memory for a test.</summary>
internal interface IByteTransport : IDisposable
{
    /// <summary>What becomes readable when something came; null for one that the kernel does not know.</summary>
    public int? Descriptor { get; }

    /// <summary>Blocks until something came, the peer has ended, or <see cref="Shutdown"/> was called.</summary>
    public void WaitReadable();

    /// <summary>Takes what is there and never blocks. Any thread, one at a time.</summary>
    /// <returns>How many bytes were written to <paramref name="buffer"/>; 0 when the peer has ended or <see cref="Shutdown"/> was called; -1 when there is nothing now.</returns>
    public int TryReceive(Span<byte> buffer);

    /// <summary>
    /// Takes all of <paramref name="bytes"/> and never blocks: what the socket has no room for now is queued. Any thread; calls do not interleave. That the peer is gone is not told here but by
    /// <see cref="TryReceive"/>, behind what it said before.
    /// </summary>
    /// <exception cref="System.IO.IOException">More is queued than can be good.</exception>
    public void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Ends both directions, which wakes <see cref="WaitReadable"/>.</summary>
    public void Shutdown();
}
