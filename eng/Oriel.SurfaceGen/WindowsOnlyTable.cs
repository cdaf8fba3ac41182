using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.SurfaceGen;

/// <summary>Lines <c>Type.Member = what to use instead</c>; <c>*</c> stands for any text; the first line that fits counts; <c>#</c> comments.</summary>
internal sealed class WindowsOnlyTable(IReadOnlyList<KeyValuePair<string, string>> lines)
{
    public static WindowsOnlyTable Parse(string text) => new(
    [
        .. text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (Line: line, At: line.IndexOf(" = ", StringComparison.Ordinal)))
            .Select(found => found.At > 0
                ? new KeyValuePair<string, string>(found.Line.Substring(0, found.At).Trim(), found.Line.Substring(found.At + 3).Trim())
                : throw new FormatException($"windows-only.txt: '{found.Line}' is not 'Type.Member = what to use instead'.")),
    ]);

    /// <returns>What to use instead; null when the member has a place on Linux.</returns>
    public string? Instead(string member) => lines.FirstOrDefault(line => Fits(line.Key, member)).Value;

    private static bool Fits(string pattern, string member)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == member;
        }

        int at = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int found = member.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found != 0))
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return parts[parts.Length - 1].Length == 0 || member.EndsWith(parts[parts.Length - 1], StringComparison.Ordinal);
    }
}
