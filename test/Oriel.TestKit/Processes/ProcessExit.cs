using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace Oriel.TestKit.Processes;

/// <summary>
/// Waits for the end of any process, also of one that is no child of ours, by the kernel's own word. The tests have their own code for this:
/// what they measure with must not be what they measure.
/// </summary>
internal static partial class ProcessExit
{
    private const int PidfdOpen = 434;
    private const int NoSuchProcess = 3;
    private const int NoSuchEntry = 2;
    private const int InvalidArgument = 22;
    private const int Interrupted = 4;
    private const short Readable = 1;

    /// <returns>False if it outlives the bound.</returns>
    public static async Task<bool> WaitAsync(ProcessEntry process, TimeSpan bound, CancellationToken cancellation = default)
    {
        int fd = (int)Syscall(PidfdOpen, process.Id, 0);
        if (fd < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            // The last two, where the arguments are valid: it is being reaped just now, or its number is a thread's by now.
            return error is NoSuchProcess or NoSuchEntry or InvalidArgument ? true : throw new Win32Exception(error, $"Cannot watch {process}");
        }

        using SafeFileHandle handle = new(fd, ownsHandle: true);
        // Between the look at /proc and here the number may have passed to another process.
        if (ProcFile.ReadEntry(process.Id)?.StartTime != process.StartTime)
        {
            return true;
        }

        return await Task.Factory.StartNew(
            () => Poll(handle, bound), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static bool Poll(SafeFileHandle handle, TimeSpan bound)
    {
        long start = Stopwatch.GetTimestamp();
        PollFd poll = new() { Fd = (int)handle.DangerousGetHandle(), Events = Readable };
        while (true)
        {
            double left = Math.Max(0, (bound - Stopwatch.GetElapsedTime(start)).TotalMilliseconds);
            int ready = PollOne(ref poll, 1, (int)Math.Min(left, int.MaxValue));
            if (ready >= 0 || Marshal.GetLastPInvokeError() != Interrupted)
            {
                return ready > 0;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint processId, nint flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollOne(ref PollFd descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Fd;
        public short Events;
        public short Occurred;
    }
}
