using System;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Processes;

/// <summary>One process and no other: its number comes to mean another one some time after it has ended.</summary>
/// <param name="ProcessId">The number.</param>
/// <param name="StartTime">When it started, in ticks since boot.</param>
internal readonly record struct ProcessIdentity(int ProcessId, long StartTime)
{
    /// <summary>A process that has ended and was not waited for has ended.</summary>
    public bool IsAlive => ProcFile.ReadStat(ProcessId) is { IsZombie: false } stat && stat.StartTime == StartTime;

    /// <returns>Null if no such process lives.</returns>
    public static ProcessIdentity? Of(int processId) =>
        ProcFile.ReadStat(processId) is { IsZombie: false } stat ? new ProcessIdentity(processId, stat.StartTime) : null;

    /// <summary>A descriptor that becomes readable when it ends.</summary>
    /// <returns>Null if it has ended.</returns>
    public FileDescriptor? TryOpen()
    {
        FileDescriptor? process = PidFd.TryOpen(ProcessId);
        if (process is null || IsAlive)
        {
            return process;
        }

        process.Dispose();
        return null;
    }

    /// <summary>Blocks until it has ended. False if it outlives <paramref name="bound"/>.</summary>
    public bool WaitForExit(TimeSpan bound)
    {
        using FileDescriptor? process = TryOpen();
        return process is null || PidFd.WaitForExit(process, bound);
    }

    /// <summary>Kills it and its process group.</summary>
    public void KillGroup()
    {
        if (ProcFile.ReadStat(ProcessId) is { } stat && stat.StartTime == StartTime)
        {
            _ = Libc.kill(-stat.GroupId, Constants.SIGKILL);
        }
    }
}
