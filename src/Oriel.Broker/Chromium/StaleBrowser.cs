using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker.Chromium;

/// <summary>What a browser may have left in the user data folder: itself, if its broker was killed; its single-instance lock and socket, if it was.</summary>
internal static class StaleBrowser
{
    private const string Lock = "SingletonLock";
    private const string Socket = "SingletonSocket";
    private const string Cookie = "SingletonCookie";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Blocks until the browser of a broker that was killed is gone; it ends by itself when its pipe closes. One that does not is killed: it has no owner any more.
    /// </summary>
    public static void WaitForEnd(BrokerRecord? record, UserDataPaths paths)
    {
        if (record is { BrowserPid: > 0 } && record.BootId == ProcFile.ReadBootId())
        {
            WaitForEnd(record.BrowserPid, record.BrowserStartTime);
        }

        // A broker killed between starting a browser and writing that down: the browser's own lock names it.
        if (LockHolder(paths) is { } holder && IsBrowserOf(holder, paths) && ProcFile.ReadStat(holder) is { } stat)
        {
            WaitForEnd(holder, stat.StartTime);
        }
    }

    /// <summary>Removes the lock, socket and temporary folder of a browser that did not get to do so; call when none is alive.</summary>
    public static void RemoveTraces(UserDataPaths paths)
    {
        if (LockHolder(paths) is { } holder && IsBrowserOf(holder, paths))
        {
            return;
        }

        string? socket = PosixFile.ReadLink(Path.Combine(paths.Browser, Socket));
        string? folder = Path.GetDirectoryName(socket);
        // Only what Chromium itself names so, and only if it is ours and empty but for the two files.
        if (folder is not null && Path.GetFileName(folder).Contains("hromium", StringComparison.Ordinal)
            && FileStatus.TryRead(folder) is { IsFolder: true } status && status.UserId == Libc.geteuid())
        {
            _ = Libc.unlink(Path.Combine(folder, Socket));
            _ = Libc.unlink(Path.Combine(folder, Cookie));
            _ = Libc.rmdir(folder);
        }

        foreach (string name in new[] { Lock, Socket, Cookie })
        {
            _ = Libc.unlink(Path.Combine(paths.Browser, name));
        }
    }

    private static void WaitForEnd(int processId, long startTime)
    {
        if (ProcFile.ReadStat(processId) is not { } stat || stat.StartTime != startTime || stat.IsZombie)
        {
            return;
        }

        using FileDescriptor? process = PidFd.TryOpen(processId);
        if (process is not null && !PidFd.WaitForExit(process, s_patience))
        {
            _ = Libc.kill(-stat.GroupId, Constants.SIGKILL);
            _ = PidFd.WaitForExit(process, s_patience);
        }
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
