using System.Collections.Generic;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;

namespace Oriel.Client.Connections;

/// <summary>Starts the broker so that it is nobody's child: a launcher starts it in a session of its own, and we wait for the launcher, which ends at once.</summary>
internal static class BrokerStarter
{
    public static unsafe void Start(BrokerProgram program, IReadOnlyList<string> arguments, FileDescriptor line)
    {
        using FileDescriptor nothing = PosixFile.Open("/dev/null", Constants.O_RDWR);
        int launcher = ProcessSpawner.Spawn(new SpawnRequest
        {
            Executable = program.Executable,
            Arguments = [program.Executable, .. program.FirstArguments, "start", .. arguments],
            Descriptors = [(nothing, 0), (line, 1), (nothing, 2)],
            IsSessionLeader = true,
        });

        // An app that ignores SIGCHLD has no children to wait for; the kernel says so and nothing is left behind.
        int status;
        _ = Libc.waitpid(launcher, &status, 0);
    }
}
