using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
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
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

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
    public async Task<Socket> ConnectAsync(string userDataFolder, CancellationToken cancellationToken = default)
    {
        UserDataPaths paths = new(userDataFolder);
        // Never disposed of, as it may be used until the very end; it holds nothing.
        CancellationTokenSource late = new();
        using Patience patience = new(_bound, late.Cancel);
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            Socket? socket = ReadRecord(paths) is { } record ? await TryConnectAsync(record.SocketPath, bounded.Token).ConfigureAwait(false) : null;
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

    private static async Task<Socket?> TryConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            VerifyPeer(socket, path);
            Socket connected = socket;
            socket = null!;
            return connected;
        }
        catch (SocketException)
        {
            return null;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private static void VerifyPeer(Socket socket, string path)
    {
        Span<byte> value = stackalloc byte[12];
        _ = socket.GetRawSocketOption(SolSocket, SoPeerCred, value);
        PeerCredentials peer = MemoryMarshal.Read<PeerCredentials>(value);
        uint user = Libc.geteuid();
        if (peer.UserId != user)
        {
            throw new BrokerUnavailableException(
                HResults.AccessDenied,
                $"The process {peer.ProcessId} that listens at '{path}' belongs to user {peer.UserId}, not to {user}. A user data folder cannot be shared between users; use another one.");
        }
    }

    private async Task<StartReport> StartAsync(string userDataFolder, CancellationToken cancellationToken)
    {
        BrokerProgram program = _program ?? BrokerProgram.Find();
        (FileDescriptor ours, FileDescriptor theirs) = UnixSocket.CreatePair();
        using Socket line = new(new SafeSocketHandle(ours.Release(), ownsHandle: true));
        using (theirs)
        {
            BrokerStarter.Start(program, [userDataFolder, .. BrokerArguments], theirs);
        }

        // The whole line comes at once; longer than this it would be no line of ours.
        byte[] buffer = new byte[8192];
        int length = 0;
        int count;
        while (length < buffer.Length && (count = await line.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += count;
            if (buffer[length - 1] == (byte)'\n')
            {
                return StartReport.Parse(System.Text.Encoding.UTF8.GetString(buffer, 0, length - 1));
            }
        }

        throw new FormatException($"The broker '{program.Executable}' ended without a word. Run it by hand to see why; without arguments it says what it is.");
    }
}
