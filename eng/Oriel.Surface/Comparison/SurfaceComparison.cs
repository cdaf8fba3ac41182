using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Surface.Reading;

namespace Oriel.Surface.Comparison;

/// <summary>Says where two surfaces differ, as a diff a person can act on: <c>-</c> only official, <c>+</c> only ours.</summary>
internal static class SurfaceComparison
{
    public static IReadOnlyList<string> Differences(IReadOnlyList<SurfaceType> official, IReadOnlyList<SurfaceType> ours)
    {
        List<string> lines = [];
        Dictionary<string, SurfaceType> own = ours.ToDictionary(type => type.Name);
        foreach (SurfaceType type in official)
        {
            if (!own.Remove(type.Name, out SurfaceType? mine))
            {
                lines.Add("- " + type.Header);
                continue;
            }

            List<string> differences = Differences(type, mine);
            if (differences.Count > 0)
            {
                lines.Add("  " + type.Name);
                lines.AddRange(differences);
            }
        }

        lines.AddRange(own.Values.Select(type => "+ " + type.Header));
        return lines;
    }

    private static List<string> Differences(SurfaceType official, SurfaceType ours)
    {
        List<string> lines = official.Header == ours.Header ? [] : ["-   " + official.Header, "+   " + ours.Header];
        string[] expected = [.. Visible(official)];
        string[] actual = [.. Visible(ours)];
        string[] missing = [.. expected.Except(actual)];
        string[] extra = [.. actual.Except(expected)];
        lines.AddRange(missing.Select(member => "-   " + member));
        lines.AddRange(extra.Select(member => "+   " + member));

        string[] fields = [.. Fields(official)];
        if (missing.Length + extra.Length == 0 && !fields.SequenceEqual(Fields(ours)))
        {
            lines.Add("-   fields in the order " + string.Join(", ", fields));
            lines.Add("+   fields in the order " + string.Join(", ", Fields(ours)));
        }

        return lines;
    }

    private static IEnumerable<string> Visible(SurfaceType type) => type.Members.Where(member => member.IsVisible).Select(member => member.Declaration);

    private static IEnumerable<string> Fields(SurfaceType type) =>
        type.Members.Where(member => member.Kind == MemberKind.Field).Select(member => member.Name);
}
