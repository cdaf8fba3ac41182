using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Oriel.Surface.Parity;

/// <summary>One line of eng/surface/statements.txt.</summary>
/// <param name="Number">What <c>[Behaviour(n)]</c> refers to.</param>
/// <param name="Text">What a conforming WebView2 does.</param>
/// <param name="Members">The members it is about: <c>Type.Member</c>, or <c>Type</c>.</param>
internal sealed record Statement(int Number, string Text, IReadOnlyList<string> Members)
{
    public static IReadOnlyList<Statement> ReadAll(string path) => [.. TableFile.Lines(path).Select(line => Parse(path, line))];

    private static Statement Parse(string path, string line)
    {
        string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new FormatException($"{Path.GetFileName(path)}: '{line}' is not 'number | statement | members'.");
        }

        return new Statement(number, parts[1], parts[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
