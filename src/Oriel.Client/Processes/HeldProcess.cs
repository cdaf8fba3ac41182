using System;
using Oriel.Ipc;
using Oriel.Ipc.Processes;

namespace Oriel.Client.Processes;

/// <summary>One process and no other, whatever its number comes to mean later.</summary>
internal sealed class HeldProcess : IDisposable
{
    private readonly FileDescriptor _process;

    private HeldProcess(int processId, FileDescriptor process)
    {
        ProcessId = processId;
        _process = process;
    }

    internal int ProcessId { get; }

    public void Dispose() => _process.Dispose();

    /// <summary>Takes hold of whoever has the number now. Whether that is who was meant, the caller asks afterwards.</summary>
    /// <returns>Null if nobody has it.</returns>
    internal static HeldProcess? TryOpen(int processId) => PidFd.TryOpen(processId) is { } process ? new HeldProcess(processId, process) : null;

    /// <returns>False if it has ended.</returns>
    internal bool TrySend(ProcessSignal signal) => PidFd.TrySignal(_process, (int)signal);
}
