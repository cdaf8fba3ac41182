using System.Collections.Generic;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Clients;

/// <summary>A host's wish that the browser of all hosts ends for a while.</summary>
/// <param name="owner">Who wants it.</param>
/// <param name="commandId">The id of the command that is to be answered.</param>
/// <param name="exitId">What the hosts call it.</param>
/// <param name="command">What for.</param>
internal sealed class ExitRequest(ClientLink owner, int commandId, int exitId, BrokerDomain.RequestExitCommand command)
{
    public ClientLink Owner { get; } = owner;

    public int CommandId { get; } = commandId;

    public int ExitId { get; } = exitId;

    public HashSet<ClientLink> Accepted { get; } = [];

    /// <summary>Everybody has agreed, and the owner has been told so.</summary>
    public bool IsAgreed { get; set; }

    /// <summary>The hosts have been told to close their views.</summary>
    public bool IsBegun { get; set; }

    public BrokerDomain.ExitRequestedEvent ToEvent() => new(ExitId, Owner.Profile!.ProcessId, Owner.Profile!.Name, command.Purpose, command.Settings);
}
