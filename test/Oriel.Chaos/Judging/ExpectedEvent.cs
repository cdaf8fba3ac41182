using System.Collections.Generic;
using System.Linq;

namespace Oriel.Chaos.Judging;

/// <summary>An event that has to come, once.</summary>
/// <param name="Name">ProcessFailed or BrowserProcessExited.</param>
/// <param name="Source">The view, or the environment.</param>
/// <param name="Kind">Of the failure or of the exit.</param>
/// <param name="Details">Reason and code; one of these.</param>
internal sealed record ExpectedEvent(string Name, string Source, string Kind, IReadOnlyList<(string Reason, int Code)> Details)
{
    internal bool IsMet(SeenEvent seen) => (seen.Name, seen.Source, seen.Kind) == (Name, Source, Kind);

    internal bool HasDetails(SeenEvent seen) => Details.Contains((seen.Reason, seen.Code));

    public override string ToString() => $"{Source}: {Name} {Kind} {string.Join(" or ", Details.Select(static detail => $"{detail.Reason} {detail.Code}".Trim()))}";
}
