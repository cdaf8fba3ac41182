using System;
using System.Collections.Generic;
using System.Text;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>What is subscribed to on one session while an app wants to know of responses, and what the browser keeps for it.</summary>
internal sealed class ResponseListener(CdpSession session)
{
    /// <summary>Chromium's own for DevTools. The first one that a target is given counts.</summary>
    private const int Kept = 200_000_000;

    private readonly List<Action> _subscriptions = [];

    internal void Add<TEvent>(Action<CdpSession, TEvent> handler)
        where TEvent : class, ICdpEvent<TEvent>
    {
        EventSubscription subscription = session.Subscribe(handler);
        _subscriptions.Add(() => session.Unsubscribe(Encoding.UTF8.GetString(TEvent.Method), subscription));
    }

    /// <summary>
    /// Navigation has the domain enabled always, but keeps no bodies. Those that are kept by the network service ("durable") come as they were received; the page's are decoded text,
    /// gone with its document.
    /// </summary>
    internal void Start()
    {
        session.Post(new Network.EnableCommand(Kept, ResponseContent.Limit, EnableDurableMessages: true));
        session.Post(default(Inspector.EnableCommand));
    }

    internal void Stop()
    {
        _subscriptions.ForEach(static remove => remove());
        if (!session.IsDetached)
        {
            session.Post(new Network.EnableCommand(MaxTotalBufferSize: 0, MaxResourceBufferSize: 0, EnableDurableMessages: false));
        }
    }

    /// <summary>The session is a worker's, and there for nothing else.</summary>
    /// <param name="isOwn">Whether it is there of its own, and does not end with another.</param>
    internal void Leave(bool isOwn)
    {
        _subscriptions.ForEach(static remove => remove());
        if (isOwn && !session.IsDetached)
        {
            session.Parent!.Post(new Target.DetachFromTargetCommand { SessionId = session.SessionId });
        }
    }
}
