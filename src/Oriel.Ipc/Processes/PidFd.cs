using System;
using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Processes;

/// <summary>A descriptor that stands for one process and becomes readable when it ends; unlike a number it can never come to mean another.</summary>
internal static unsafe class PidFd
{
    /// <returns>Null if there is no such process any more.</returns>
    public static FileDescriptor? TryOpen(int pid) => TryOpen(pid, 0);

    /// <summary>A descriptor that stands for one thread, of any process, and becomes readable when that thread ends.</summary>
    /// <returns>Null if there is no such thread any more, and on kernels before 6.9, which have no such descriptors.</returns>
    public static FileDescriptor? TryOpenThread(int tid) => TryOpen(tid, Constants.PIDFD_THREAD);

    /// <summary>Sends a signal to the process and to no other.</summary>
    /// <returns>False if it has ended.</returns>
    public static bool TrySignal(FileDescriptor process, int signal)
    {
        if (Libc.syscall(Constants.SYS_pidfd_send_signal, process.Value, signal, 0, 0) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == Errno.ESRCH ? false : throw LibcException.FromLastError($"Cannot send signal {signal} to a process");
    }

    /// <summary>Blocks until the process is gone. False if it outlives <paramref name="bound"/>.</summary>
    public static bool WaitForExit(FileDescriptor process, TimeSpan bound)
    {
        PollFd poll = new() { Fd = process.Value, Events = Constants.POLLIN };
        int ready;
        do
        {
            ready = Libc.poll(&poll, 1, (int)bound.TotalMilliseconds);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
        return ready > 0;
    }

    /// <summary>Blocks until the process is gone.</summary>
    /// <param name="process">Which.</param>
    /// <param name="wake">A descriptor that ends the wait when it becomes readable.</param>
    /// <returns>False if it was woken first.</returns>
    public static bool WaitForExit(FileDescriptor process, int wake)
    {
        PollFd* polls = stackalloc PollFd[2];
        polls[0] = new PollFd { Fd = process.Value, Events = Constants.POLLIN };
        polls[1] = new PollFd { Fd = wake, Events = Constants.POLLIN };
        while (Libc.poll(polls, 2, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LibcException.FromLastError("Cannot wait for the end of a process");
            }
        }

        return polls[0].Returned != 0;
    }

    /// <summary>How a process ends that is ending, while the kernel still takes its memory apart.</summary>
    /// <param name="pid">Its number; it must not have been waited for.</param>
    /// <returns>Null for one that lives, and for one that ends with status 0, which cannot be told from it.</returns>
    public static ChildStatus? ReadEndingStatus(int pid) =>
        ProcFile.ReadStat(pid) is { WaitStatus: not 0, IsStopped: false } stat ? ChildStatus.FromWait(stat.WaitStatus) : null;

    /// <summary>How a process that has ended did so, whoever's child it was.</summary>
    /// <param name="process">A descriptor that was opened while it lived, and has become readable.</param>
    /// <param name="pid">Its number.</param>
    /// <returns>Null when that cannot be known any more: its parent has waited for it, and the kernel is older than 6.15.</returns>
    public static ChildStatus? ReadStatus(FileDescriptor process, int pid)
    {
        // Until its parent has waited for it, its entry in /proc says it, and its number is no other's; from then on, the descriptor does.
        if (ProcFile.ReadStat(pid) is { IsZombie: true } zombie)
        {
            return ChildStatus.FromWait(zombie.WaitStatus);
        }

        PidFdInfo info = new() { Mask = Constants.PIDFD_INFO_EXIT };
        return Libc.ioctl(process.Value, Constants.PIDFD_GET_INFO, &info) == 0 && (info.Mask & Constants.PIDFD_INFO_EXIT) != 0
            ? ChildStatus.FromWait(info.ExitCode)
            : null;
    }

    private static FileDescriptor? TryOpen(int id, int flags)
    {
        nint fd = Libc.syscall(Constants.SYS_pidfd_open, id, flags);
        if (fd >= 0)
        {
            return new FileDescriptor((int)fd);
        }

        // The last two, where the arguments are valid: the process is being reaped just now, or its number is a thread's by now; which of them depends on the kernel.
        return Marshal.GetLastPInvokeError() is Errno.ESRCH or Errno.EINVAL or Errno.ENOENT ? null : throw LibcException.FromLastError($"Cannot watch the process or thread {id}");
    }
}
