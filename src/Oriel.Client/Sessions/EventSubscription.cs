using System;
using System.Text;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>Who wants to hear of one kind of event on one session.</summary>
internal abstract class EventSubscription
{
    /// <summary>Reads the event, on the receive loop, and posts it.</summary>
    internal abstract void Deliver(CdpSession session, in MessageHeader message);
}

/// <inheritdoc/>
internal sealed class EventSubscription<TEvent>(Action<CdpSession, TEvent> handler) : EventSubscription
    where TEvent : class, ICdpEvent<TEvent>
{
    internal override void Deliver(CdpSession session, in MessageHeader message)
    {
        if (CdpMessage.ReadEvent<TEvent>(message) is { } value)
        {
            session.Queue.Post(new Delivery(session, handler, value));
        }
    }

    private sealed class Delivery(CdpSession session, Action<CdpSession, TEvent> handler, TEvent value) : ICallback
    {
        string ICallback.Name => $"event {Encoding.UTF8.GetString(TEvent.Method)}";

        void ICallback.Invoke()
        {
            if (!session.IsDetached)
            {
                handler(session, value);
            }
        }
    }
}

/// <summary>The same for code that takes the parameters as they are, whatever the event.</summary>
internal sealed class RawEventSubscription(Action<CdpSession, string, CborValue> handler, string method) : EventSubscription
{
    internal override void Deliver(CdpSession session, in MessageHeader message) =>
        session.Queue.Post(new Delivery(session, handler, method, new CborValue(message.Params.ToArray())));

    private sealed class Delivery(CdpSession session, Action<CdpSession, string, CborValue> handler, string method, CborValue value) : ICallback
    {
        string ICallback.Name => $"event {method}";

        void ICallback.Invoke()
        {
            if (!session.IsDetached)
            {
                handler(session, method, value);
            }
        }
    }
}
