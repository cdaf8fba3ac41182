using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.TestKit.Processes;

/// <summary>How a program ended and what it said.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">All it wrote to standard output.</param>
/// <param name="Rest">What of that came after the last line that was read while it ran.</param>
/// <param name="Errors">All it wrote to standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Rest, string Errors)
{
    /// <summary>The output by lines.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n');

    /// <summary>Whether a line begins with the text.</summary>
    public bool Says(string beginning) => Lines.Any(line => line.TrimStart().StartsWith(beginning, StringComparison.Ordinal));
}
