using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>What the broker of a browser answers about its processes, and which process answered.</summary>
internal sealed record GroupProcesses(int BrokerProcessId, BrokerDomain.GetProcessesResult Answer);
