using System;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Client.Connections;

/// <summary>
/// What a host does for a broker that was killed: it removes the broker's socket, and what the browser left, should that have been killed too. A next broker would do
/// so, but perhaps nobody ever starts one. Nothing here blocks, and nothing is done beside a next broker: where one lives, or is about to, it is left to that one.
/// </summary>
internal sealed class BrokerEnd
{
    private readonly UserDataPaths _paths;
    private readonly ProcessIdentity? _broker;
    private readonly Action<string> _log;

    /// <param name="userDataFolder">The canonical path.</param>
    /// <param name="brokerProcessId">The broker, which lives.</param>
    /// <param name="log">Hears of what could not be removed, and why.</param>
    internal BrokerEnd(string userDataFolder, int brokerProcessId, Action<string> log)
    {
        _paths = new UserDataPaths(userDataFolder);
        _broker = ProcessIdentity.Of(brokerProcessId);
        _log = log;
    }

    /// <summary>To be called when the connection was lost.</summary>
    /// <returns>Complete when broker and browser are gone, and nothing is left for this host to do.</returns>
    internal async Task CleanUpAsync()
    {
        ProcessIdentity? awaited = _broker;
        try
        {
            do
            {
                if (awaited is { } process)
                {
                    await ProcessExit.WaitAsync(process).ConfigureAwait(false);
                }
            }
            while (!TryRemoveTraces(out awaited));
        }
        catch (LibcException failure)
        {
            _log($"The broker of '{_paths.Root}' was killed, and what it and its browser may have left cannot be removed: {failure.Message}");
        }
    }

    /// <returns>False if <paramref name="living"/> has to end first.</returns>
    private bool TryRemoveTraces(out ProcessIdentity? living)
    {
        living = null;
        using FileDescriptor? startLock = PosixFile.TryLock(_paths.StartLock);
        using FileDescriptor? brokerLock = startLock is null ? null : PosixFile.TryLock(_paths.Lock);
        if (brokerLock is null)
        {
            // A broker lives or is being elected, another host is just doing the same, or the folder is gone.
            return true;
        }

        BrokerRecord? record = BrokerRecord.TryParse(PosixFile.ReadAll(brokerLock));
        if (record is not null)
        {
            SocketFolder.RemoveIfDead(record.SocketPath);
        }

        living = StaleBrowser.FindLiving(record, _paths);
        if (living is null)
        {
            StaleBrowser.RemoveTraces(_paths, record?.SocketFolder);
        }

        return living is null;
    }
}
