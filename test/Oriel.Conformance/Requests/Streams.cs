using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Conformance.Requests;

/// <summary>A stream to read forward, of a length nobody knows.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Does not say how long it is.</summary>
internal class UnknownLengthStream(byte[] bytes) : ForwardStream
{
    private readonly MemoryStream _inner = new(bytes);

    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, Math.Min(count, 65_537));
}

/// <summary>Blocks whoever reads it until it is released, and notes who that is.</summary>
internal sealed class BlockingStream(byte[] bytes) : UnknownLengthStream(bytes)
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<int> Threads { get; } = [];

    public Task Begun => _begun.Task;

    public void Release() => _released.Set();

    public override int Read(byte[] buffer, int offset, int count)
    {
        lock (Threads)
        {
            Threads.Add(Environment.CurrentManagedThreadId);
        }

        _begun.TrySetResult();
        _released.Wait();
        return base.Read(buffer, offset, count);
    }
}

/// <summary>Has no end; knows when nobody reads it any more.</summary>
internal sealed class EndlessStream : ForwardStream
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Timer? _idle;

    public Task Begun => _begun.Task;

    /// <summary>Complete when nothing has been read for a second.</summary>
    public Task Abandoned => _abandoned.Task;

    public override int Read(byte[] buffer, int offset, int count)
    {
        _begun.TrySetResult();
        _idle ??= new Timer(_ => _abandoned.TrySetResult());
        _idle.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        return 1;
    }

    protected override void Dispose(bool disposing)
    {
        _idle?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Cannot be read.</summary>
internal sealed class FailingStream : ForwardStream
{
    public const string Message = "The disk has a hole.";

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException(Message);
}
