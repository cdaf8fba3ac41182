using System;

namespace Oriel.Chaos;

/// <summary>How a run is made. The same seed makes the same decisions; what the machine makes of them may differ.</summary>
/// <param name="Seed">Of all that is random.</param>
/// <param name="Duration">How long faults are begun, once the hosts and their views are there.</param>
/// <param name="MostFaults">No turn is begun after this many.</param>
internal sealed record ChaosOptions(int Seed, TimeSpan Duration, int MostFaults)
{
    /// <summary>Each of so many turns is a storm; the others are one fault each.</summary>
    internal int TurnsPerStorm { get; init; } = 8;

    /// <summary>How long what a fault must cause may take. Reached by nothing that works, on however busy a machine.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
