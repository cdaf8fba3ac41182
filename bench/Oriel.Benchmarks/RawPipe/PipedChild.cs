using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace Oriel.Benchmarks.RawPipe;

/// <summary>
/// A child process that reads its descriptor 3 and writes its descriptor 4, as Chromium's debugging pipe asks. Kept apart from Oriel.Ipc on purpose: the
/// yardstick shares no code with what it measures.
/// </summary>
internal sealed unsafe partial class PipedChild
{
    private const int CloseOnExec = 0x80000;
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstFreeNumber = 64;
    private const int ReadWrite = 2;
    private const int OpaqueSize = 512;

    private PipedChild(int pid, SafeFileHandle input, SafeFileHandle output)
    {
        Pid = pid;
        Input = input;
        Output = output;
    }

    public int Pid { get; }

    /// <summary>What is written here the child reads.</summary>
    public SafeFileHandle Input { get; }

    /// <summary>Here is read what the child writes.</summary>
    public SafeFileHandle Output { get; }

    /// <param name="program">The program's path, then its arguments.</param>
    /// <param name="oneSocket">Both directions over one socket pair, for which .NET has readiness events; otherwise two pipes.</param>
    public static PipedChild Start(IReadOnlyList<string> program, bool oneSocket = false)
    {
        int* toChild = stackalloc int[2];
        int* fromChild = stackalloc int[2];
        if (oneSocket)
        {
            Check(socketpair(1, 1 | CloseOnExec, 0, toChild));
            fromChild[0] = Duplicate(toChild[1]);
            fromChild[1] = Duplicate(toChild[0]);
        }
        else
        {
            Check(pipe2(toChild, CloseOnExec));
            Check(pipe2(fromChild, CloseOnExec));
        }

        // Above the numbers they are to get, so that placing one cannot overwrite the other.
        int childReads = Duplicate(toChild[0]);
        int childWrites = Duplicate(fromChild[1]);
        _ = close(toChild[0]);
        _ = close(fromChild[1]);
        try
        {
            int pid = Spawn(program, childReads, childWrites);
            return new PipedChild(pid, new SafeFileHandle(toChild[1], ownsHandle: true), new SafeFileHandle(fromChild[0], ownsHandle: true));
        }
        finally
        {
            _ = close(childReads);
            _ = close(childWrites);
        }
    }

    /// <summary>Completes when the child has ended and is reaped.</summary>
    public Task WaitForExitAsync() => Task.Run(() =>
    {
        int status;
        _ = waitpid(Pid, &status, 0);
    });

    private static int Spawn(IReadOnlyList<string> program, int childReads, int childWrites)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* nowhere = stackalloc byte[] { (byte)'/', (byte)'d', (byte)'e', (byte)'v', (byte)'/', (byte)'n', (byte)'u', (byte)'l', (byte)'l', 0 };
        string?[] environment = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static entry => $"{entry.Key}={entry.Value}"), null];
        Check(posix_spawn_file_actions_init(actions));
        Check(posix_spawn_file_actions_addopen(actions, 0, nowhere, ReadWrite, 0));
        Check(posix_spawn_file_actions_addopen(actions, 1, nowhere, ReadWrite, 0));
        Check(posix_spawn_file_actions_addopen(actions, 2, nowhere, ReadWrite, 0));
        Check(posix_spawn_file_actions_adddup2(actions, childReads, 3));
        Check(posix_spawn_file_actions_adddup2(actions, childWrites, 4));
        int error = posix_spawn(out int pid, program[0], actions, null, [.. program, null], environment);
        _ = posix_spawn_file_actions_destroy(actions);
        return error == 0 ? pid : throw new Win32Exception(error, $"Cannot start '{program[0]}': {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    private static int Duplicate(int descriptor)
    {
        int copy = fcntl(descriptor, DuplicateCloseOnExec, FirstFreeNumber);
        Check(copy);
        return copy;
    }

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int pipe2(int* descriptors, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socketpair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, int* status, int options);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int number);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int number, byte* path, int flags, uint mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(out int pid, string path, byte* actions, void* attributes, string?[] arguments, string?[] environment);
}
