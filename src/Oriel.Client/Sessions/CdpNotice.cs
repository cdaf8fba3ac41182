using System;
using Oriel.Client.Connections;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>A command nobody waits for. A refusal is not an error of the app's, but it is told to the log.</summary>
internal sealed class CdpNotice<TCommand> : IPendingCall
    where TCommand : struct, ICdpCommand
{
    private readonly BrokerConnection _connection;

    internal CdpNotice(BrokerConnection connection) => _connection = connection;

    CdpSession? IPendingCall.Session { get; set; }

    void IPendingCall.Complete(in MessageHeader message)
    {
        if (message.IsError)
        {
            _connection.Refused(MethodName.Of<TCommand>(), CdpError.From(message));
        }
    }

    void IPendingCall.Fail(Exception reason)
    {
        // The connection's end is told once, by the connection.
    }
}
