using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

/// <summary>
/// The kernel as libc shows it. Every call that can fail leaves errno in <see cref="Marshal.GetLastPInvokeError"/>; callers turn it into a
/// <see cref="LibcException"/> that says what was being done.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Name = "libc";

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int open(byte* path, int flags, int mode);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint read(int fd, void* buffer, nuint count);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint pread(int fd, void* buffer, nuint count, long offset);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint write(int fd, void* buffer, nuint count);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint recv(int fd, void* buffer, nuint count, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint send(int fd, void* buffer, nuint count, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint pwrite(int fd, void* buffer, nuint count, long offset);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int flock(int fd, int operation);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int inotify_init1(int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int inotify_add_watch(int fd, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int fcntl(int fd, int command, int argument);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int dup2(int from, int to);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int pipe2(int* ends, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int mkdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int chmod([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int rmdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int unlink([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int chdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial nint readlink([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte* buffer, nuint size);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    // struct statx is laid out the same on every architecture; struct stat is not.
    [LibraryImport(Name, SetLastError = true)]
    internal static partial int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte* status);

    [LibraryImport(Name)]
    internal static partial uint geteuid();

    [LibraryImport(Name)]
    internal static partial int getpid();

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int close_range(uint first, uint last, int flags);

    [LibraryImport(Name)]
    internal static partial void _exit(int status);
}
