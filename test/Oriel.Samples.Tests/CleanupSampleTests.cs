using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/Oriel.Samples.ProcessEvents/Cleanup.</summary>
public sealed partial class CleanupSampleTests
{
    [Fact, Behaviour(31)]
    public async Task The_folder_is_removed_when_its_browser_has_ended()
    {
        await using TempFolder folder = new();
        string data = folder.Combine("data");
        await using ProgramRun sample = SampleProgram.Start(null, "cleanup", data);

        int browser = Number(await sample.ReadAsync(), "Open, ");
        await sample.AnswerAsync("close");
        Assert.Equal(browser, Number(await sample.ReadAsync(), "removed"));

        await sample.AssertEndsWellAsync();
        Assert.False(Directory.Exists(data), Describe(data));
    }

    [Fact, Behaviour(65)]
    public async Task A_page_that_is_opened_meanwhile_keeps_it()
    {
        for (int attempt = 1; !await IsKeptAsync(); attempt++)
        {
            Assert.NotEqual(5, attempt);
        }
    }

    /// <returns>
    /// False if the last process of the browser was killed before the page was wanted again: its broker waits for five seconds for the browser, and as long for what that leaves. A browser that had to be killed for hanging on
    /// its stopped zygote has failed.
    /// </returns>
    private static async Task<bool> IsKeptAsync()
    {
        await using TempFolder folder = new();
        string data = folder.Combine("data");
        await using ProgramRun sample = SampleProgram.Start(null, "cleanup", data);
        int first = Number(await sample.ReadAsync(), "Open, ");

        // The browser's processes are not all gone before the page is wanted again.
        ProcessEntry zygote = ProcessTable.ChildrenOf(first).First(static child => child.ChromiumType == "zygote");
        ProcessTable.Send(zygote.Id, Signal.Stop);
        await sample.AnswerAsync("close");
        Assert.True(await ProcessTable.WaitForExitAsync(first, TimeSpan.FromSeconds(30)));
        await sample.AnswerAsync("open");
        if (await sample.ReadAsync() is not "Opening." and var early)
        {
            Assert.Matches("removed|has failed", early);
            return false;
        }

        ProcessTable.Send(zygote.Id, Signal.Continue);

        Assert.Equal(first, Number(await sample.ReadAsync(), "A newer one prevents the cleanup"));
        int second = Number(await sample.ReadAsync(), "Open, ");
        Assert.NotEqual(first, second);
        await sample.AnswerAsync("close");
        Assert.Equal(second, Number(await sample.ReadAsync(), "removed"));

        await sample.AssertEndsWellAsync();
        Assert.False(Directory.Exists(data), Describe(data));
        return true;
    }

    [Fact]
    public async Task A_browser_that_fails_leaves_it_to_who_recovers()
    {
        await using TempFolder folder = new();
        string data = folder.Combine("data");
        await using ProgramRun sample = SampleProgram.Start(null, "cleanup", data);
        int browser = Number(await sample.ReadAsync(), "Open, ");

        ProcessTable.Send(browser, Signal.Kill);
        Assert.Equal(browser, Number(await sample.ReadAsync(), "has failed. The user data folder stays."));
        Assert.True(Directory.Exists(data));
        await sample.AnswerAsync("open");
        Assert.Equal("Opening.", await sample.ReadAsync());
        int second = Number(await sample.ReadAsync(), "Open, ");
        await sample.AnswerAsync("close");
        Assert.Equal(second, Number(await sample.ReadAsync(), "removed"));

        await sample.AssertEndsWellAsync();
    }

    /// <summary>What is there, for whoever has to find out who has put it there.</summary>
    private static string Describe(string folder) =>
        Directory.Exists(folder) ? string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Take(20).Prepend(folder)) : "";

    /// <summary>The browser that a line names, which says what is expected of it.</summary>
    private static int Number(string line, string expected)
    {
        Assert.Contains(expected, line, StringComparison.Ordinal);
        return int.Parse(BrowserNumber().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("rowser ([0-9]+)")]
    private static partial Regex BrowserNumber();
}
