using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cdp;

namespace Oriel.Client.Connections;

/// <summary>
/// Asks all hosts of a user data folder to close their views, over a connection of its own: it has no views, so the hosts of this process are asked like any other, and it ends with the broker, which
/// is what is waited for.
/// </summary>
internal sealed class ExitNegotiation
{
    private static readonly TimeSpan s_answerBound = TimeSpan.FromSeconds(15);

    private readonly BrokerConnection _connection;
    private readonly int _brokerProcessId;

    private ExitNegotiation(BrokerConnection connection, int brokerProcessId)
    {
        _connection = connection;
        _brokerProcessId = brokerProcessId;
    }

    private CdpSession Session => _connection.BrowserSession;

    /// <returns>Null when there is no broker, and so nobody to ask.</returns>
    internal static async Task<ExitNegotiation?> OpenAsync(string userDataFolder, BrokerDomain.HelloCommand hello, Action<string> log, CancellationToken cancellation)
    {
        if (await BrokerLocator.FindAsync(userDataFolder, cancellation).ConfigureAwait(false) is not { } socket)
        {
            return null;
        }

        BrokerConnection connection = new(new SocketTransport(socket), log);
        connection.Start();
        try
        {
            BrokerDomain.HelloResult welcome = await connection.SendAsync<BrokerDomain.HelloCommand, BrokerDomain.HelloResult>(
                connection.BrowserSession, hello, connection.BrowserSession.Queue, s_answerBound).ConfigureAwait(false);
            connection.UseSlot(welcome.Slot);
            return new ExitNegotiation(connection, welcome.BrokerPid);
        }
        catch (ConnectionClosedException)
        {
            // It was ending.
            connection.Close();
            return null;
        }
        catch
        {
            connection.Close();
            throw;
        }
    }

    /// <returns>Complete when every host with views has agreed to close them.</returns>
    /// <exception cref="CdpException">One does not, or another request is under way.</exception>
    internal async Task AgreeAsync(string purpose, string? settings, CancellationToken cancellation) =>
        _ = await Session.SendAsync<BrokerDomain.RequestExitCommand, BrokerDomain.RequestExitResult>(new BrokerDomain.RequestExitCommand(purpose) { Settings = settings })
            .WaitAsync(cancellation).ConfigureAwait(false);

    /// <summary>Has all of them do so.</summary>
    /// <returns>Complete when the broker is gone, and with it everything of its browser.</returns>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        try
        {
            _ = await Session.SendAsync<BrokerDomain.BeginExitCommand, EmptyResult>(default).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (ConnectionClosedException)
        {
            // There was no browser, and so the broker has ended at once.
        }

        await ProcessExit.WaitAsync(_brokerProcessId, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells all of them that it is over.</summary>
    /// <returns>Who was still in the way.</returns>
    internal async Task<IReadOnlyList<BrokerDomain.HostInfo>> CancelAsync()
    {
        try
        {
            return (await _connection.SendAsync<BrokerDomain.CancelExitCommand, BrokerDomain.CancelExitResult>(Session, default, Session.Queue, s_answerBound).ConfigureAwait(false)).Holders;
        }
        catch (Exception e) when (e is ConnectionClosedException or TimeoutException)
        {
            return [];
        }
    }

    internal void Close() => _connection.Close();
}
