using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc.Interop;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>The processes of a group, as the broker tells of them.</summary>
public sealed class ProcessTests
{
    /// <summary>Older kernels tell how a process ended only until its parent has waited for it, which the browser may have done first.</summary>
    private static readonly Version s_tellsAll = new(6, 15);

    private const int SIGABRT = 6;
    private const int SIGSEGV = 11;

    public static TheoryData<string, string?, int> Deaths
    {
        get
        {
            TheoryData<string, string?, int> deaths = [];
            foreach ((string type, string? description) in new (string, string?)[] { ("gpu-process", null), ("utility", "Network Service"), ("utility", "Storage Service"), ("renderer", null) })
            {
                foreach (int signal in new[] { Constants.SIGKILL, SIGSEGV, SIGABRT, Constants.SIGTERM })
                {
                    deaths.Add(type, description, signal);
                }
            }

            return deaths;
        }
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_death_is_told_to_all_hosts_with_what_it_was_and_how_it_ended(string type, string? description, int signal)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        if (type != "renderer")
        {
            // A navigation may bring a new renderer, and then the old one ends by itself: it would be a victim that dies before it is hit.
            await host.NavigateAsync(view.SessionId, "data:text/html,x");
        }

        int victim = (await WaitForAsync(host, process => process.Type == type && process.Description == description)).Pid;

        HashSet<int> before =
        [
            .. (await host.GetProcessesAsync()).Processes.Select(static process => process.Pid), .. host.All<BrokerDomain.ProcessStartedEvent>().Select(static started => started.Process.Pid),
        ];
        Assert.Equal(0, Libc.kill(victim, signal));

        foreach (WirePeer peer in new[] { host, other })
        {
            BrokerDomain.ProcessExitedEvent exited = await peer.NextAsync<BrokerDomain.ProcessExitedEvent>(exited => exited.Process.Pid == victim);
            Assert.Equal((type, description), (exited.Process.Type, exited.Process.Description));
            Assert.False(exited.IsExpected);
            if (exited.ExitStatus is not null || Environment.OSVersion.Version >= s_tellsAll)
            {
                Assert.Equal((128 + signal, signal), (exited.ExitStatus, exited.Signal));
                Assert.Equal(signal is SIGABRT or SIGSEGV, exited.Dump is not null);
                Assert.True(exited.Dump is null || File.Exists(Path.Combine(sandbox.Paths.Dumps, exited.Dump)), exited.Dump);
            }
        }

        if (type != "renderer")
        {
            // The browser puts another in its place, without being asked.
            BrokerDomain.ProcessStartedEvent started = await host.NextAsync<BrokerDomain.ProcessStartedEvent>(
                started => started.Process.Type == type && started.Process.Description == description && !before.Contains(started.Process.Pid));
            Assert.Contains(started.Process, (await host.GetProcessesAsync()).Processes);
        }

        Assert.DoesNotContain((await other.GetProcessesAsync()).Processes, process => process.Pid == victim);
    }

    [Fact]
    public async Task Nothing_is_told_of_processes_that_end_with_their_browser()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        await host.NavigateAsync(view.SessionId, "data:text/html,x");
        await host.CloseViewAsync(view.ViewId);
        _ = await host.NextAsync<BrokerDomain.BrowserExitedEvent>();
        Assert.All(host.All<BrokerDomain.ProcessExitedEvent>(), static exited => Assert.True(exited.IsExpected, $"{exited}"));
    }

    [Fact]
    public async Task The_list_has_one_browser_and_no_crash_handler()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        IReadOnlyList<BrokerDomain.ProcessInfo> processes = (await host.GetProcessesAsync()).Processes;
        Assert.Equal(view.BrowserPid, Assert.Single(processes, static process => process.Type == "browser").Pid);
        Assert.DoesNotContain(processes, static process => process.Type.StartsWith("crashpad", StringComparison.Ordinal));
    }

    private static async Task<BrokerDomain.ProcessInfo> WaitForAsync(WirePeer host, Func<BrokerDomain.ProcessInfo, bool> isWanted) =>
        (await host.GetProcessesAsync()).Processes.FirstOrDefault(isWanted)
        ?? (await host.NextAsync<BrokerDomain.ProcessStartedEvent>(started => isWanted(started.Process))).Process;
}
