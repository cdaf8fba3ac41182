using System;
using Oriel.Broker.Routing;

namespace Oriel.Broker.Chromium;

/// <summary>What a <see cref="ChromiumPipe"/> reports to.</summary>
internal interface IPipeOwner
{
    /// <summary>One whole message.</summary>
    /// <returns>Where it is to go, or null if it has been dealt with.</returns>
    public IMessageSink? Route(ReadOnlySpan<byte> message);

    /// <summary>Who waits for the response with this id, or null if nobody does any more.</summary>
    public IMessageSink? FindReceiver(int id);

    /// <summary>The browser has more to read than is good, or has caught up.</summary>
    public void OnCongestion(bool isCongested);

    /// <summary>The browser speaks JSON only. What was sent until now it has not understood.</summary>
    public void OnJson();

    /// <summary>The browser has closed the pipe, or writes what is no message.</summary>
    /// <param name="failure">Null for a plain end.</param>
    public void OnPipeEnded(string? failure);
}
