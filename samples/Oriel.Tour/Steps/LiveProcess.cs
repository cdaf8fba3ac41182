using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace Oriel.Tour.Steps;

/// <summary>Whether processes that are not children of ours are still there. One that has ended, collected by its parent or not, is gone.</summary>
internal static partial class LiveProcess
{
    internal const int Kill = 9;
    internal const int SegmentationFault = 11;

    private const int PidFdOpen = 434;
    private const int NoSuchProcess = 3;
    private const short Readable = 1;
    private const int PatienceMilliseconds = 10_000;

    internal static bool Exists(int processId)
    {
        try
        {
            // "pid (name) state …", and the name may hold anything.
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for the kernel to say that the process has ended.</summary>
    /// <exception cref="TourException">It has not, for ten seconds.</exception>
    internal static Task WaitForExitAsync(int processId) => Task.Run(() => WaitForExit(processId));

    private static void WaitForExit(int processId)
    {
        nint descriptor = SystemCall(PidFdOpen, processId, 0);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == NoSuchProcess)
            {
                return;
            }

            throw new TourException($"Process {processId} cannot be watched.", new Win32Exception(error));
        }

        using SafeFileHandle process = new(descriptor, ownsHandle: true);
        PollRequest request = new() { Descriptor = (int)descriptor, Events = Readable };
        if (Poll(ref request, 1, PatienceMilliseconds) != 1)
        {
            throw new TourException($"Process {processId} has not ended within {PatienceMilliseconds / 1000} seconds.");
        }
    }

    /// <exception cref="TourException">There is no such process.</exception>
    internal static void Signal(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0)
        {
            throw new TourException($"Process {processId} could not be sent signal {signal}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint processId, nint flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollRequest request, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        internal int Descriptor;
        internal short Events;
        internal short Happened;
    }
}
