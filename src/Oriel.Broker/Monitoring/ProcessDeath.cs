using Oriel.Ipc.Processes;

namespace Oriel.Broker.Monitoring;

/// <summary>All that is known of the end of a process.</summary>
/// <param name="ProcessId">The process that was.</param>
/// <param name="Status">How it ended; null if nobody can say any more.</param>
/// <param name="Dump">What its crash handler has written, below the folder of dumps; null if nothing.</param>
internal sealed record ProcessDeath(int ProcessId, ChildStatus? Status, string? Dump)
{
    public int? ExitStatus => Status?.ExitStatus;

    /// <summary>Null also if none ended it.</summary>
    public int? Signal => Status is { Signal: > 0 and int signal } ? signal : null;
}
