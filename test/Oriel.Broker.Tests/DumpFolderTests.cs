using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>How the dump of a process is found, with a crash handler that takes its time: a dump that it is not done with is in <c>new</c>.</summary>
public sealed class DumpFolderTests : IAsyncLifetime, IDisposable
{
    private const int Victim = 4711;
    private static readonly ChildStatus s_crash = ChildStatus.FromWait(11);
    private static readonly DateTimeOffset s_born = TimeProvider.System.GetUtcNow();

    /// <summary>Less than what is waited for a handler that is never done.</summary>
    private static readonly TimeSpan s_prompt = TimeSpan.FromSeconds(2.5);

    private readonly EventLoop _loop = new();
    private readonly TempFolder _folder = new();
    private readonly DumpFolder _dumps;
    private ProcessDeath? _found;

    public DumpFolderTests()
    {
        foreach (string name in new[] { "new", "pending", "completed" })
        {
            Directory.CreateDirectory(_folder.Combine(name));
        }

        _dumps = new DumpFolder(_loop, _folder.Path);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _folder.DisposeAsync();

    public void Dispose()
    {
        _dumps.Dispose();
        _loop.Dispose();
    }

    [Theory, Behaviour(54)]
    [InlineData("pending")]
    [InlineData("completed")]
    public void A_dump_that_is_being_written_is_waited_for_until_it_is_whole(string folder)
    {
        string written = Write("new", "a", TestDump.Of(Victim, 11).AsSpan(0, 40));
        Find(s_crash);
        Assert.Null(_found);

        _loop.Schedule(TimeSpan.FromMilliseconds(20), () => File.WriteAllBytes(written, TestDump.Of(Victim, 11)));
        _loop.Schedule(TimeSpan.FromMilliseconds(40), () =>
        {
            Assert.Null(_found);
            File.Move(written, _folder.Combine(folder, "a.dmp"));
        });
        Run(s_prompt);

        Assert.Equal(new ProcessDeath(Victim, s_crash, $"{folder}/a.dmp"), _found);
    }

    [Fact]
    public void One_that_the_handler_gives_up_is_waited_for_no_longer()
    {
        string written = Write("new", "a", []);
        Find(s_crash);

        _loop.Schedule(TimeSpan.FromMilliseconds(20), () => File.Delete(written));
        Run(s_prompt);

        Assert.Equal(new ProcessDeath(Victim, s_crash, null), _found);
    }

    [Fact]
    public void Another_s_that_is_ready_first_is_not_taken_for_it()
    {
        string other = Write("new", "other", TestDump.Of(Victim + 1, 11));
        string own = Write("new", "own", TestDump.Of(Victim, 11));
        Find(s_crash);

        _loop.Schedule(TimeSpan.FromMilliseconds(20), () => File.Move(other, _folder.Combine("pending", "other.dmp")));
        _loop.Schedule(TimeSpan.FromMilliseconds(40), () =>
        {
            Assert.Null(_found);
            File.Move(own, _folder.Combine("pending", "own.dmp"));
        });
        Run(s_prompt);

        Assert.Equal("pending/own.dmp", _found?.Dump);
    }

    [Fact]
    public void A_handler_that_hangs_is_waited_for_three_seconds()
    {
        Write("new", "a", []);
        long begun = Stopwatch.GetTimestamp();
        Find(s_crash);

        Run(TimeSpan.FromSeconds(30));

        Assert.Equal(new ProcessDeath(Victim, s_crash, null), _found);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), s_prompt, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void When_the_handlers_are_gone_nothing_is_waited_for()
    {
        Write("new", "a", []);
        Find(s_crash);
        Assert.Null(_found);

        _dumps.Settle();

        Assert.Equal(new ProcessDeath(Victim, s_crash, null), _found);
    }

    [Theory]
    [InlineData(9, 11, Victim, 0)]
    [InlineData(11, 6, Victim, 0)]
    [InlineData(11, 11, Victim + 1, 0)]
    [InlineData(11, 11, Victim, 1)]
    public void What_is_not_of_that_death_is_left_alone(int signal, int dumpSignal, int dumpProcess, int hoursAgo)
    {
        string path = Write("pending", "a", TestDump.Of(dumpProcess, dumpSignal));
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursAgo));

        Find(ChildStatus.FromWait(signal));

        Assert.Equal(new ProcessDeath(Victim, ChildStatus.FromWait(signal), null), _found);
    }

    [Fact]
    public void One_that_was_ready_is_found_at_once_whatever_else_is_being_written()
    {
        Write("new", "other", []);
        Write("pending", "own", TestDump.Of(Victim, 11));

        Find(s_crash);

        Assert.Equal("pending/own.dmp", _found?.Dump);
    }

    private void Find(ChildStatus status) => _dumps.Find(Victim, status, s_born, death =>
    {
        Assert.Null(_found);
        _found = death;
        _loop.Stop();
    });

    private void Run(TimeSpan bound)
    {
        using Ipc.Loop.Deadline late = _loop.Schedule(bound, _loop.Stop);
        _loop.Run();
    }

    private string Write(string folder, string name, ReadOnlySpan<byte> content)
    {
        string path = _folder.Combine(folder, name + ".dmp");
        File.WriteAllBytes(path, content);
        return path;
    }
}
