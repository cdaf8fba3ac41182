using System;

namespace Oriel.Broker.Routing;

/// <summary>Where messages from the browser go: a host's link.</summary>
internal interface IMessageSink
{
    /// <summary>Takes one or more whole messages.</summary>
    public void Send(ReadOnlySpan<byte> messages);

    /// <summary>Announces a message that comes in parts.</summary>
    public void BeginMessage(long length);

    public void SendPart(ReadOnlySpan<byte> part);
}
