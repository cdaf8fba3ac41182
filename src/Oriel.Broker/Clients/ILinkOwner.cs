using System;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Clients;

/// <summary>What a <see cref="ClientLink"/> reports to.</summary>
internal interface ILinkOwner
{
    /// <summary>One whole message. True if it is to be passed to the browser as it is.</summary>
    public bool OnMessage(ClientLink link, in MessageHeader header);

    /// <summary>Messages to be passed on, back to back.</summary>
    public void PassOn(ReadOnlySpan<byte> messages);

    /// <summary>The host is gone or was cut off; said once.</summary>
    public void OnEnded(ClientLink link);
}
