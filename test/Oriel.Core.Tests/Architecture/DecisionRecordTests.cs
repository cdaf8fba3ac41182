using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Oriel.Surface;
using Xunit;

namespace Oriel.Core.Tests.Architecture;

/// <summary>The decision records in docs/adr, which are written on several branches at a time.</summary>
public sealed class DecisionRecordTests
{
    private static readonly string[] s_records = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "adr")).Order(StringComparer.Ordinal)];

    [Fact]
    public void They_are_numbered_without_gap_or_double()
    {
        Assert.Equal(Enumerable.Range(1, s_records.Length), s_records.Select(Number));
    }

    [Fact]
    public void All_have_the_same_headings_and_the_number_of_their_file()
    {
        Assert.All(s_records, record =>
        {
            string[] headings = [.. File.ReadLines(record).Where(line => line.StartsWith('#'))];
            Assert.StartsWith($"# {Number(record)}. ", headings[0], StringComparison.Ordinal);
            Assert.Equal(["## Context", "## Decision", "## Consequences", "## What would make us revisit"], headings[1..]);
        });
    }

    private static int Number(string record) => int.Parse(Path.GetFileName(record)[..4], NumberStyles.None, CultureInfo.InvariantCulture);
}
