using System.Runtime.InteropServices;
using System.Text;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc;

/// <summary>Files and pipes with the flags that .NET's own streams do not give: every one closed on exec, errors with errno.</summary>
internal static unsafe class PosixFile
{
    public static FileDescriptor Open(string path, int flags, int mode = 0)
    {
        int fd;
        while ((fd = Libc.open(path, flags | Constants.O_CLOEXEC, mode)) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LibcException.FromLastError($"Cannot open '{path}'");
            }
        }

        return new FileDescriptor(fd);
    }

    /// <summary>Takes the exclusive lock of a file that exists. The kernel frees it with the descriptor.</summary>
    /// <returns>Null if there is no such file, or somebody holds its lock.</returns>
    public static FileDescriptor? TryLock(string path)
    {
        FileDescriptor file;
        try
        {
            file = Open(path, Constants.O_RDWR);
        }
        catch (LibcException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }

        while (Libc.flock(file.Value, Constants.LOCK_EX | Constants.LOCK_NB) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno == Errno.EINTR)
            {
                continue;
            }

            file.Dispose();
            return errno == Errno.EAGAIN ? null : throw new LibcException($"Cannot lock '{path}'", errno);
        }

        return file;
    }

    /// <summary>Blocks until it has the exclusive lock of a file, which is made if need be. The kernel frees the lock with the descriptor.</summary>
    public static FileDescriptor Lock(string path, int mode)
    {
        FileDescriptor file = Open(path, Constants.O_RDWR | Constants.O_CREAT, mode);
        while (Libc.flock(file.Value, Constants.LOCK_EX) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
            {
                file.Dispose();
                throw new LibcException($"Cannot lock '{path}'", errno);
            }
        }

        return file;
    }

    public static (FileDescriptor Read, FileDescriptor Write) CreatePipe(int capacity = 0)
    {
        int* ends = stackalloc int[2];
        if (Libc.pipe2(ends, Constants.O_CLOEXEC) != 0)
        {
            throw LibcException.FromLastError("Cannot make a pipe");
        }

        if (capacity > 0)
        {
            // Refused when the user has many large pipes already; the default size works too, with more switches between processes.
            _ = Libc.fcntl(ends[1], Constants.F_SETPIPE_SZ, capacity);
        }

        return (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]));
    }

    public static void SetNonBlocking(FileDescriptor descriptor)
    {
        int flags = Libc.fcntl(descriptor.Value, Constants.F_GETFL, 0);
        if (flags < 0 || Libc.fcntl(descriptor.Value, Constants.F_SETFL, flags | Constants.O_NONBLOCK) < 0)
        {
            throw LibcException.FromLastError($"Cannot make descriptor {descriptor.Value} non-blocking");
        }
    }

    /// <summary>The whole content, for small files, at most 64 KiB of it.</summary>
    public static string ReadAll(FileDescriptor descriptor)
    {
        byte[] buffer = new byte[65536];
        int length = 0;
        fixed (byte* start = buffer)
        {
            nint count;
            while (length < buffer.Length && (count = Libc.pread(descriptor.Value, start + length, (nuint)(buffer.Length - length), length)) > 0)
            {
                length += (int)count;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>Writes <paramref name="content"/> at the beginning of the file, in one call.</summary>
    public static void WriteStart(FileDescriptor descriptor, string path, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        fixed (byte* start = bytes)
        {
            if (Libc.pwrite(descriptor.Value, start, (nuint)bytes.Length, 0) != bytes.Length)
            {
                throw LibcException.FromLastError($"Cannot write '{path}'");
            }
        }
    }

    /// <summary>Where the symbolic link points, or null if there is none.</summary>
    public static string? ReadLink(string path)
    {
        byte* buffer = stackalloc byte[4096];
        nint length = Libc.readlink(path, buffer, 4096);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, (int)length);
    }
}
