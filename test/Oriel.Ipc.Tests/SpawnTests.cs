using System;
using System.Linq;
using System.Threading;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Xunit;

namespace Oriel.Ipc.Tests;

public sealed unsafe class SpawnTests
{
    /// <summary>WUNTRACED: waits for its being stopped, too.</summary>
    private const int Untraced = 2;

    public static TheoryData<string> HostileTexts() => new(
        "plain",
        "",
        "two words",
        "'single' \"double\" `back`",
        "$(id) $HOME ${PATH} ; rm -rf / & | > <",
        "line\nbreak\r\ttab",
        "--option=value with = signs",
        "back\\slash\\",
        "ünïcödé 日本 🦊",
        "*?[a-z]~");

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Arguments_and_environment_arrive_as_they_are(string text)
    {
        string output = Run("/usr/bin/env", ["env", $"A={text}", "/usr/bin/printf", "%s\u0001%s", text, "end"], [$"B={text}"]);
        Assert.Equal($"{text}\u0001end", output);
        Assert.Equal($"B={text}\0", Run("/usr/bin/env", ["env", "-0"], [$"B={text}"]));
    }

    [Fact]
    public void The_child_gets_the_descriptors_it_was_given_and_no_others()
    {
        using FileDescriptor low = PosixFile.Open("/dev/null", Constants.O_RDONLY);
        using FileDescriptor stray = new(Libc.fcntl(low.Value, Constants.F_DUPFD_CLOEXEC, 300));
        string output = Run("/bin/sh", ["sh", "-c", "echo to-four >&4; for f in /proc/$$/fd/*; do echo ${f##*/}; done >&3"], ["PATH=/usr/bin:/bin"], 3, 4);
        string[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal("to-four", lines[0]);
        Assert.Contains("3", lines[1..]);
        Assert.Contains("4", lines[1..]);
        // Whoever runs the tests may have left others open, but ours are not among them.
        Assert.DoesNotContain(stray.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), lines[1..]);
    }

    [Fact]
    public void Descriptors_that_trade_places_do_not_overwrite_each_other()
    {
        (FileDescriptor firstReading, FileDescriptor firstWriting) = PosixFile.CreatePipe();
        (FileDescriptor secondReading, FileDescriptor secondWriting) = PosixFile.CreatePipe();
        int pid = ProcessSpawner.Spawn(new SpawnRequest
        {
            Executable = "/bin/bash",
            Arguments = ["bash", "-c", $"echo first >&{secondWriting.Value}; echo second >&{firstWriting.Value}"],
            Descriptors = [(firstWriting, secondWriting.Value), (secondWriting, firstWriting.Value)],
        });
        firstWriting.Dispose();
        secondWriting.Dispose();
        Assert.Equal("first\n", PipeEnd.ReadToEnd(firstReading));
        Assert.Equal("second\n", PipeEnd.ReadToEnd(secondReading));
        Assert.Equal(0, Wait(pid).ExitStatus);
    }

    [Fact]
    public void The_child_has_default_signals_and_a_group_or_session_of_its_own()
    {
        string script = "grep -E 'SigIgn|SigBlk' /proc/self/status >&3; echo $$ $(cut -d' ' -f5,6 /proc/$$/stat) >&3";
        string[] lines = Run("/bin/sh", ["sh", "-c", script], ["PATH=/usr/bin:/bin"], [3], isSessionLeader: true).Split('\n');
        // 32 and 33 are libc's own.
        const ulong Libcs = 0x1_8000_0000;
        Assert.All(lines[..2], static line => Assert.Equal(0ul, Convert.ToUInt64(line[^16..], 16) & ~Libcs));
        string[] ids = lines[2].Split(' ');
        Assert.Equal([ids[0], ids[0]], ids[1..]);
    }

    [Theory]
    [InlineData("/no/such/program", Errno.ENOENT)]
    [InlineData("/etc/passwd", Errno.EACCES)]
    public void What_cannot_be_started_is_named(string path, int errno)
    {
        LibcException failure = Assert.Throws<LibcException>(() => ProcessSpawner.Spawn(new SpawnRequest { Executable = path, Arguments = [path], Descriptors = [] }));
        Assert.Equal(errno, failure.Errno);
        Assert.Contains(path, failure.Message);
    }

    [Fact]
    public void A_signal_and_a_status_are_told_apart()
    {
        Assert.Equal(new ChildStatus(7, 0), Wait(Spawn(["sh", "-c", "exit 7"])));
        Assert.Equal(new ChildStatus(137, 9), Wait(Spawn(["sh", "-c", "kill -9 $$"])));
    }

    [Fact]
    public void A_process_that_ends_is_noticed_by_its_descriptor()
    {
        int pid = Spawn(["sh", "-c", "read line"], out FileDescriptor line);
        using FileDescriptor process = PidFd.TryOpen(pid)!;
        Assert.False(PidFd.WaitForExit(process, TimeSpan.Zero));
        line.Dispose();
        Assert.True(PidFd.WaitForExit(process, TimeSpan.FromSeconds(10)));
        Assert.True(ProcFile.ReadStat(pid)!.Value.IsZombie);
        Wait(pid);
        Assert.Null(ProcFile.ReadStat(pid));
        Assert.Null(PidFd.TryOpen(pid));
    }

    [Fact]
    public void How_a_process_ends_is_told_of_none_that_lives_or_is_stopped()
    {
        int pid = Spawn(["sh", "-c", "read line"], out FileDescriptor line);
        using (line)
        {
            Assert.Null(PidFd.ReadEndingStatus(pid));
            _ = Libc.kill(pid, Constants.SIGSTOP);
            int status;
            Assert.Equal(pid, Libc.waitpid(pid, &status, Untraced));
            Assert.Null(PidFd.ReadEndingStatus(pid));

            using FileDescriptor process = PidFd.TryOpen(pid)!;
            _ = Libc.kill(pid, Constants.SIGKILL);
            Assert.True(PidFd.WaitForExit(process, TimeSpan.FromSeconds(10)));
            Assert.Equal(new ChildStatus(137, 9), PidFd.ReadEndingStatus(pid));
            Assert.Equal(new ChildStatus(137, 9), Wait(pid));
            Assert.Null(PidFd.ReadEndingStatus(pid));
        }
    }

    [Fact]
    public void A_thread_that_ends_is_noticed_by_its_descriptor()
    {
        using ManualResetEventSlim end = new();
        Thread thread = new(end.Wait) { Name = "Oriel_to_end", IsBackground = true };
        thread.Start();
        int? found;
        while ((found = ProcFile.FindThread(Environment.ProcessId, thread.Name)) is null)
        {
            // It takes its name when it has begun to run.
            Thread.Yield();
        }

        using FileDescriptor descriptor = PidFd.TryOpenThread(found.Value)!;
        Assert.False(PidFd.WaitForExit(descriptor, TimeSpan.Zero));
        end.Set();
        Assert.True(PidFd.WaitForExit(descriptor, TimeSpan.FromSeconds(10)));
        Assert.Null(ProcFile.FindThread(Environment.ProcessId, thread.Name));
        Assert.Null(PidFd.TryOpenThread(found.Value));
    }

    private static int Spawn(string[] arguments) =>
        ProcessSpawner.Spawn(new SpawnRequest { Executable = "/bin/sh", Arguments = arguments, Descriptors = [] });

    private static int Spawn(string[] arguments, out FileDescriptor input)
    {
        (FileDescriptor reading, FileDescriptor writing) = PosixFile.CreatePipe();
        using (reading)
        {
            input = writing;
            return ProcessSpawner.Spawn(new SpawnRequest { Executable = "/bin/sh", Arguments = arguments, Descriptors = [(reading, 0)] });
        }
    }

    private static string Run(string executable, string[] arguments, string[] environment, params int[] descriptors) =>
        Run(executable, arguments, environment, descriptors.Length == 0 ? [1] : descriptors, isSessionLeader: false);

    private static string Run(string executable, string[] arguments, string[] environment, int[] descriptors, bool isSessionLeader)
    {
        (FileDescriptor reading, FileDescriptor writing) = PosixFile.CreatePipe();
        int pid = ProcessSpawner.Spawn(new SpawnRequest
        {
            Executable = executable,
            Arguments = arguments,
            Environment = environment,
            Descriptors = [.. descriptors.Select(number => (writing, number))],
            IsSessionLeader = isSessionLeader,
        });
        writing.Dispose();
        string output = PipeEnd.ReadToEnd(reading);
        Wait(pid);
        return output;
    }

    private static ChildStatus Wait(int pid)
    {
        int status;
        Assert.Equal(pid, Libc.waitpid(pid, &status, 0));
        return ChildStatus.FromWait(status);
    }
}
