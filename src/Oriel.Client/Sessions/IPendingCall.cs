using System;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>A command that waits for its answer. Exactly one of the two members is called, once, on the receive loop.</summary>
internal interface IPendingCall
{
    /// <summary>The session it waits on; the table's own, which fails what waits on a session that ends.</summary>
    public CdpSession? Session { get; set; }

    /// <summary>Whether the renderer is to answer it, as far as is known, and not the browser process.</summary>
    public bool IsForRenderer => true;

    /// <summary>Takes what it needs out of the message, whose bytes are gone when this returns, and posts itself.</summary>
    public void Complete(in MessageHeader message);

    /// <summary>The answer will never come.</summary>
    public void Fail(Exception reason);
}
