using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Oriel.Broker.Chromium;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>That a browser is ending is known before its memory is freed, and only of one that will not live on.</summary>
public sealed class EndNoticeTests
{
    [Theory]
    [InlineData(Constants.SIGKILL)]
    [InlineData(Constants.SIGSEGV)]
    public async Task How_a_browser_ends_is_known_from_its_first_thread_that_does(int signal)
    {
        await using BrokerSandbox sandbox = new();
        using EventLoop loop = new();
        List<ChildStatus> told = [];
        int processId = Start(sandbox, out FileDescriptor answers, out FileDescriptor commands);
        using (answers)
        using (commands)
        {
            using EndNotice? notice = EndNotice.TryOpen(loop, processId, status =>
            {
                told.Add(status);
                loop.Stop();
            });
            Assert.NotNull(notice);
            _ = loop.Schedule(TimeSpan.FromSeconds(60), loop.Stop);
            _ = Libc.kill(processId, signal);
            loop.Run();
        }

        // Nobody but the test waits for it, so what it was told of is not gone.
        Assert.Equal([new ChildStatus(128 + signal, signal)], told);
        Assert.Equal(told[0], End(sandbox, processId));
    }

    [Fact]
    public async Task Of_a_browser_that_closes_in_good_order_nothing_is_said()
    {
        await using BrokerSandbox sandbox = new();
        using EventLoop loop = new();
        List<ChildStatus> told = [];
        int processId = Start(sandbox, out FileDescriptor answers, out FileDescriptor commands);
        using (answers)
        using (commands)
        {
            using EndNotice? notice = EndNotice.TryOpen(loop, processId, told.Add);
            using ProcessEnd end = new(loop, processId);
            Assert.NotNull(notice);
            Say(commands, """{"id":2,"method":"Browser.close"}""");
            loop.Run();
        }

        Assert.Empty(told);
        Assert.Equal(new ChildStatus(0, 0), End(sandbox, processId));
    }

    /// <summary>Starts a browser, a child of this process, and waits for its first answer.</summary>
    private static unsafe int Start(BrokerSandbox sandbox, out FileDescriptor answers, out FileDescriptor commands)
    {
        (FileDescriptor theirReading, commands) = PosixFile.CreatePipe();
        (answers, FileDescriptor theirWriting) = PosixFile.CreatePipe();
        using FileDescriptor nothing = PosixFile.Open("/dev/null", Constants.O_RDWR);
        using (theirReading)
        using (theirWriting)
        {
            int processId = ProcessSpawner.Spawn(new SpawnRequest
            {
                Executable = BrokerSandbox.Browser,
                Arguments = [.. LaunchArguments.Compose(BrokerSandbox.Browser, BrokerSandbox.BrowserArguments, sandbox.Paths, hasDisplay: false), "--remote-debugging-pipe"],
                Environment = ProcessSpawner.CurrentEnvironment(),
                Descriptors = [(nothing, 0), (nothing, 1), (nothing, 2), (theirReading, 3), (theirWriting, 4)],
                IsGroupLeader = true,
            });
            Say(commands, """{"id":1,"method":"Browser.getVersion"}""");
            byte first;
            Assert.Equal(1, Libc.read(answers.Value, &first, 1));
            return processId;
        }
    }

    private static unsafe void Say(FileDescriptor commands, string json)
    {
        byte[] message = Encoding.UTF8.GetBytes(json + "\0");
        fixed (byte* start = message)
        {
            Assert.Equal(message.Length, Libc.write(commands.Value, start, (nuint)message.Length));
        }
    }

    private static unsafe ChildStatus End(BrokerSandbox sandbox, int processId)
    {
        int status;
        Assert.Equal(processId, Libc.waitpid(processId, &status, 0));
        _ = Libc.kill(-processId, Constants.SIGKILL);
        StaleBrowser.RemoveTraces(sandbox.Paths, StaleBrowser.FindSocketFolder(sandbox.Paths));
        return ChildStatus.FromWait(status);
    }

    /// <summary>Stops the loop when the process has ended.</summary>
    private sealed class ProcessEnd : IReadyHandler, IDisposable
    {
        private readonly EventLoop _loop;
        private readonly FileDescriptor _process;

        public ProcessEnd(EventLoop loop, int processId)
        {
            _loop = loop;
            _process = PidFd.TryOpen(processId)!;
            loop.Register(_process, Readiness.Readable, this);
        }

        public void OnReady(Readiness readiness) => _loop.Stop();

        public void Dispose()
        {
            _loop.Unregister(_process);
            _process.Dispose();
        }
    }
}
