using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Sockets;

/// <summary>Stream sockets in the file system, for peers that know each other's user.</summary>
internal static unsafe class UnixSocket
{
    private const int StreamFlags = Constants.SOCK_STREAM | Constants.SOCK_CLOEXEC;

    /// <summary>
    /// Listens at <paramref name="path"/>. It appears there only when it is ready, taking the place of what was there: whoever is refused at a path
    /// knows that nobody will ever listen on that socket again.
    /// </summary>
    public static FileDescriptor Listen(string path, int backlog)
    {
        string unready = $"{path}.{Libc.getpid()}";
        _ = Libc.unlink(unready);
        FileDescriptor descriptor = Create(Constants.SOCK_NONBLOCK);
        byte* address = stackalloc byte[SocketAddress.Size];
        uint length = SocketAddress.Write(address, unready);
        if (Libc.bind(descriptor.Value, address, length) == 0 && Libc.listen(descriptor.Value, backlog) == 0 && Libc.rename(unready, path) == 0)
        {
            return descriptor;
        }

        LibcException failure = LibcException.FromLastError($"Cannot listen at '{path}'");
        _ = Libc.unlink(unready);
        descriptor.Dispose();
        throw failure;
    }

    /// <summary>The next caller, or null if there is none.</summary>
    public static FileDescriptor? TryAccept(FileDescriptor listener)
    {
        int fd = Libc.accept4(listener.Value, null, null, Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC);
        return fd >= 0 ? new FileDescriptor(fd) : null;
    }

    /// <summary>Connects, which on a local socket succeeds or fails at once unless the listener's backlog is full.</summary>
    /// <returns>Null, with errno, if nobody listens.</returns>
    public static FileDescriptor? TryConnect(string path, out int errno, bool isNonBlocking = false)
    {
        FileDescriptor descriptor = Create(isNonBlocking ? Constants.SOCK_NONBLOCK : 0);
        byte* address = stackalloc byte[SocketAddress.Size];
        uint length = SocketAddress.Write(address, path);
        do
        {
            if (Libc.connect(descriptor.Value, address, length) == 0)
            {
                errno = 0;
                return descriptor;
            }

            errno = Marshal.GetLastPInvokeError();
        }
        while (errno == Errno.EINTR);
        descriptor.Dispose();
        return null;
    }

    public static (FileDescriptor One, FileDescriptor Other) CreatePair()
    {
        int* ends = stackalloc int[2];
        return Libc.socketpair(Constants.AF_UNIX, StreamFlags, 0, ends) == 0
            ? (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]))
            : throw LibcException.FromLastError("Cannot make a pair of sockets");
    }

    public static PeerCredentials GetPeer(FileDescriptor connection)
    {
        PeerCredentials credentials;
        uint length = (uint)sizeof(PeerCredentials);
        return Libc.getsockopt(connection.Value, Constants.SOL_SOCKET, Constants.SO_PEERCRED, &credentials, &length) == 0
            ? credentials
            : throw LibcException.FromLastError("Cannot ask who is on the other end of a socket");
    }

    /// <summary>Lets the kernel hold more of what is on its way, so that a large message costs fewer switches between processes.</summary>
    public static void EnlargeSendBuffer(FileDescriptor connection, int bytes) =>
        _ = Libc.setsockopt(connection.Value, Constants.SOL_SOCKET, Constants.SO_SNDBUF, &bytes, sizeof(int));

    private static FileDescriptor Create(int flags)
    {
        int fd = Libc.socket(Constants.AF_UNIX, StreamFlags | flags, 0);
        return fd < 0 ? throw LibcException.FromLastError("Cannot make a socket") : new FileDescriptor(fd);
    }
}
