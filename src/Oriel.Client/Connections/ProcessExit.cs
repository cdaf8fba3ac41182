using System.Threading;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;

namespace Oriel.Client.Connections;

/// <summary>Waits for a process that is not a child of ours.</summary>
internal static class ProcessExit
{
    /// <returns>Complete when the process is gone; at once if it is gone already.</returns>
    internal static Task WaitAsync(int processId) => WaitAsync(PidFd.TryOpen(processId));

    /// <inheritdoc cref="WaitAsync(int)"/>
    internal static Task WaitAsync(ProcessIdentity process) => WaitAsync(process.TryOpen());

    /// <summary>The same for a wait that may be given up.</summary>
    /// <exception cref="System.OperationCanceledException">In the task: it was.</exception>
    internal static async Task WaitAsync(int processId, CancellationToken cancellation)
    {
        if (PidFd.TryOpen(processId) is not { } process)
        {
            return;
        }

        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WakeEvent wake = new();
        int descriptor = wake.Descriptor;
        Thread thread = new(() =>
        {
            using (process)
            {
                _ = PidFd.WaitForExit(process, descriptor);
            }

            over.SetResult();
        })
        {
            IsBackground = true,
            Name = "Oriel process exit",
        };
        using (cancellation.Register(wake.Set))
        {
            thread.Start();
            await over.Task.ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static Task WaitAsync(FileDescriptor? process)
    {
        if (process is null)
        {
            return Task.CompletedTask;
        }

        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            using (process)
            {
                _ = PidFd.WaitForExit(process, Timeout.InfiniteTimeSpan);
            }

            gone.SetResult();
        })
        {
            IsBackground = true,
            Name = "Oriel process exit",
        };
        thread.Start();
        return gone.Task;
    }
}
