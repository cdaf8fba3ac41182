using System;
using System.Collections.Generic;
using Oriel.Chaos.World;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.Faults;

/// <summary>One fault, when its victim has been chosen.</summary>
/// <param name="Role">Which process.</param>
/// <param name="Cause">What happens to it.</param>
/// <param name="Victim">The process itself.</param>
/// <param name="Folder">Whose browser it belongs to; null for a host.</param>
/// <param name="Host">The host that is hit; null for any other process.</param>
internal sealed record Fault(FaultRole Role, FaultCause Cause, ProcessEntry Victim, ChaosFolder? Folder, ChaosHost? Host)
{
    /// <summary>The views that have their main frame in it.</summary>
    internal IReadOnlySet<string> Pages { get; init; } = new HashSet<string>();

    /// <summary>The views that have but child frames in it.</summary>
    internal IReadOnlySet<string> Frames { get; init; } = new HashSet<string>();

    /// <summary>How long a pause is.</summary>
    internal TimeSpan Pause { get; init; }

    internal bool IsDeath => Cause != FaultCause.Pause;

    internal bool EndsBrowser => IsDeath && Role is FaultRole.Browser or FaultRole.Broker or FaultRole.LastGpu;

    internal Signal Signal => Cause switch
    {
        FaultCause.Kill => Signal.Kill,
        FaultCause.Segfault => Signal.SegmentationFault,
        FaultCause.Abort => Signal.Abort,
        FaultCause.Terminate => Signal.Terminate,
        _ => Signal.Stop,
    };

    public override string ToString() =>
        $"{Cause} {Role} {Victim.Id} of {(Host is null ? Folder!.Name : Host.Name)}{(IsDeath ? "" : $" for {Pause.TotalMilliseconds:0} ms")}";
}
