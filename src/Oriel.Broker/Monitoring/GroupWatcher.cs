using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;

namespace Oriel.Broker.Monitoring;

/// <summary>
/// Knows when the last process of a browser's group is gone. The broker adopts orphans (PR_SET_CHILD_SUBREAPER), so once the browser process has ended, whatever it left behind,
/// in this process group or in a session of its own as the crash handlers are, is a child of the broker: the group is gone exactly when there is no child left.
/// </summary>
internal sealed unsafe class GroupWatcher : IDisposable
{
    private readonly EventLoop _loop;
    private readonly Dictionary<int, Watched> _watched = [];
    private Action? _gone;

    public GroupWatcher(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>Call once before any child is started.</summary>
    public static void AdoptOrphans()
    {
        if (Libc.prctl(Constants.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        {
            throw LibcException.FromLastError("Cannot adopt orphaned processes");
        }
    }

    /// <summary>Calls <paramref name="gone"/> when this process has no child left, perhaps at once.</summary>
    public void WhenAllAreGone(Action gone)
    {
        _gone = gone;
        Look();
    }

    public static void KillAll()
    {
        foreach (int processId in Children())
        {
            _ = Libc.kill(processId, Constants.SIGKILL);
        }
    }

    public void Dispose()
    {
        foreach (Watched watched in _watched.Values)
        {
            watched.Dispose();
        }

        _watched.Clear();
        _gone = null;
    }

    private void Look()
    {
        int reaped;
        int status;
        do
        {
            reaped = Libc.waitpid(-1, &status, Constants.WNOHANG);
        }
        while (reaped > 0);

        if (reaped < 0)
        {
            Action? gone = _gone;
            Dispose();
            gone?.Invoke();
            return;
        }

        // One of them is watched already, or will be now. Each that ends may leave new orphans, so every end leads here again.
        foreach (int processId in Children())
        {
            if (!_watched.ContainsKey(processId) && PidFd.TryOpen(processId) is { } process)
            {
                _watched[processId] = new Watched(this, processId, process);
            }
        }
    }

    private static IEnumerable<int> Children() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where char.IsAsciiDigit(folder["/proc/".Length])
        let stat = ProcFile.ReadStat(int.Parse(folder.AsSpan("/proc/".Length), CultureInfo.InvariantCulture))
        where stat is not null && stat.Value.ParentId == Libc.getpid()
        select stat.Value.ProcessId;

    private sealed class Watched : IReadyHandler, IDisposable
    {
        private readonly GroupWatcher _watcher;
        private readonly int _processId;
        private readonly FileDescriptor _process;

        public Watched(GroupWatcher watcher, int processId, FileDescriptor process)
        {
            _watcher = watcher;
            _processId = processId;
            _process = process;
            watcher._loop.Register(process, Readiness.Readable, this);
        }

        public void OnReady(Readiness readiness)
        {
            _watcher._watched.Remove(_processId);
            Dispose();
            _watcher.Look();
        }

        public void Dispose()
        {
            _watcher._loop.Unregister(_process);
            _process.Dispose();
        }
    }
}
