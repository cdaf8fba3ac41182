using System;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>
/// The same for bookkeeping: the handler is called on the receive loop, so what it notes down is there when anything that came later on the wire is. It must neither block nor run app code.
/// </summary>
internal sealed class DirectSubscription<TEvent>(Action<TEvent> handler) : EventSubscription
    where TEvent : class, ICdpEvent<TEvent>
{
    internal override void Deliver(CdpSession session, in MessageHeader message)
    {
        if (CdpMessage.ReadEvent<TEvent>(message) is { } value)
        {
            handler(value);
        }
    }
}
