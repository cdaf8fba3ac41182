using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Oriel.Tour.Tests;

/// <summary>How a run of the sample ended and what it said.</summary>
internal sealed partial record TourResult(int ExitCode, string Output, string Errors)
{
    internal IReadOnlyList<string> Lines => Output.Split('\n');

    /// <summary>Every process id it named.</summary>
    internal IReadOnlyList<int> ProcessIds =>
        [.. ProcessId().Matches(Output).Select(static match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct()];

    internal bool Says(string beginning) => Lines.Any(line => line.TrimStart().StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:pid|browser|renderer) (\d+)")]
    private static partial Regex ProcessId();
}
