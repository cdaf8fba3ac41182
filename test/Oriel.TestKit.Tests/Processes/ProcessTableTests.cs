using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.TestKit.Tests.Processes;

public sealed class ProcessTableTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_process_is_found_by_what_stands_in_its_command_line()
    {
        string mark = Path.GetRandomFileName();
        await using Sleeper sleeper = new(argument: $"--user-data-dir=/x/{mark}");

        Assert.Equal([sleeper.Id], ProcessTable.Naming(mark).Select(process => process.Id));
    }

    [Fact]
    public async Task A_process_is_found_by_what_stands_in_its_environment_and_its_descendants_with_it()
    {
        string mark = Path.GetRandomFileName();
        // The child throws its own environment away, as Chromium's forked processes do. (What a shell puts in the background has no input but by another number.)
        await using Sleeper sleeper = new("exec 3<&0; env -i /bin/sh -c 'echo $$; read line <&3' & wait", variable: mark);
        int child = int.Parse((await sleeper.ReadLineAsync())!, CultureInfo.InvariantCulture);

        IReadOnlyList<ProcessEntry> found = ProcessTable.Naming(mark);

        Assert.Equal([sleeper.Id, child], found.Select(process => process.Id).Order());
        Assert.Contains(child, ProcessTable.DescendantsOf(Environment.ProcessId).Select(process => process.Id));
    }

    [Fact]
    public async Task Waiting_ends_with_the_process_or_with_the_bound()
    {
        await using Sleeper sleeper = new();

        Assert.False(await ProcessTable.WaitForExitAsync(sleeper.Id, s_short));
        Task<bool> exit = ProcessTable.WaitForExitAsync(sleeper.Id, s_long);
        sleeper.End();
        Assert.True(await exit);
    }

    [Fact]
    public async Task Waiting_for_a_process_that_never_was_ends_at_once()
    {
        Assert.True(await ProcessTable.WaitForExitAsync(int.MaxValue, s_long));
    }

    [Fact]
    public async Task A_killed_process_is_gone_when_that_is_said()
    {
        await using Sleeper sleeper = new();

        await ProcessTable.KillAsync([ProcessTable.Find(sleeper.Id)!]);

        Assert.False(ProcessTable.IsRunning(sleeper.Id));
    }

    [Fact]
    public async Task A_process_that_took_over_the_number_of_another_is_not_killed_for_it()
    {
        await using Sleeper sleeper = new();
        ProcessEntry earlier = ProcessTable.Find(sleeper.Id)! with { StartTime = 1 };

        await ProcessTable.KillAsync([earlier]);

        Assert.True(ProcessTable.IsRunning(sleeper.Id));
    }

    [Theory]
    [InlineData(new[] { "/usr/lib/chromium/chromium", "--type=renderer", "--x" }, "renderer")]
    [InlineData(new[] { "/usr/lib/chromium/chromium --type=utility --utility-sub-type=a" }, "utility")]
    [InlineData(new[] { "/usr/lib/chromium/chromium", "--user-data-dir=/x" }, null)]
    public void Chromium_says_what_a_process_is_for_in_its_command_line(string[] arguments, string? type)
    {
        Assert.Equal(type, new ProcessEntry(1, 0, 'S', 0, arguments).ChromiumType);
    }

    [Fact]
    public void A_field_of_the_status_file_is_read_by_its_name()
    {
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), ProcessTable.ReadStatus(Environment.ProcessId, "Pid"));
        Assert.Null(ProcessTable.ReadStatus(Environment.ProcessId, "Nothing"));
    }
}
