using System;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;

namespace Oriel.Broker.Chromium;

/// <summary>
/// Tells that the browser process is ending some 10 to 40 ms before the kernel says that it has ended: so long it takes to free the memory of a process of that size. When a process is killed each of its threads ends at once, but for the one
/// that is the last and frees the memory; how the process ends is decided before the first of them does.
/// </summary>
internal sealed class EndNotice : IReadyHandler, IDisposable
{
    /// <summary>There from before the browser's first answer until it has shut down, in every Chromium.</summary>
    private const string ThreadName = "Chrome_IOThread";

    private readonly EventLoop _loop;
    private readonly FileDescriptor _thread;
    private readonly int _processId;
    private readonly Action<ChildStatus> _ending;

    private EndNotice(EventLoop loop, FileDescriptor thread, int processId, Action<ChildStatus> ending)
    {
        _loop = loop;
        _thread = thread;
        _processId = processId;
        _ending = ending;
        loop.Register(thread, Readiness.Readable, this);
    }

    /// <param name="loop">Calls.</param>
    /// <param name="processId">The browser process, a child of this one.</param>
    /// <param name="ending">Called with how it ends, unless it ends in good order or with status 0: then the end of the process itself is the first that is known.</param>
    /// <returns>Null where this cannot be had: the kernel is older than 6.9, or there is no such thread.</returns>
    public static EndNotice? TryOpen(EventLoop loop, int processId, Action<ChildStatus> ending) =>
        ProcFile.FindThread(processId, ThreadName) is { } thread && PidFd.TryOpenThread(thread) is { } descriptor ? new EndNotice(loop, descriptor, processId, ending) : null;

    public void OnReady(Readiness readiness)
    {
        Dispose();
        if (PidFd.ReadEndingStatus(_processId) is { } status)
        {
            _ending(status);
        }
    }

    public void Dispose()
    {
        if (!_thread.IsClosed)
        {
            _loop.Unregister(_thread);
            _thread.Dispose();
        }
    }
}
