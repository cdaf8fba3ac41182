using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Oriel.Surface.Parity;

/// <summary>The small hand-written tables in eng/surface: one entry per line, <c>#</c> comments.</summary>
internal static class TableFile
{
    public static IEnumerable<string> Lines(string path) =>
        File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>Lines of the form <c>key = text</c>.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(string path)
    {
        Dictionary<string, string> pairs = [];
        foreach (string line in Lines(path))
        {
            int at = line.IndexOf(" = ", StringComparison.Ordinal);
            if (at < 0 || !pairs.TryAdd(line[..at].Trim(), line[(at + 3)..].Trim()))
            {
                throw new FormatException($"{Path.GetFileName(path)}: '{line}' is not 'Type.Member = text', or its member is there twice.");
            }
        }

        return pairs;
    }
}
