using System;
using System.IO;
using System.Text;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Startup;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker;

internal static class Program
{
    private const int Misused = 64;

    private static int Main(string[] arguments)
    {
        if (BrokerArguments.TryParse(arguments) is not { } parsed)
        {
            Write("oriel-broker is started by apps that use Oriel, not by hand. It shares one browser per user data folder among them.\n");
            return Misused;
        }

        try
        {
            if (parsed.IsLauncher)
            {
                Launcher.Start([BrokerArguments.Serve, .. arguments.AsSpan(1)]);
            }
            else
            {
                Serve(parsed.Settings);
            }

            return 0;
        }
        catch (LibcException exception)
        {
            StarterLine.Report(StartReport.Failed(HResults.FromErrno(exception.Errno), exception.Message));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            StarterLine.Report(StartReport.Failed(HResults.AccessDenied, exception.Message));
        }

        return 1;
    }

    private static void Serve(BrokerSettings settings)
    {
        // A host or a browser that is gone is an error of that write, not the end of this process.
        _ = Libc.signal(Constants.SIGPIPE, Constants.SIG_IGN);
        StarterLine.DieWithStarter();
        if (Libc.chdir("/") != 0)
        {
            throw LibcException.FromLastError("Cannot change to '/'");
        }

        UserDataPaths paths = new(settings.UserDataFolder);
        using UserDataLock? folder = UserDataLock.Acquire(paths, out string? listening);
        if (folder is null)
        {
            StarterLine.Report(StartReport.Ready(listening!));
            return;
        }

        WriteFailuresTo(paths.BrokerLog);
        GroupWatcher.AdoptOrphans();
        string sockets = SocketFolder.Ensure();
        SocketFolder.RemoveDeadSockets(sockets);
        string socketPath = SocketFolder.PathFor(sockets, settings.UserDataFolder);
        using EventLoop loop = new();
        using BrokerServer server = new(loop, settings, socketPath, (browser, socketFolder) => folder.WriteBrowser(socketPath, browser, socketFolder));
        folder.Publish(socketPath);
        StarterLine.Report(StartReport.Ready(socketPath));
        loop.Run();
    }

    // The runtime writes an exception that nobody caught to descriptor 2. Usually the file stays empty.
    private static void WriteFailuresTo(string path)
    {
        using FileDescriptor log = PosixFile.Open(path, Constants.O_WRONLY | Constants.O_CREAT | Constants.O_TRUNC, 0x180);
        _ = Libc.dup2(log.Value, 2);
    }

    private static unsafe void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            _ = Libc.write(2, start, (nuint)bytes.Length);
        }
    }
}
