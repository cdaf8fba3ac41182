using System;
using System.IO;
using System.Threading;

namespace Oriel.Core.Features.Requests;

/// <summary>Reads the streams that an app gives for a body. On a thread of the pool, as documented: a slow stream must not hold up the UI.</summary>
internal static class StreamReading
{
    private const int Chunk = 128 * 1024;

    /// <summary>Reads from where the stream stands to its end.</summary>
    /// <exception cref="OperationCanceledException">The one who was to get it is gone.</exception>
    internal static ReadOnlyMemory<byte> ReadToEnd(Stream stream, CancellationToken cancellation)
    {
        // One byte more than is expected, to see the end without growing.
        byte[] buffer = new byte[stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) + 1 : Chunk];
        int length = 0;
        int count;
        while ((count = stream.Read(buffer, length, Math.Min(buffer.Length - length, Chunk))) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            length += count;
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }
        }

        return buffer.AsMemory(0, length);
    }
}
