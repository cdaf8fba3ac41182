using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Oriel.Broker.Chromium;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class LifetimeTableTests
{
    [Fact]
    public void The_table_in_the_documentation_is_the_table_in_the_code()
    {
        (BrowserState From, BrowserState To)[] written = [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/lifetimes.md"))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(static cells => cells.Length == 3 && Enum.TryParse<BrowserState>(cells[0], out _) && Enum.TryParse<BrowserState>(cells[1], out _))
            .Select(static cells => (Enum.Parse<BrowserState>(cells[0]), Enum.Parse<BrowserState>(cells[1])))];
        Assert.Equal(ChromiumLifetime.Transitions.Order(), written.Distinct().Order());
    }

    [Fact]
    public void Every_state_can_be_reached_and_left()
    {
        foreach (BrowserState state in Enum.GetValues<BrowserState>())
        {
            Assert.Contains(ChromiumLifetime.Transitions, transition => transition.From == state);
            Assert.Contains(ChromiumLifetime.Transitions, transition => transition.To == state);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
