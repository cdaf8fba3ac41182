using System.Threading.Tasks;
using Oriel.Client.Environments;

namespace Oriel.Recovery;

/// <summary>An exit of the browser that the hosts are talking about, or that has begun, as one environment sees it.</summary>
/// <param name="ExitId">What the broker calls it.</param>
/// <param name="BrowserProcessId">The browser that is to end; 0 if the environment has no view of one.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Options">What all are to come back with; null for what they have.</param>
/// <param name="IsOwn">Whether this environment asked for it, and says when it is over.</param>
internal sealed record PendingExit(int ExitId, int BrowserProcessId, BrowserExitPurpose Purpose, EnvironmentOptions? Options, bool IsOwn)
{
    internal bool IsBegun { get; set; }

    /// <summary>Complete when views may come back.</summary>
    internal TaskCompletionSource<Reopening> Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Complete when those that were closed for it are back, or have given up.</summary>
    internal Task Returned { get; set; } = Task.CompletedTask;
}
