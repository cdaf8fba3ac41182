using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Sockets;

namespace Oriel.Ipc.Rendezvous;

/// <summary>
/// The private folder that holds one socket per user data folder. Whoever can reach a broker's socket drives a browser with the user's cookies, so a
/// folder that is not ours alone is refused, never repaired.
/// </summary>
internal static class SocketFolder
{
    private const int PrivateMode = 0x1C0; // 0700

    /// <summary>The folder, made if need be.</summary>
    /// <exception cref="UnauthorizedAccessException">What stands at its path is not a folder of ours with mode 0700.</exception>
    public static string Ensure()
    {
        string folder = Choose(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Libc.geteuid());
        int errno = Libc.mkdir(folder, PrivateMode) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (errno != 0 && FileStatus.TryRead(folder) is null)
        {
            throw new LibcException($"Cannot make the folder '{folder}' for sockets", errno);
        }

        Verify(folder);
        return folder;
    }

    /// <summary>Where the broker of a user data folder listens.</summary>
    /// <param name="folder">What <see cref="Ensure"/> returned.</param>
    /// <param name="userDataFolder">The canonical path.</param>
    public static string PathFor(string folder, string userDataFolder)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(userDataFolder));
        return Path.Combine(folder, $"{Convert.ToHexStringLower(hash.AsSpan(0, 10))}.sock");
    }

    /// <summary>Removes the sockets of brokers that were killed: nobody listens there, and (see <see cref="UnixSocket.Listen"/>) nobody will.</summary>
    public static void RemoveDeadSockets(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.sock*"))
        {
            RemoveIfDead(path);
        }
    }

    /// <summary>Removes one socket, if nobody listens there any more.</summary>
    public static void RemoveIfDead(string path)
    {
        using FileDescriptor? alive = UnixSocket.TryConnect(path, out int errno, isNonBlocking: true);
        if (alive is null && errno == Errno.ECONNREFUSED && !IsBeingMade(path))
        {
            _ = Libc.unlink(path);
        }
    }

    internal static void Verify(string folder)
    {
        FileStatus status = FileStatus.TryRead(folder) ?? throw new DirectoryNotFoundException($"The folder '{folder}' for sockets is gone.");
        uint user = Libc.geteuid();
        if (!status.IsFolder || status.UserId != user || status.Permissions != PrivateMode)
        {
            throw new UnauthorizedAccessException(
                $"'{folder}' must be a folder of user {user} with mode 0700, but it {Describe(status)}. Remove it, or point XDG_RUNTIME_DIR to a folder of your own.");
        }
    }

    internal static string Choose(string? runtimeFolder, uint user)
    {
        string fallback = $"/tmp/oriel-{user.ToString(CultureInfo.InvariantCulture)}";
        if (string.IsNullOrEmpty(runtimeFolder) || !Path.IsPathRooted(runtimeFolder))
        {
            return fallback;
        }

        // A name of 40 characters (hash, suffix, pid of the broker being started) must fit the kernel's limit.
        string folder = Path.Combine(runtimeFolder, "oriel");
        bool isUsable = Encoding.UTF8.GetByteCount(folder) + 40 <= SocketAddress.MaxPathLength
            && FileStatus.TryRead(runtimeFolder) is { IsFolder: true } status && status.UserId == user;
        return isUsable ? folder : fallback;
    }

    // Between bind and listen a socket refuses callers too; then its name ends with the pid of a living process.
    private static bool IsBeingMade(string path) =>
        int.TryParse(Path.GetExtension(path.AsSpan()).TrimStart('.'), CultureInfo.InvariantCulture, out int pid) && Libc.kill(pid, 0) == 0;

    private static string Describe(FileStatus status) =>
        status.IsFolder ? $"belongs to user {status.UserId} and has mode 0{Convert.ToString(status.Permissions, 8)}" : "is no folder";
}
