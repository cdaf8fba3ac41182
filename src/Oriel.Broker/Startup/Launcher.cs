using System;
using System.Collections.Generic;
using System.IO;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;

namespace Oriel.Broker.Startup;

/// <summary>
/// The step between a host and its broker: this process starts the broker in a session of its own and ends, so that the broker is nobody's child, and the host has
/// nothing left to wait for. Of the host's descriptors only 1, the line to the starter, goes on.
/// </summary>
internal static class Launcher
{
    public static void Start(IReadOnlyList<string> arguments)
    {
        if (Libc.close_range(3, uint.MaxValue, Constants.CLOSE_RANGE_CLOEXEC) != 0)
        {
            throw LibcException.FromLastError("Cannot keep inherited descriptors from the broker");
        }

        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        // Run by dotnet, the program is dotnet and its first argument is ours.
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] own = isHosted ? [program, Environment.GetCommandLineArgs()[0]] : [program];
        using FileDescriptor nothing = PosixFile.Open("/dev/null", Constants.O_RDWR);
        using FileDescriptor line = new(Duplicate(1));
        ProcessSpawner.Spawn(new SpawnRequest
        {
            Executable = program,
            Arguments = [.. own, .. arguments],
            Descriptors = [(nothing, 0), (line, 1), (nothing, 2)],
            IsSessionLeader = true,
        });
    }

    private static int Duplicate(int descriptor)
    {
        int copy = Libc.fcntl(descriptor, Constants.F_DUPFD_CLOEXEC, 3);
        return copy < 0 ? throw LibcException.FromLastError("The starter gave no descriptor 1 to answer on") : copy;
    }
}
