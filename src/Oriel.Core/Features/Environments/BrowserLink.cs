using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Environments;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Cookies;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Responses;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Environments;

/// <summary>One connection of an environment to the broker of its user data folder, from the handshake to the end of the browser behind it.</summary>
internal sealed class BrowserLink
{
    private readonly BrowserGroup _group;
    private BrokerEnd? _end;
    private int _toldProcessId;
    private int _creations;

    private BrowserLink(BrowserGroup group, BrokerConnection connection)
    {
        _group = group;
        Connection = connection;
        Cookies = new CookieQueue(connection.BrowserSession.Queue);
        Processes = new ProcessDirectory(group.OnProcessesChanged);
    }

    internal BrokerConnection Connection { get; }

    /// <summary>The views of a profile share its cookies, so they share the order of what is done to them.</summary>
    internal CookieQueue Cookies { get; }

    /// <summary>The views share what the broker lets a host leave unread.</summary>
    internal BodyReader Bodies { get; } = new();

    internal ProcessDirectory Processes { get; }

    internal int BrokerProcessId { get; private set; }

    /// <summary>0 until a view was created over this link.</summary>
    internal int BrowserProcessId { get; set; }

    /// <summary>Renderers are forked off it, so perhaps the browser can start none any more.</summary>
    internal bool HasLostSandboxHelper { get; set; }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<BrowserLink> OpenAsync(BrowserGroup group)
    {
        EnvironmentSettings settings = group.Settings;
        settings.UserDataFolder.Create();
        BrokerConnection connection = new(new SocketTransport(await new BrokerLocator().ConnectAsync(settings.UserDataFolder.CanonicalPath).ConfigureAwait(false)), OrielEventSource.Log.CallDropped);
        BrowserLink link = new(group, connection);
        connection.BrowserSession.Subscribe<BrokerDomain.BrowserExitedEvent>(link.OnBrowserExited);
        connection.BrowserSession.Subscribe(BrokerDomain.ProcessStartedEvent.Method, new DirectSubscription<BrokerDomain.ProcessStartedEvent>(e => link.Processes.OnStarted(e.Process)));
        connection.BrowserSession.Subscribe(BrokerDomain.ProcessExitedEvent.Method, new DirectSubscription<BrokerDomain.ProcessExitedEvent>(e => link.Processes.OnExited(e.Process)));
        connection.BrowserSession.Subscribe<BrokerDomain.ViewClosedEvent>((_, e) => group.OnViewClosed(link, e));
        connection.BrowserSession.Subscribe<BrokerDomain.WindowChangedEvent>((_, e) => group.OnWindowChanged(link, e));
        connection.BrowserSession.Subscribe<BrokerDomain.AcceleratorKeyEvent>((_, e) => group.OnKey(link, e));
        connection.BrowserSession.Subscribe<BrokerDomain.ProcessExitedEvent>((_, e) => group.OnProcessExited(link, e));
        connection.BrowserSession.Subscribe<BrokerDomain.ExitRequestedEvent>((_, e) => group.Keeper?.OnExitRequested(link, e));
        connection.BrowserSession.Subscribe<BrokerDomain.ExitBegunEvent>((_, e) => group.Keeper?.OnExitBegun(e.ExitId));
        connection.BrowserSession.Subscribe<BrokerDomain.ExitCancelledEvent>((_, e) => group.Keeper?.OnExitCancelled(e.ExitId));
        connection.Start();
        try
        {
            BrokerDomain.HelloResult welcome = await connection.SendAsync<BrokerDomain.HelloCommand, BrokerDomain.HelloResult>(
                connection.BrowserSession, Hello(settings), connection.BrowserSession.Queue, CreationBounds.Hello).ConfigureAwait(false);
            connection.UseSlot(welcome.Slot);
            link.BrokerProcessId = welcome.BrokerPid;
            link._end = new BrokerEnd(settings.UserDataFolder.CanonicalPath, welcome.BrokerPid, OrielLog.TracesLeft);
        }
        catch
        {
            connection.Close();
            throw;
        }

        _ = link.WatchAsync();
        return link;
    }

    /// <summary>The creation of a view over this link begins.</summary>
    internal void Begin() => Interlocked.Increment(ref _creations);

    /// <summary>
    /// It is over. A link that got no view is given up with the last one who wanted one: a broker stays, and holds the folder, as long as a host
    /// is connected.
    /// </summary>
    internal void End()
    {
        if (Interlocked.Decrement(ref _creations) == 0 && BrowserProcessId == 0)
        {
            Connection.Close();
        }
    }

    internal static BrokerDomain.HelloCommand Hello(EnvironmentSettings settings) => new(
        1,
        HostContext.Current.ExecutableName,
        [.. settings.ComparedOptions.Select(option => new BrokerDomain.Option(option.Name, option.Value))],
        settings.IsExclusive,
        settings.Browser.ExecutablePath,
        settings.Arguments);

    private void OnBrowserExited(CdpSession session, BrokerDomain.BrowserExitedEvent e)
    {
        _toldProcessId = e.Pid;
        if (BrowserProcessId == e.Pid || BrowserProcessId == 0)
        {
            // Nothing that was said to that browser is answered any more, and a link lasts as long as its browser. The views end before the app is told.
            ConnectionClosedException reason = new(
                CloseReason.BrowserExited, e.Message.Length > 0 ? e.Message : $"The browser process {e.Pid} has ended, because the last view of all apps was closed.");
            Connection.Close(reason);
            _group.OnLinkClosed(this, reason, isFailure: e.Kind == BrokerDomain.BrowserExitedKind.Failed);
        }

        _group.OnBrowserExited(e.Pid, failed: e.Kind == BrokerDomain.BrowserExitedKind.Failed);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task WatchAsync()
    {
        ConnectionClosedException reason = await Connection.Closed.ConfigureAwait(false);

        // Behind what the broker said last, which may still be on its way through the queue.
        Connection.BrowserSession.Queue.Post(new EnvironmentCallback(() => OnClosed(reason)));
    }

    private void OnClosed(ConnectionClosedException reason)
    {
        _group.OnLinkClosed(this, reason, isFailure: reason.Reason is not (CloseReason.ClosedByHost or CloseReason.BrowserExited));
        if (reason.Reason != CloseReason.ClosedByHost)
        {
            _ = FollowAsync(reason.Reason, BrowserProcessId == _toldProcessId ? null : BrowserProcessId);
        }
    }

    /// <summary>A broker that was killed tells no exit. Its browser follows it, because its pipe is closed; that is the exit to tell, when nothing of it is left.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task FollowAsync(CloseReason reason, int? untold)
    {
        if (untold is { } processId)
        {
            await ProcessExit.WaitAsync(processId).ConfigureAwait(false);
        }

        if (reason == CloseReason.BrokerLost)
        {
            await _end!.CleanUpAsync().ConfigureAwait(false);
        }

        if (untold is not null)
        {
            _group.OnBrowserExited(untold.Value, failed: true);
        }
    }
}
