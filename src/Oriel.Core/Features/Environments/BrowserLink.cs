using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Environments;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Environments;

/// <summary>One connection of an environment to the broker of its user data folder, from the handshake to the end of the browser behind it.</summary>
internal sealed class BrowserLink
{
    /// <summary>A broker answers a hello from memory.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly BrowserGroup _group;
    private bool _exitTold;
    private bool _hasServed;

    private BrowserLink(BrowserGroup group, BrokerConnection connection)
    {
        _group = group;
        Connection = connection;
    }

    internal BrokerConnection Connection { get; }

    internal int BrokerProcessId { get; private set; }

    /// <summary>0 until a view was created over this link.</summary>
    internal int BrowserProcessId
    {
        get;
        set
        {
            field = value;
            _hasServed = true;
        }
    }

    internal static async Task<BrowserLink> OpenAsync(BrowserGroup group)
    {
        EnvironmentSettings settings = group.Settings;
        settings.UserDataFolder.Create();
        BrokerConnection connection = new(new SocketTransport(await new BrokerLocator().ConnectAsync(settings.UserDataFolder.CanonicalPath).ConfigureAwait(false)), OrielEventSource.Log.CallDropped);
        BrowserLink link = new(group, connection);
        connection.BrowserSession.Subscribe<BrokerDomain.BrowserExitedEvent>(link.OnBrowserExited);
        connection.Start();
        try
        {
            BrokerDomain.HelloResult welcome = await connection.SendAsync<BrokerDomain.HelloCommand, BrokerDomain.HelloResult>(
                connection.BrowserSession, Hello(settings), connection.BrowserSession.Queue, s_patience).ConfigureAwait(false);
            connection.UseSlot(welcome.Slot);
            link.BrokerProcessId = welcome.BrokerPid;
        }
        catch
        {
            connection.Close();
            throw;
        }

        _ = link.WatchAsync();
        return link;
    }

    /// <returns>True once: whether a failure on this link may be the end of a browser that had served, and the next one should be tried.</returns>
    internal bool Outdate()
    {
        bool served = _hasServed;
        _hasServed = false;
        return served;
    }

    private static BrokerDomain.HelloCommand Hello(EnvironmentSettings settings) => new(
        1,
        Process.GetCurrentProcess().ProcessName,
        [.. settings.ComparedOptions.Select(option => new BrokerDomain.Option(option.Name, option.Value))],
        settings.IsExclusive,
        settings.Browser.ExecutablePath,
        settings.Arguments);

    private void OnBrowserExited(CdpSession session, BrokerDomain.BrowserExitedEvent e)
    {
        _exitTold = true;
        _group.LoseViews(this, new ConnectionClosedException(CloseReason.BrowserExited, e.Message));
        _group.OnBrowserExited(e.Pid, failed: e.Kind == "failed");
    }

    private async Task WatchAsync()
    {
        ConnectionClosedException reason = await Connection.Closed.ConfigureAwait(false);

        // Behind what the broker said last, which may still be on its way through the queue.
        Connection.BrowserSession.Queue.Post(new EnvironmentCallback(() => OnClosed(reason)));
    }

    private void OnClosed(ConnectionClosedException reason)
    {
        _group.OnLinkClosed(this, reason);
        if (!_exitTold && BrowserProcessId != 0 && reason.Reason != CloseReason.ClosedByHost)
        {
            _ = TellExitAsync();
        }
    }

    /// <summary>The broker went without a word. The browser follows it, because its pipe is closed; that is the exit to tell.</summary>
    private async Task TellExitAsync()
    {
        await ProcessExit.WaitAsync(BrowserProcessId).ConfigureAwait(false);
        _group.OnBrowserExited(BrowserProcessId, failed: true);
    }
}
