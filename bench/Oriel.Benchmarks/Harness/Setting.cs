using System;
using System.Collections.Generic;
using System.Globalization;

namespace Oriel.Benchmarks.Harness;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Samples of each contender where a sample takes milliseconds.</param>
/// <param name="Launches">Samples where each is a browser or a process of its own.</param>
/// <param name="Idle">How long the broker is watched doing nothing.</param>
internal sealed record Setting(int Rounds, int Launches, TimeSpan Idle)
{
    public static Setting Default { get; } = new(Rounds: 25, Launches: 7, TimeSpan.FromSeconds(60));

    /// <summary>Takes the options out of the words and leaves the rest.</summary>
    public static Setting Parse(List<string> words)
    {
        Setting setting = Default;
        setting = Take(words, "--rounds") is { } rounds ? setting with { Rounds = rounds } : setting;
        setting = Take(words, "--launches") is { } launches ? setting with { Launches = launches } : setting;
        setting = Take(words, "--idle") is { } seconds ? setting with { Idle = TimeSpan.FromSeconds(seconds) } : setting;
        return setting;
    }

    private static int? Take(List<string> words, string name)
    {
        int at = words.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        if (at + 1 == words.Count || !int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value == 0)
        {
            throw new ArgumentException($"{name} needs a number above 0 after it.");
        }

        words.RemoveRange(at, 2);
        return value;
    }
}
