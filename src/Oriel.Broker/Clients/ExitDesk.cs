using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Oriel.Broker.Chromium;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Clients;

/// <summary>
/// Lets the hosts of a folder agree that its browser ends for a while. First all are asked, and nobody closes anything; when everyone who has views has agreed, no more are given, and the host that asked
/// takes the lock that keeps another browser from starting; then all are told to close. One request at a time: another one is refused.
/// </summary>
internal sealed class ExitDesk(ClientDirectory clients, ViewRegistry views, ViewDesk desk, ChromiumLifetime lifetime)
{
    private ExitRequest? _current;
    private int _lastId;

    /// <summary>Whether the next browser is to be another broker's.</summary>
    public bool IsBegun => _current is { IsBegun: true };

    public void Request(ClientLink link, int id, BrokerDomain.RequestExitCommand command)
    {
        if (_current is { } other)
        {
            link.SendError(id, HResults.InvalidState, $"{other.Owner.Profile} has asked all apps that use the folder to close their views for a while, and that is not over yet. Ask again when it is.");
            return;
        }

        _current = new ExitRequest(link, id, ++_lastId, command);
        foreach (ClientLink host in Others())
        {
            host.SendEvent(_current.ToEvent());
        }

        Reconsider();
    }

    public void Answer(ClientLink link, int id, BrokerDomain.AnswerExitCommand command)
    {
        link.SendResult(id, EmptyResult.Instance);
        if (_current is not { IsAgreed: false } request || request.ExitId != command.ExitId)
        {
            return;
        }

        if (command.Accepts)
        {
            request.Accepted.Add(link);
            Reconsider();
        }
        else
        {
            Refuse(HResults.Abort, string.Create(CultureInfo.InvariantCulture, $"{link.Profile} does not close its views: {command.Reason ?? "it gave no reason."}"));
        }
    }

    public void Begin(ClientLink link, int id)
    {
        if (_current is not { IsAgreed: true, IsBegun: false } request || request.Owner != link)
        {
            link.SendError(id, HResults.InvalidState, "The hosts have not agreed that the browser ends, or not any more. Ask them with Broker.requestExit.");
            return;
        }

        request.IsBegun = true;
        link.SendResult(id, EmptyResult.Instance);
        foreach (ClientLink host in Others())
        {
            host.SendEvent(new BrokerDomain.ExitBegunEvent(request.ExitId));
        }
    }

    public void Cancel(ClientLink link, int id)
    {
        BrokerDomain.HostInfo[] holders = _current?.Owner == link ? [.. Holders().Where(host => _current.IsBegun || !_current.Accepted.Contains(host)).Select(host => desk.Describe(host.Profile!, host))] : [];
        if (_current?.Owner == link)
        {
            End();
        }

        link.SendResult(id, new BrokerDomain.CancelExitResult(holders));
    }

    /// <summary>A host that comes while the others are asked may get a view before they have all answered.</summary>
    public void OnGreeted(ClientLink link)
    {
        if (_current is { IsAgreed: false } request)
        {
            link.SendEvent(request.ToEvent());
        }
    }

    public void OnHostGone(ClientLink link)
    {
        if (_current?.Owner == link)
        {
            End();
        }
    }

    /// <summary>The browser has ended by itself. If it was to do so, fine; if it was only talked about, there is nothing left to agree upon.</summary>
    public void OnBrowserLost()
    {
        if (_current is { IsBegun: false } request)
        {
            if (request.IsAgreed)
            {
                End();
            }
            else
            {
                Refuse(HResults.Abort, "The browser ended before all apps had agreed. Ask again when they have their views back.");
            }
        }
    }

    /// <summary>Views have come or gone.</summary>
    public void Reconsider()
    {
        if (_current is { IsAgreed: false } request && !desk.HasRequests && Holders().All(request.Accepted.Contains))
        {
            request.IsAgreed = true;
            desk.IsHeld = true;
            request.Owner.SendResult(request.CommandId, new BrokerDomain.RequestExitResult(request.ExitId));
        }
    }

    /// <summary>Whether a request that has begun has no browser to wait for.</summary>
    public bool IsOver => IsBegun && lifetime.State == BrowserState.None;

    private IEnumerable<ClientLink> Holders() => views.All.Select(static view => view.Owner).Where(static host => host.Profile is not null).Distinct();

    private ClientLink[] Others() => [.. clients.All.Where(host => host.Profile is not null && host != _current?.Owner)];

    private void Refuse(int code, string message)
    {
        ExitRequest request = _current!;
        End();
        request.Owner.SendError(request.CommandId, code, message);
    }

    private void End()
    {
        ClientLink[] others = Others();
        ExitRequest request = _current!;
        _current = null;
        foreach (ClientLink host in others)
        {
            host.SendEvent(new BrokerDomain.ExitCancelledEvent(request.ExitId));
        }

        desk.IsHeld = false;
    }
}
