using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Sockets;

namespace Oriel.Ipc.Rendezvous;

/// <summary>
/// What a browser may leave when it or its broker is killed: itself; its single-instance lock and links in the user data folder; and the folder of its single-instance
/// socket, which it makes under TMPDIR. Whoever comes to know removes it: the broker if it lives, else the next broker, else a host that has lost its broker.
/// </summary>
internal static class StaleBrowser
{
    private const string Lock = "SingletonLock";
    private const string Socket = "SingletonSocket";
    private const string Cookie = "SingletonCookie";

    /// <summary>Of the random end of a temporary folder's name, with its dot.</summary>
    private const int RandomLength = 7;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>A browser of the folder that lives, though its broker may not.</summary>
    /// <param name="record">What the last broker wrote.</param>
    /// <param name="paths">Of which folder.</param>
    public static ProcessIdentity? FindLiving(BrokerRecord? record, UserDataPaths paths)
    {
        if (record is { BrowserPid: > 0 } && record.BootId == ProcFile.ReadBootId() && record.Browser.IsAlive)
        {
            return record.Browser;
        }

        // A broker killed between starting a browser and writing that down: the browser's own lock names it.
        return LockHolder(paths) is { } holder && IsBrowserOf(holder, paths) ? ProcessIdentity.Of(holder) : null;
    }

    /// <summary>
    /// Blocks until the browser of a broker that was killed is gone; it ends by itself when its pipe closes. One that does not is killed: it has no owner any more.
    /// </summary>
    public static void WaitForEnd(BrokerRecord? record, UserDataPaths paths)
    {
        while (FindLiving(record, paths) is { } browser)
        {
            if (!browser.WaitForExit(s_patience))
            {
                browser.KillGroup();
                if (!browser.WaitForExit(s_patience))
                {
                    // Not even the kernel can end it, as with a disk that does not answer; the next browser will say what is in its way.
                    return;
                }
            }
        }
    }

    /// <summary>Where the browser that lives now keeps its single-instance socket; null if it has none yet.</summary>
    public static string? FindSocketFolder(UserDataPaths paths) => Path.GetDirectoryName(PosixFile.ReadLink(Path.Combine(paths.Browser, Socket)));

    /// <summary>Removes the lock, the links and the temporary folder of a browser that did not get to do so; does nothing while one lives.</summary>
    /// <param name="paths">Of which folder.</param>
    /// <param name="socketFolder">What <see cref="FindSocketFolder"/> said while it lived: a browser that is killed while it ends may have removed the links and not the folder.</param>
    public static void RemoveTraces(UserDataPaths paths, string? socketFolder)
    {
        if (LockHolder(paths) is { } holder && IsBrowserOf(holder, paths))
        {
            return;
        }

        foreach (string folder in new[] { socketFolder, FindSocketFolder(paths) }.OfType<string>().Distinct())
        {
            RemoveSocketFolder(folder);
        }

        foreach (string name in new[] { Lock, Socket, Cookie })
        {
            _ = Libc.unlink(Path.Combine(paths.Browser, name));
        }
    }

    private static void RemoveSocketFolder(string folder)
    {
        // The link came from the disk. Only what is named as Chromium, Chrome and Edge name such folders ("org.chromium.Chromium.Y4tO3t"), and is ours; of that only their
        // two files, and the folder if nothing else is in it.
        string name = Path.GetFileName(folder);
        if (Path.GetExtension(name).Length != RandomLength || name.Split('.').Length < 3
            || FileStatus.TryRead(folder) is not { IsFolder: true } status || status.UserId != Libc.geteuid())
        {
            return;
        }

        string socket = Path.Combine(folder, Socket);
        if (!IsServed(socket))
        {
            _ = Libc.unlink(socket);
            _ = Libc.unlink(Path.Combine(folder, Cookie));
            _ = Libc.rmdir(folder);
        }
    }

    /// <summary>Whether a browser lives behind the socket; that of another folder, if this folder is a copy that was made of it while it was in use.</summary>
    private static bool IsServed(string socket)
    {
        if (Encoding.UTF8.GetByteCount(socket) > SocketAddress.MaxPathLength)
        {
            return false;
        }

        using FileDescriptor? connection = UnixSocket.TryConnect(socket, out int errno, isNonBlocking: true);
        if (connection is null)
        {
            return errno == Errno.EAGAIN;
        }

        // A child that was just being started when the browser was killed holds the socket until it is a program of its own. 0 is a process that cannot be seen from here.
        int listener = UnixSocket.GetPeer(connection).ProcessId;
        return listener == 0 || ProcessIdentity.Of(listener) is not null;
    }

    // "host-pid"; the host part may hold dashes too.
    private static int? LockHolder(UserDataPaths paths)
    {
        string? target = PosixFile.ReadLink(Path.Combine(paths.Browser, Lock));
        return int.TryParse(target?.Split('-').Last(), NumberStyles.None, CultureInfo.InvariantCulture, out int processId) ? processId : null;
    }

    private static bool IsBrowserOf(int processId, UserDataPaths paths) =>
        ProcFile.ReadArguments(processId).Contains($"--user-data-dir={paths.Browser}");
}
