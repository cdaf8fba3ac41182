using System.Threading;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;

namespace Oriel.Client.Connections;

/// <summary>
/// Waits until nobody uses a user data folder any more: no broker, which outlives every process of its browser, and no browser of one that was killed. Needs no connection, no view and no message pump.
/// </summary>
internal static class FolderRelease
{
    private const int PrivateFile = 0x180; // 0600

    /// <param name="userDataFolder">The canonical path; it need not exist.</param>
    /// <param name="cancellation">Gives up.</param>
    internal static async Task WaitAsync(string userDataFolder, CancellationToken cancellation)
    {
        UserDataPaths paths = new(userDataFolder);
        do
        {
            while (await FindBrokerAsync(userDataFolder, cancellation).ConfigureAwait(false) is { } broker)
            {
                await ProcessExit.WaitAsync(broker, cancellation).ConfigureAwait(false);
            }
        }
        while (!await IsFreeAsync(paths, cancellation).ConfigureAwait(false));
    }

    /// <summary>Takes the lock of a file when its turn comes. Nothing can be done about a thread that waits for a lock, so one that is not waited for any more gives it back.</summary>
    internal static async Task<FileDescriptor> LockAsync(string path, CancellationToken cancellation)
    {
        TaskCompletionSource<FileDescriptor> locked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                FileDescriptor file = PosixFile.Lock(path, PrivateFile);
                if (!locked.TrySetResult(file))
                {
                    file.Dispose();
                }
            }
            catch (LibcException failure)
            {
                locked.TrySetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = "Oriel lock",
        };
        thread.Start();
        using (cancellation.Register(() => locked.TrySetCanceled(cancellation)))
        {
            return await locked.Task.ConfigureAwait(false);
        }
    }

    /// <summary>The process that listens; a connection that says nothing does not keep it.</summary>
    private static async Task<int?> FindBrokerAsync(string userDataFolder, CancellationToken cancellation)
    {
        using FileDescriptor? socket = await BrokerLocator.FindAsync(userDataFolder, cancellation).ConfigureAwait(false);
        return socket is null ? null : UnixSocket.GetPeer(socket).ProcessId;
    }

    /// <returns>False when somebody has to be waited for who was not there before.</returns>
    private static async Task<bool> IsFreeAsync(UserDataPaths paths, CancellationToken cancellation)
    {
        if (FileStatus.TryRead(paths.Lock) is null)
        {
            return true;
        }

        ProcessIdentity? browser;

        // A broker that does not listen yet, or not any more, holds it.
        using (FileDescriptor file = await LockAsync(paths.Lock, cancellation).ConfigureAwait(false))
        {
            browser = StaleBrowser.FindLiving(BrokerRecord.TryParse(PosixFile.ReadAll(file)), paths);
        }

        if (browser is { } living)
        {
            await ProcessExit.WaitAsync(living.ProcessId, cancellation).ConfigureAwait(false);
        }

        return browser is null;
    }
}
