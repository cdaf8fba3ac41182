using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.Tour.Tests;

/// <summary>The sample as ./run.sh starts it.</summary>
internal static partial class TourProgram
{
    internal static ProgramRun Start(IReadOnlyDictionary<string, string>? variables, params IEnumerable<string> arguments) =>
        ProgramRun.Start(ProgramRun.PathOf(typeof(TourProgram).Assembly, "Tour"), arguments, variables);

    internal static async Task<ProgramResult> RunAsync(params IEnumerable<string> arguments)
    {
        await using ProgramRun tour = Start(variables: null, arguments);
        return await tour.EndAsync();
    }

    /// <summary>Every process id it named.</summary>
    internal static IReadOnlyList<int> ProcessIds(this ProgramResult result) =>
        [.. ProcessId().Matches(result.Output).Select(static match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct()];

    [GeneratedRegex(@"\b(?:pid|browser|renderer) (\d+)")]
    private static partial Regex ProcessId();
}
