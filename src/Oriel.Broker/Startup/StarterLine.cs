using System.Text;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker.Startup;

/// <summary>
/// The socket to whoever started this process, on descriptor 1. It carries one line, and until then the starter's life: a starter that goes away or gives up closes it,
/// and the kernel ends this process with a signal, whatever call it is blocked in.
/// </summary>
internal static unsafe class StarterLine
{
    private const int Descriptor = 1;

    public static void DieWithStarter()
    {
        // SIGIO, because its default is to end the process and nothing else here uses it.
        int flags = Libc.fcntl(Descriptor, Constants.F_GETFL, 0);
        _ = Libc.fcntl(Descriptor, Constants.F_SETOWN, Libc.getpid());
        _ = Libc.fcntl(Descriptor, Constants.F_SETFL, flags | Constants.O_ASYNC);

        // It may have gone before the kernel was asked to tell.
        PollFd poll = new() { Fd = Descriptor, Events = Constants.POLLRDHUP };
        if (Libc.poll(&poll, 1, 0) > 0)
        {
            Libc._exit(0);
        }
    }

    /// <summary>Answers the starter, and lets go of it.</summary>
    public static void Report(StartReport report)
    {
        int flags = Libc.fcntl(Descriptor, Constants.F_GETFL, 0);
        _ = Libc.fcntl(Descriptor, Constants.F_SETFL, flags & ~Constants.O_ASYNC);
        byte[] line = Encoding.UTF8.GetBytes(report.Format());
        fixed (byte* start = line)
        {
            // A starter that is gone cannot be told; the broker then finds no host and ends.
            if (Libc.send(Descriptor, start, (nuint)line.Length, Constants.MSG_NOSIGNAL) < 0)
            {
                _ = Libc.write(Descriptor, start, (nuint)line.Length);
            }
        }

        using FileDescriptor nothing = PosixFile.Open("/dev/null", Constants.O_WRONLY);
        _ = Libc.dup2(nothing.Value, Descriptor);
    }
}
