using System;
using System.Runtime.InteropServices;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;

namespace Oriel.Broker.Startup;

/// <summary>
/// Elects one broker per user data folder. Any number of candidates may be started; they queue up at the start lock, and the first at its head finds no broker that
/// listens, takes the lock that says "broker" (waiting for one that is still ending, and for the browser of one that was killed, which may have left something), and
/// listens before it lets the next candidate look. The kernel frees both locks when their holder dies, so nothing that a dead process left is an obstacle.
/// </summary>
internal sealed class UserDataLock : IDisposable
{
    private const int PrivateFile = 0x180; // 0600

    private readonly UserDataPaths _paths;
    private readonly FileDescriptor _lock;
    private readonly string _bootId = ProcFile.ReadBootId();
    private FileDescriptor? _startLock;

    private UserDataLock(UserDataPaths paths, FileDescriptor lockFile, FileDescriptor startLock)
    {
        _paths = paths;
        _lock = lockFile;
        _startLock = startLock;
    }

    /// <summary>Blocks until this process is the broker, or another one listens.</summary>
    /// <param name="paths">Of which folder.</param>
    /// <param name="listening">Where the other one listens; null if this process is the broker.</param>
    /// <returns>Null if another one listens.</returns>
    public static UserDataLock? Acquire(UserDataPaths paths, out string? listening)
    {
        FileDescriptor startLock = PosixFile.Open(paths.StartLock, Constants.O_RDWR | Constants.O_CREAT, PrivateFile);
        Lock(startLock, paths.StartLock);
        FileDescriptor lockFile = PosixFile.Open(paths.Lock, Constants.O_RDWR | Constants.O_CREAT, PrivateFile);
        BrokerRecord? record = BrokerRecord.TryParse(PosixFile.ReadAll(lockFile));
        if (record is not null)
        {
            using FileDescriptor? other = UnixSocket.TryConnect(record.SocketPath, out _);
            if (other is not null && UnixSocket.GetPeer(other).UserId == Libc.geteuid())
            {
                listening = record.SocketPath;
                lockFile.Dispose();
                startLock.Dispose();
                return null;
            }
        }

        Lock(lockFile, paths.Lock);
        BrokerRecord? last = BrokerRecord.TryParse(PosixFile.ReadAll(lockFile));
        StaleBrowser.WaitForEnd(last, paths);
        StaleBrowser.RemoveTraces(paths, last?.SocketFolder);
        listening = null;
        return new UserDataLock(paths, lockFile, startLock);
    }

    /// <summary>Writes down where we listen, and lets other candidates look.</summary>
    public void Publish(string socketPath)
    {
        Write(new BrokerRecord(socketPath, _bootId, 0, 0));
        _startLock?.Dispose();
        _startLock = null;
    }

    /// <summary>Writes down which browser a successor has to wait for, and what it then has to remove.</summary>
    public void WriteBrowser(string socketPath, ProcessIdentity? browser, string? socketFolder) =>
        Write(new BrokerRecord(socketPath, _bootId, browser?.ProcessId ?? 0, browser?.StartTime ?? 0, socketFolder));

    public void Dispose()
    {
        _startLock?.Dispose();
        _lock.Dispose();
    }

    private void Write(BrokerRecord record) => PosixFile.WriteStart(_lock, _paths.Lock, record.Format());

    private static void Lock(FileDescriptor file, string path)
    {
        while (Libc.flock(file.Value, Constants.LOCK_EX) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LibcException.FromLastError($"Cannot lock '{path}'");
            }
        }
    }
}
