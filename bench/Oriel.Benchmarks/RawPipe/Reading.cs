namespace Oriel.Benchmarks.RawPipe;

/// <summary>How the raw client reads. The question `reading` measures them against each other; the yardstick uses the fastest.</summary>
internal enum Reading
{
    /// <summary>A thread that blocks in read(2).</summary>
    Thread,

    /// <summary>FileStream.ReadAsync under a PipeReader: a pool thread blocks in read(2), and every read is queued to the pool.</summary>
    AsyncFile,

    /// <summary>A socket pair in the pipes' place, under a PipeReader: .NET's epoll thread wakes a pool thread.</summary>
    AsyncSocket,
}
