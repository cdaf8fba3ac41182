using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>Who ends when somebody else does. That nothing is left behind is checked by the end of every sandbox.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task The_last_view_of_all_hosts_takes_browser_and_broker_along()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer one = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult first = await one.CreateViewAsync();
        BrokerDomain.CreateViewResult second = await other.CreateViewAsync();
        await one.CloseViewAsync(first.ViewId);
        await other.ResumeAsync(second.SessionId);
        Assert.Equal("2", await other.EvaluateAsync(second.SessionId, "1+1"));

        await other.CloseViewAsync(second.ViewId);
        foreach (WirePeer host in new[] { one, other })
        {
            BrokerDomain.BrowserExitedEvent exited = await host.NextAsync<BrokerDomain.BrowserExitedEvent>();
            Assert.Equal(new BrokerDomain.BrowserExitedEvent(first.BrowserPid, "normal", 0, 0, ""), exited);
            Assert.StartsWith("idle:", (await host.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
            await host.Ended;
        }

        BrokerSandbox.WaitForEnd(one.BrokerPid);
    }

    [Fact]
    public async Task When_the_exit_is_told_no_process_of_the_group_is_left()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        await host.NavigateAsync(view.SessionId, "data:text/html,x");
        int[] group = [.. (await host.GetProcessesAsync()).Processes.Select(static process => process.Pid)];
        Assert.True(group.Length > 3);
        await host.CloseViewAsync(view.ViewId);
        await host.NextAsync<BrokerDomain.BrowserExitedEvent>();
        Assert.All(group, static pid => Assert.True(ProcFile.ReadStat(pid) is null or { IsZombie: true }, $"Process {pid} lives."));
    }

    [Fact]
    public async Task A_host_that_vanishes_takes_only_its_own_views()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer staying = await sandbox.JoinAsync();
        WirePeer leaving = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult kept = await staying.CreateViewAsync();
        BrokerDomain.CreateViewResult[] gone = [await leaving.CreateViewAsync(), await leaving.CreateViewAsync("Other"), await leaving.CreateViewAsync("", true)];
        // What the kernel does for a process that is killed.
        leaving.Socket.Close();

        await staying.ResumeAsync(kept.SessionId);
        string[] left;
        do
        {
            left = [.. (await staying.CallAsync<Target.GetTargetsCommand, Target.GetTargetsResult>(new Target.GetTargetsCommand())).TargetInfos.Select(static target => target.TargetId)];
        }
        while (gone.Any(view => left.Contains(view.TargetId)));
        Assert.Contains(kept.TargetId, left);
        Assert.Single((await staying.GetProcessesAsync()).Hosts);
    }

    [Fact]
    public async Task A_browser_that_is_killed_is_reported_with_its_signal()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        WirePeer idle = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        _ = Libc.kill(view.BrowserPid, Constants.SIGKILL);
        Assert.Equal(view.ViewId, (await host.NextAsync<BrokerDomain.ViewClosedEvent>()).ViewId);
        foreach (WirePeer peer in new[] { host, idle })
        {
            BrokerDomain.BrowserExitedEvent exited = await peer.NextAsync<BrokerDomain.BrowserExitedEvent>();
            Assert.Equal((view.BrowserPid, "failed", 137, 9), (exited.Pid, exited.Kind, exited.ExitStatus, exited.Signal));
            Assert.Contains("signal 9", exited.Message);
        }

        WirePeer next = await sandbox.JoinAsync();
        Assert.NotEqual(view.BrowserPid, (await next.CreateViewAsync()).BrowserPid);
    }

    [Fact]
    public async Task A_broker_that_is_killed_takes_the_browser_along_and_its_successor_waits_for_that()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        _ = Libc.kill(host.BrokerPid, Constants.SIGKILL);
        await host.Ended;

        // At once: the old browser is still ending.
        WirePeer next = await sandbox.JoinAsync();
        Assert.NotEqual(host.BrokerPid, next.BrokerPid);
        Assert.True(ProcFile.ReadStat(view.BrowserPid) is null or { IsZombie: true }, "The successor did not wait for the browser.");
        BrokerDomain.CreateViewResult fresh = await next.CreateViewAsync();
        Assert.NotEqual(view.BrowserPid, fresh.BrowserPid);
        await next.CloseViewAsync(fresh.ViewId);
        await next.Ended;
    }

    [Fact]
    public async Task A_browser_that_outlives_its_killed_broker_stopped_is_killed_by_the_successor()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        const int SigStop = 19;
        _ = Libc.kill(view.BrowserPid, SigStop);
        _ = Libc.kill(host.BrokerPid, Constants.SIGKILL);
        await host.Ended;
        WirePeer next = await sandbox.JoinAsync();
        Assert.True(ProcFile.ReadStat(view.BrowserPid) is null or { IsZombie: true });
        await next.CreateViewAsync();
    }

    [Fact]
    public async Task Broker_and_browser_killed_together_are_no_obstacle()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        _ = Libc.kill(host.BrokerPid, Constants.SIGKILL);
        _ = Libc.kill(-view.BrowserPid, Constants.SIGKILL);
        WirePeer next = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult fresh = await next.CreateViewAsync();
        await next.CloseViewAsync(fresh.ViewId);
        await next.Ended;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_that_is_killed_leaves_nothing_when_its_exit_is_told(bool isEnding)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        string left = sandbox.SocketFolderOfBrowser;
        sandbox.KillBrowser(view.BrowserPid, isEnding);
        await host.NextAsync<BrokerDomain.BrowserExitedEvent>();
        Assert.False(Directory.Exists(left), $"{left} is left.");
        Assert.Empty(sandbox.LinksOfBrowser);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_browser_left_that_was_killed_with_its_broker_is_removed_by_the_next_broker(bool isEnding)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        string left = sandbox.SocketFolderOfBrowser;
        const int SigStop = 19;
        _ = Libc.kill(view.BrowserPid, SigStop);
        _ = Libc.kill(host.BrokerPid, Constants.SIGKILL);
        sandbox.KillBrowser(view.BrowserPid, isEnding);

        // It starts no browser, but it is the one that comes to know.
        await sandbox.JoinAsync();
        Assert.False(Directory.Exists(left), $"{left} is left.");
        Assert.Empty(sandbox.LinksOfBrowser);
    }

    [Fact]
    public async Task A_copy_of_a_folder_that_is_in_use_does_not_harm_the_browser_of_the_original()
    {
        await using BrokerSandbox original = new();
        await using BrokerSandbox copy = new();
        WirePeer host = await original.JoinAsync();
        await host.CreateViewAsync();
        Directory.CreateDirectory(copy.Paths.Browser);
        foreach (string link in original.LinksOfBrowser)
        {
            File.CreateSymbolicLink(Path.Combine(copy.Paths.Browser, Path.GetFileName(link)), PosixFile.ReadLink(link)!);
        }

        WirePeer other = await copy.JoinAsync();
        await other.CreateViewAsync();

        // Windows are asked for over the socket that the copy's links named.
        await host.CreateViewAsync();
    }

    [Fact]
    public async Task A_view_wanted_while_the_browser_closes_comes_in_the_next_browser()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.CloseViewAsync(view.ViewId);
        // The answer comes when the page is gone, and with it goes the request to close.
        BrokerDomain.CreateViewResult next = await host.CreateViewAsync();
        Assert.NotEqual(view.BrowserPid, next.BrowserPid);
        Assert.Equal(view.BrowserPid, (await host.NextAsync<BrokerDomain.BrowserExitedEvent>()).Pid);
        await host.ResumeAsync(next.SessionId);
        Assert.Equal("2", await host.EvaluateAsync(next.SessionId, "1+1"));
    }

    [Fact]
    public async Task A_view_wanted_of_a_browser_that_has_just_been_killed_comes_in_the_next_browser()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        for (int round = 0; round < 5; round++)
        {
            _ = Libc.kill(view.BrowserPid, Constants.SIGKILL);
            // Before the broker could hear of it; or, on a busy machine, when it has heard and ended. Then, as every host must, the next one is asked.
            BrokerDomain.CreateViewResult next;
            try
            {
                next = await host.CreateViewAsync(isInPrivate: round % 2 == 1);
            }
            catch (Exception ended) when (ended is InvalidOperationException or System.Net.Sockets.SocketException)
            {
                host = await sandbox.JoinAsync();
                next = await host.CreateViewAsync(isInPrivate: round % 2 == 1);
            }

            Assert.NotEqual(view.BrowserPid, next.BrowserPid);
            view = next;
        }
    }

    [Fact]
    public async Task A_living_browser_that_takes_no_requests_for_windows_is_said_to()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        string link = Path.Combine(sandbox.Paths.Browser, "SingletonSocket");
        string target = PosixFile.ReadLink(link)!;
        File.Delete(link);
        WireException failure = await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        Assert.Equal(HResults.Fail, failure.Error.Code);
        Assert.Contains("single-instance socket", failure.Message);

        File.CreateSymbolicLink(link, target);
        Assert.Equal(view.BrowserPid, (await host.CreateViewAsync()).BrowserPid);
    }

    [Fact]
    public async Task Hosts_that_come_and_go_without_a_pause_always_get_a_view()
    {
        await using BrokerSandbox sandbox = new();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            for (int round = 0; round < 8; round++)
            {
                await CreateAndCloseAsync(sandbox);
            }
        }));
    }

    [Fact]
    public async Task A_broker_is_nobodys_child_in_a_session_of_its_own_with_nothing_inherited()
    {
        await using BrokerSandbox sandbox = new();
        using FileStream inherited = new(Path.Combine(sandbox.Root, "inherited"), FileMode.Create, FileAccess.Write, FileShare.Read, 1, FileOptions.DeleteOnClose);
        _ = Libc.fcntl((int)inherited.SafeFileHandle.DangerousGetHandle(), Constants.F_SETFD, 0);
        WirePeer host = await sandbox.JoinAsync();
        ProcessStat stat = ProcFile.ReadStat(host.BrokerPid)!.Value;
        Assert.NotEqual(Environment.ProcessId, stat.ParentId);
        Assert.Equal(host.BrokerPid, stat.GroupId);
        Assert.Equal("/", PosixFile.ReadLink($"/proc/{host.BrokerPid}/cwd"));
        string[] open = [.. Directory.EnumerateFileSystemEntries($"/proc/{host.BrokerPid}/fd").Select(static path => PosixFile.ReadLink(path) ?? "")];
        Assert.DoesNotContain(open, static path => path.Contains("inherited", StringComparison.Ordinal));
        Assert.Equal(["/dev/null", "/dev/null", sandbox.Paths.BrokerLog], new[] { 0, 1, 2 }.Select(descriptor => PosixFile.ReadLink($"/proc/{host.BrokerPid}/fd/{descriptor}")));
    }

    [Fact]
    public async Task A_broker_without_hosts_ends()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        host.Socket.Close();
        BrokerSandbox.WaitForEnd(host.BrokerPid);
    }

    // What a host does: a connection that ends as idle before the view is there means that the next broker is to be asked.
    private static async Task CreateAndCloseAsync(BrokerSandbox sandbox)
    {
        while (true)
        {
            try
            {
                WirePeer host = await sandbox.JoinAsync();
                BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
                await host.CloseViewAsync(view.ViewId);
                return;
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.Net.Sockets.SocketException)
            {
                continue;
            }
        }
    }
}
