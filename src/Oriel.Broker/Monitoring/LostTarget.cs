using System.Collections.Generic;
using Oriel.Broker.Routing;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>A target that has lost its renderer, in the browser's words (<c>Target.targetCrashed</c>).</summary>
/// <param name="view">Whose it is.</param>
/// <param name="crashed">What the browser says.</param>
/// <param name="frames">What was in it, whichever processes those frames had: they went with it. The browser says nothing of them.</param>
internal sealed class LostTarget(View view, Target.TargetCrashedEvent crashed, IReadOnlyList<HexId> frames)
{
    /// <summary>What the browser takes for a normal end.</summary>
    public const string Normal = "normal";

    public View View { get; } = view;

    public IReadOnlyList<HexId> Frames { get; } = frames;

    public string TargetId { get; } = crashed.TargetId;

    public string Status { get; } = crashed.Status;

    public int ErrorCode { get; } = crashed.ErrorCode;

    /// <summary>One that could not be started was none.</summary>
    public bool HadProcess => Status != "failed to launch";

    /// <summary>Whether what the browser says fits to how a process ended.</summary>
    /// <param name="death">How.</param>
    /// <param name="isZygoteLost">Whether the browser says the same of every end.</param>
    public bool MayBeOf(ProcessDeath death, bool isZygoteLost)
    {
        if (!HadProcess || death.Status is not { } status)
        {
            return HadProcess;
        }

        // Of the page's target the code is a wait status; of frames' targets it is always 0.
        if (ErrorCode != 0)
        {
            return ChildStatus.FromWait(ErrorCode) == status;
        }

        return Status switch
        {
            "crashed" => status.IsCrash,
            "killed" => IsKill(status.Signal),
            Normal => status.ExitStatus == 0 || isZygoteLost,
            "abnormal" => status.ExitStatus != 0 && !status.IsCrash && !IsKill(status.Signal),
            _ => true,
        };
    }

    /// <summary>SIGINT, SIGKILL, SIGTERM.</summary>
    private static bool IsKill(int signal) => signal is 2 or 9 or 15;
}
