using System;
using System.Text;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Sockets;

/// <summary>struct sockaddr_un.</summary>
internal static unsafe class SocketAddress
{
    public const int Size = 110;

    /// <summary>The longest path, in bytes, that the kernel takes.</summary>
    public const int MaxPathLength = 107;

    public static uint Write(byte* at, string path)
    {
        int length = Encoding.UTF8.GetByteCount(path);
        if (length > MaxPathLength)
        {
            throw new LibcException($"The socket path '{path}' has {length} bytes; the kernel takes at most {MaxPathLength}", Errno.ENAMETOOLONG);
        }

        *(ushort*)at = Constants.AF_UNIX;
        Encoding.UTF8.GetBytes(path, new Span<byte>(at + 2, MaxPathLength));
        at[2 + length] = 0;
        return (uint)(length + 3);
    }
}
