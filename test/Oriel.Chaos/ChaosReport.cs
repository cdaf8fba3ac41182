using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Oriel.Chaos;

/// <summary>What came of a run.</summary>
/// <param name="Seed">That it can be repeated with.</param>
/// <param name="Faults">How many there were.</param>
/// <param name="Lines">Everything that was done and told, with times.</param>
/// <param name="Violations">What should not have been.</param>
/// <param name="Footprints">Of the hosts that lived long, in words.</param>
internal sealed record ChaosReport(int Seed, int Faults, IReadOnlyList<string> Lines, IReadOnlyList<string> Violations, IReadOnlyList<string> Footprints)
{
    /// <summary>The word on the command line that asks for this kind of run; empty for the first kind.</summary>
    internal string Command { get; init; } = "";

    internal bool IsGood => Violations.Count == 0;

    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine($"Seed {Seed}, {Faults} faults, {Violations.Count} violations. Repeat it with: dotnet run --project test/Oriel.Chaos -- {(Command.Length > 0 ? Command + " " : "")}--seed {Seed}");
        return Lines.Concat(["Violations:"]).Concat(Violations).Concat(Footprints).Aggregate(text, static (all, line) => all.AppendLine(line)).ToString();
    }
}
