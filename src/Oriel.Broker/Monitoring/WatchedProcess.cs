using System;
using System.Diagnostics;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>One process of the group.</summary>
internal sealed class WatchedProcess : IReadyHandler, IDisposable
{
    /// <summary>
    /// A process shows the command line of the one it was forked from until it has become what it is to be, and for a moment parts of its own. One that shows nothing better for so long is what it shows.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly EventLoop _loop;
    private readonly FileDescriptor _process;
    private readonly Action<WatchedProcess, ChildStatus?> _exited;
    private readonly long _seenAt = Stopwatch.GetTimestamp();

    private WatchedProcess(EventLoop loop, int processId, FileDescriptor process, Action<WatchedProcess, ChildStatus?> exited)
    {
        _loop = loop;
        _process = process;
        _exited = exited;
        Info = new BrokerDomain.ProcessInfo(processId, ProcessDescription.Unknown);
        loop.Register(process, Readiness.Readable, this);
    }

    public BrokerDomain.ProcessInfo Info { get; private set; }

    /// <summary>When it was found, and so alive.</summary>
    public DateTimeOffset FoundAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Whether it is known what it is.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>And whether it is one to tell of.</summary>
    public bool IsTold => IsKnown && Info.Type != ProcessDescription.CrashHandler;

    /// <returns>Null for a process that is gone.</returns>
    public static WatchedProcess? TryOpen(EventLoop loop, int processId, Action<WatchedProcess, ChildStatus?> exited) =>
        PidFd.TryOpen(processId) is { } process ? new WatchedProcess(loop, processId, process, exited) : null;

    /// <returns>Whether it is told from now on.</returns>
    public bool TryDescribe(bool isOfZygote)
    {
        Span<byte> first = stackalloc byte[ProcessDescription.MostBytes];
        first = first[..ProcFile.ReadCommandLine(Info.Pid, first)];
        if (first.IsEmpty)
        {
            return false;
        }

        Span<byte> second = stackalloc byte[ProcessDescription.MostBytes];
        second = second[..ProcFile.ReadCommandLine(Info.Pid, second)];
        ProcessDescription shown = ProcessDescription.Of(first);
        bool mayChange = shown.IsPartial || (isOfZygote && shown.IsZygote) || !first.SequenceEqual(second);
        if (mayChange && Stopwatch.GetElapsedTime(_seenAt) < s_patience)
        {
            return false;
        }

        Info = shown.ToInfo(Info.Pid);
        IsKnown = true;
        return IsTold;
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
