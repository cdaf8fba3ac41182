using System;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>One process of the group.</summary>
internal sealed class WatchedProcess : IReadyHandler, IDisposable
{
    /// <summary>A child of a zygote shows the zygote's command line until it has become what it is to be; one that does for so many looks is another zygote.</summary>
    private const int MostLooks = 4;

    private readonly EventLoop _loop;
    private readonly FileDescriptor _process;
    private readonly Action<WatchedProcess, ChildStatus?> _exited;
    private int _looks;

    private WatchedProcess(EventLoop loop, int processId, FileDescriptor process, Action<WatchedProcess, ChildStatus?> exited)
    {
        _loop = loop;
        _process = process;
        _exited = exited;
        Info = new BrokerDomain.ProcessInfo(processId, "unknown");
        loop.Register(process, Readiness.Readable, this);
    }

    public BrokerDomain.ProcessInfo Info { get; private set; }

    /// <summary>Whether it is known what it is, and that it is one to tell of.</summary>
    public bool IsTold { get; private set; }

    /// <returns>Null for a process that is gone.</returns>
    public static WatchedProcess? TryOpen(EventLoop loop, int processId, Action<WatchedProcess, ChildStatus?> exited) =>
        PidFd.TryOpen(processId) is { } process ? new WatchedProcess(loop, processId, process, exited) : null;

    /// <returns>Whether it is told from now on.</returns>
    public bool TryDescribe(bool isOfZygote)
    {
        if (ProcessDescription.Read(Info.Pid) is not { } info || (isOfZygote && info.Type == ProcessDescription.Zygote && ++_looks < MostLooks))
        {
            return false;
        }

        Info = info;
        return IsTold = info.Type != ProcessDescription.CrashHandler;
    }

    public void OnReady(Readiness readiness)
    {
        ChildStatus? status = PidFd.ReadStatus(_process, Info.Pid);
        Dispose();
        _exited(this, status);
    }

    public void Dispose()
    {
        if (!_process.IsClosed)
        {
            _loop.Unregister(_process);
            _process.Dispose();
        }
    }
}
