using System;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;

namespace Oriel.Broker.Monitoring;

/// <summary>Tells when files are moved or deleted out of a folder (inotify).</summary>
internal sealed unsafe class FolderWatch : IReadyHandler, IDisposable
{
    private readonly EventLoop _loop;
    private readonly FileDescriptor _inotify;
    private readonly Action _left;

    private FolderWatch(EventLoop loop, FileDescriptor inotify, Action left)
    {
        _loop = loop;
        _inotify = inotify;
        _left = left;
        loop.Register(inotify, Readiness.Readable, this);
    }

    /// <returns>Null if there is no such folder, or the user has no watch left.</returns>
    public static FolderWatch? TryOpen(EventLoop loop, string path, Action left)
    {
        int fd = Libc.inotify_init1(Constants.IN_NONBLOCK | Constants.IN_CLOEXEC);
        if (fd < 0)
        {
            return null;
        }

        FileDescriptor inotify = new(fd);
        if (Libc.inotify_add_watch(fd, path, Constants.IN_MOVED_FROM | Constants.IN_DELETE) >= 0)
        {
            return new FolderWatch(loop, inotify, left);
        }

        inotify.Dispose();
        return null;
    }

    public void OnReady(Readiness readiness)
    {
        // What exactly has left does not matter.
        byte* events = stackalloc byte[4096];
        while (Libc.read(_inotify.Value, events, 4096) > 0)
        {
        }

        _left();
    }

    public void Dispose()
    {
        if (!_inotify.IsClosed)
        {
            _loop.Unregister(_inotify);
            _inotify.Dispose();
        }
    }
}
