using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.TestKit.Processes;

/// <summary>A process as /proc showed it at one instant.</summary>
/// <param name="Id">Its PID.</param>
/// <param name="ParentId">Its parent's.</param>
/// <param name="State">R, S, Z and so on.</param>
/// <param name="StartTime">In the kernel's ticks; with the PID it tells a process from a later one of the same number.</param>
/// <param name="Arguments">Its command line; empty for a zombie.</param>
public sealed record ProcessEntry(int Id, int ParentId, char State, long StartTime, IReadOnlyList<string> Arguments)
{
    private const int LongestShown = 240;

    /// <summary>It has ended, and its parent has not asked how.</summary>
    public bool IsZombie => State == 'Z';

    /// <summary>Chromium's <c>--type</c>; null for a browser process and for anything else.</summary>
    public string? ChromiumType =>
        // Chromium joins a forked child's arguments into one.
        Arguments.SelectMany(argument => argument.Split(' ')).FirstOrDefault(word => word.StartsWith("--type=", StringComparison.Ordinal))?["--type=".Length..];

    /// <inheritdoc/>
    public override string ToString()
    {
        string line = IsZombie ? "(a zombie: its parent never waited for it)" : string.Join(' ', Arguments);
        return $"process {Id}, child of {ParentId}: {(line.Length > LongestShown ? line[..LongestShown] + "…" : line)}";
    }
}
