using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Processes;

/// <summary>
/// The one place that starts processes. posix_spawn, because fork is not safe in a process with threads; no shell, so that no text is ever read as a command;
/// default signal dispositions, because .NET ignores SIGPIPE and an ignored signal stays ignored across exec.
/// </summary>
internal static unsafe class ProcessSpawner
{
    // glibc's and musl's structures are at most 336 bytes.
    private const int OpaqueSize = 512;

    // The child's numbers are small. Ours are moved above them first, or placing one could overwrite another that is yet to be placed.
    private const int FirstFreeNumber = 64;

    /// <returns>The process id. The caller waits for it.</returns>
    public static int Spawn(SpawnRequest request)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* signals = stackalloc byte[128];
        List<FileDescriptor> moved = [];
        using NativeStrings argv = new(request.Arguments);
        using NativeStrings envp = new(request.Environment ?? CurrentEnvironment());
        using NativeStrings path = new([request.Executable]);
        Check(Libc.posix_spawn_file_actions_init(actions), request);
        Check(Libc.posix_spawnattr_init(attributes), request);
        try
        {
            foreach ((FileDescriptor ours, int theirs) in request.Descriptors)
            {
                FileDescriptor above = MoveAbove(ours);
                moved.Add(above);
                Check(Libc.posix_spawn_file_actions_adddup2(actions, above.Value, theirs), request);
            }

            int flags = Constants.POSIX_SPAWN_SETSIGDEF | Constants.POSIX_SPAWN_SETSIGMASK;
            flags |= request.IsSessionLeader ? Constants.POSIX_SPAWN_SETSID : 0;
            flags |= request.IsGroupLeader ? Constants.POSIX_SPAWN_SETPGROUP : 0;
            Check(Libc.posix_spawnattr_setflags(attributes, (short)flags), request);
            Check(Libc.posix_spawnattr_setpgroup(attributes, 0), request);
            _ = Libc.sigemptyset(signals);
            Check(Libc.posix_spawnattr_setsigmask(attributes, signals), request);
            _ = Libc.sigfillset(signals);
            Check(Libc.posix_spawnattr_setsigdefault(attributes, signals), request);

            int pid;
            Check(Libc.posix_spawn(&pid, path.Pointers[0], actions, attributes, argv.Pointers, envp.Pointers), request);
            return pid;
        }
        finally
        {
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
            foreach (FileDescriptor descriptor in moved)
            {
                descriptor.Dispose();
            }
        }
    }

    public static List<string> CurrentEnvironment() =>
        [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static entry => $"{entry.Key}={entry.Value}")];

    private static FileDescriptor MoveAbove(FileDescriptor descriptor)
    {
        int fd = Libc.fcntl(descriptor.Value, Constants.F_DUPFD_CLOEXEC, FirstFreeNumber);
        return fd < 0 ? throw LibcException.FromLastError($"Cannot duplicate descriptor {descriptor.Value}") : new FileDescriptor(fd);
    }

    private static void Check(int error, SpawnRequest request)
    {
        if (error != 0)
        {
            throw new LibcException($"Cannot start '{request.Executable}'", error);
        }
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private sealed class NativeStrings : IDisposable
    {
        private readonly int _count;

        public NativeStrings(IReadOnlyList<string> strings)
        {
            _count = strings.Count;
            Pointers = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
            for (int i = 0; i < _count; i++)
            {
                int length = Encoding.UTF8.GetByteCount(strings[i]);
                Pointers[i] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
                Encoding.UTF8.GetBytes(strings[i], new Span<byte>(Pointers[i], length));
            }
        }

        public byte** Pointers { get; }

        public void Dispose()
        {
            for (int i = 0; i < _count; i++)
            {
                NativeMemory.Free(Pointers[i]);
            }

            NativeMemory.Free(Pointers);
        }
    }
}
