using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Client.Connections;

/// <summary>
/// Keeps every process from starting a broker, and so a browser, on a user data folder: whoever wants to waits at the lock of the election (docs/adr/0003), which the kernel frees should this process die.
/// </summary>
internal sealed class FolderHold : IDisposable
{
    private readonly UserDataPaths _paths;
    private readonly FileDescriptor _startLock;

    private FolderHold(UserDataPaths paths, FileDescriptor startLock)
    {
        _paths = paths;
        _startLock = startLock;
    }

    /// <summary>Takes the hold, which a broker that lives does not notice.</summary>
    /// <param name="userDataFolder">The canonical path of a folder that exists.</param>
    /// <param name="cancellation">Gives up.</param>
    internal static async Task<FolderHold> TakeAsync(string userDataFolder, CancellationToken cancellation)
    {
        UserDataPaths paths = new(userDataFolder);
        return new FolderHold(paths, await FolderRelease.LockAsync(paths.StartLock, cancellation).ConfigureAwait(false));
    }

    /// <summary>Removes what the browser has kept, when nobody uses it any more. Our locks stay: others wait at them.</summary>
    /// <param name="keepFailureReports">Whether the dumps of crashes stay, which hold parts of pages.</param>
    /// <param name="cancellation">Gives up before it has begun.</param>
    internal async Task ClearAsync(bool keepFailureReports, CancellationToken cancellation)
    {
        using FileDescriptor brokerLock = await FolderRelease.LockAsync(_paths.Lock, cancellation).ConfigureAwait(false);
        await Task.Run(() => Clear(keepFailureReports), CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => _startLock.Dispose();

    private void Clear(bool keepFailureReports)
    {
        // What the browser wrote on its standard error names pages, too.
        File.Delete(_paths.BrowserLog);
        DirectoryInfo browser = new(_paths.Browser);
        if (!browser.Exists)
        {
            return;
        }

        foreach (FileSystemInfo entry in browser.EnumerateFileSystemInfos().Where(entry => !keepFailureReports || entry.FullName != _paths.Dumps))
        {
            // A link is removed, not what it leads to.
            if (entry is DirectoryInfo { LinkTarget: null } folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }
}
