using System;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Processes;

namespace Oriel.Core.Features.Faults;

/// <summary>A process that stands still until this is disposed of.</summary>
internal sealed class StoppedProcess(HeldProcess process) : IAsyncDisposable
{
    private HeldProcess? _process = process;

    public ValueTask DisposeAsync()
    {
        using HeldProcess? stopped = Interlocked.Exchange(ref _process, null);

        // One that has been killed meanwhile needs no help to end.
        _ = stopped?.TrySend(ProcessSignal.Continue);
        return ValueTask.CompletedTask;
    }
}
