using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;

namespace Oriel.Client.Connections;

/// <summary>
/// Finds the broker of a user data folder, or starts one, and connects to it. Any number of processes may do so at the same time; which broker wins is decided
/// among the brokers (see docs/adr/0003-starting-and-electing-the-broker.md). Nothing here polls: a start is awaited on a socket that the new broker answers on.
/// </summary>
internal sealed class BrokerLocator
{
    private readonly BrokerProgram? _program;
    private readonly TimeSpan _bound;

    /// <param name="program">Null to look for it when one has to be started.</param>
    /// <param name="bound">For everything together; null for 30 seconds, which leaves a broker that is ending, and its browser, time to go.</param>
    public BrokerLocator(BrokerProgram? program = null, TimeSpan? bound = null)
    {
        _program = program;
        _bound = bound ?? TimeSpan.FromSeconds(30);
    }

    /// <summary>Further arguments for a broker that is started here; see docs/wire.md.</summary>
    public IReadOnlyList<string> BrokerArguments { get; init; } = [];

    /// <summary>Connects to the one broker of the folder.</summary>
    /// <param name="userDataFolder">The canonical path of a folder that exists.</param>
    /// <param name="cancellationToken">Up to the return; then the connection is the caller's.</param>
    /// <returns>A connected socket whose peer was verified to be of this user. <c>Broker.hello</c> is the caller's to say.</returns>
    /// <exception cref="BrokerUnavailableException">There is none and none could be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; a broker being started for this call ends by itself.</exception>
    public async Task<FileDescriptor> ConnectAsync(string userDataFolder, CancellationToken cancellationToken = default)
    {
        UserDataPaths paths = new(userDataFolder);
        // Never disposed of, as it may be used until the very end; it holds nothing.
        CancellationTokenSource late = new();
        using Patience patience = new(_bound, late.Cancel);
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            FileDescriptor? socket = ReadRecord(paths) is { } record ? await TryConnectAsync(record.SocketPath, bounded.Token).ConfigureAwait(false) : null;
            while (socket is null)
            {
                StartReport report = await StartAsync(userDataFolder, bounded.Token).ConfigureAwait(false);
                if (report.SocketPath is null)
                {
                    throw new BrokerUnavailableException(report.HResult, report.Message);
                }

                // It may have ended again before we came: the last view of its last host was closed just then.
                socket = await TryConnectAsync(report.SocketPath, bounded.Token).ConfigureAwait(false);
            }

            return socket;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException(
                HResults.Timeout,
                $"No broker for '{userDataFolder}' answered within {_bound.TotalSeconds:0.#} seconds. If an earlier browser of this folder hangs, end it.",
                exception);
        }
        catch (Exception exception) when (exception is LibcException or FileNotFoundException or FormatException)
        {
            throw new BrokerUnavailableException(HResults.Fail, exception.Message, exception);
        }
    }

    /// <summary>Connects to the broker of the folder if there is one. Starts none.</summary>
    /// <param name="userDataFolder">The canonical path.</param>
    /// <param name="cancellationToken">Up to the return; then the connection is the caller's.</param>
    /// <returns>Null when nobody listens.</returns>
    /// <exception cref="BrokerUnavailableException">Who listens there belongs to another user.</exception>
    internal static async Task<FileDescriptor?> FindAsync(string userDataFolder, CancellationToken cancellationToken) =>
        ReadRecord(new UserDataPaths(userDataFolder)) is { } record ? await TryConnectAsync(record.SocketPath, cancellationToken).ConfigureAwait(false) : null;

    private static BrokerRecord? ReadRecord(UserDataPaths paths)
    {
        try
        {
            // Not through .NET's streams, which take a lock of their own on what they open, and get none while a broker holds the file.
            using FileDescriptor file = PosixFile.Open(paths.Lock, Constants.O_RDONLY);
            return BrokerRecord.TryParse(PosixFile.ReadAll(file));
        }
        catch (LibcException)
        {
            // No broker was ever here, or the folder is not for us; the start says it properly.
            return null;
        }
    }

    /// <returns>Null when nobody listens there.</returns>
    private static async Task<FileDescriptor?> TryConnectAsync(string path, CancellationToken cancellationToken)
    {
        FileDescriptor? socket = UnixSocket.TryConnect(path, out int errno, isNonBlocking: true);
        if (socket is null && errno == Errno.EAGAIN)
        {
            // So many wait for the broker to accept them that this one must wait to wait, which the kernel lets only a thread do.
            Task<FileDescriptor?> waiting = Task.Run(() => UnixSocket.TryConnect(path, out _), CancellationToken.None);
            try
            {
                socket = await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _ = DisposeOfAsync(waiting);
                throw;
            }
        }

        if (socket is not null)
        {
            VerifyPeer(socket, path);
        }

        return socket;
    }

    private static async Task DisposeOfAsync(Task<FileDescriptor?> late) => (await late.ConfigureAwait(false))?.Dispose();

    private static void VerifyPeer(FileDescriptor socket, string path)
    {
        PeerCredentials peer = UnixSocket.GetPeer(socket);
        uint user = Libc.geteuid();
        if (peer.UserId != user)
        {
            socket.Dispose();
            throw new BrokerUnavailableException(
                HResults.AccessDenied,
                $"The process {peer.ProcessId} that listens at '{path}' belongs to user {peer.UserId}, not to {user}. A user data folder cannot be shared between users; use another one.");
        }
    }

    private async Task<StartReport> StartAsync(string userDataFolder, CancellationToken cancellationToken)
    {
        BrokerProgram program = _program ?? BrokerProgram.Find();
        (FileDescriptor ours, FileDescriptor theirs) = UnixSocket.CreatePair();
        using (ours)
        {
            using (theirs)
            {
                BrokerStarter.Start(program, [userDataFolder, .. BrokerArguments], theirs);
            }

            // A broker that says nothing any more is not waited for: the reading then ends as if it had.
            using CancellationTokenRegistration abandon = cancellationToken.Register(() => _ = Libc.shutdown(ours.Value, Constants.SHUT_RDWR));
            string line = await Task.Run(() => ReadLine(ours), CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return line.Length > 0
                ? StartReport.Parse(line)
                : throw new FormatException($"The broker '{program.Executable}' ended without a word. Run it by hand to see why; without arguments it says what it is.");
        }
    }

    /// <returns>Empty when the other end was closed before a whole line had come.</returns>
    private static unsafe string ReadLine(FileDescriptor socket)
    {
        // The whole line comes at once; longer than this it would be no line of ours.
        Span<byte> buffer = stackalloc byte[8192];
        int length = 0;
        while (length < buffer.Length)
        {
            nint count;
            fixed (byte* room = buffer[length..])
            {
                count = Libc.recv(socket.Value, room, (nuint)(buffer.Length - length), 0);
            }

            if (count > 0)
            {
                length += (int)count;
                if (buffer[length - 1] == (byte)'\n')
                {
                    return Encoding.UTF8.GetString(buffer[..(length - 1)]);
                }
            }
            else if (count == 0 || Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                break;
            }
        }

        return "";
    }
}
