using System.Collections.Generic;
using System.Linq;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Clients;

/// <summary>What a host said in its hello: who it is and which browser it wants.</summary>
internal sealed class HostProfile
{
    public HostProfile(int processId, BrokerDomain.HelloCommand hello)
    {
        ProcessId = processId;
        Name = hello.HostName;
        IsExclusive = hello.Exclusive;
        Executable = hello.Executable;
        Arguments = hello.Arguments;
        Options = hello.Options.ToDictionary(static option => option.Name, static option => option.Value);
    }

    /// <summary>The kernel's word, not the host's.</summary>
    public int ProcessId { get; }

    public string Name { get; }

    public bool IsExclusive { get; }

    public string Executable { get; }

    public IReadOnlyList<string> Arguments { get; }

    public IReadOnlyDictionary<string, string> Options { get; }

    public override string ToString() => $"{Name} (PID {ProcessId})";
}
