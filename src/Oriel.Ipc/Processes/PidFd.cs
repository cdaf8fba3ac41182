using System;
using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Processes;

/// <summary>A descriptor that stands for one process and becomes readable when it ends; unlike a number it can never come to mean another.</summary>
internal static unsafe class PidFd
{
    /// <returns>Null if there is no such process any more.</returns>
    public static FileDescriptor? TryOpen(int pid)
    {
        nint fd = Libc.syscall(Constants.SYS_pidfd_open, pid, 0);
        if (fd >= 0)
        {
            return new FileDescriptor((int)fd);
        }

        // The last two, where the arguments are valid: the process is being reaped just now, or its number is a thread's by now; which of them depends on the kernel.
        return Marshal.GetLastPInvokeError() is Errno.ESRCH or Errno.EINVAL or Errno.ENOENT ? null : throw LibcException.FromLastError($"Cannot watch process {pid}");
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
}
