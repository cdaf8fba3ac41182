using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class ElectionTests
{
    [Fact]
    public async Task Of_sixteen_started_at_once_one_becomes_the_broker()
    {
        await using BrokerSandbox sandbox = new();
        BrokerProgram program = BrokerProgram.Find();
        using Barrier together = new(16);
        StartReport[] reports = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                (FileDescriptor ours, FileDescriptor theirs) = UnixSocket.CreatePair();
                together.SignalAndWait();
                BrokerStarter.Start(program, [sandbox.UserDataFolder], theirs);
                theirs.Dispose();
                using (ours)
                {
                    return ReadReport(ours);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.All(reports, report => Assert.Equal(sandbox.SocketPath, report.SocketPath));

        WirePeer[] hosts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => sandbox.JoinAsync()));
        Assert.Single(hosts.Select(static host => host.BrokerPid).Distinct());
        foreach (int candidate in sandbox.LivingProcesses().Where(pid => pid != hosts[0].BrokerPid))
        {
            BrokerSandbox.WaitForEnd(candidate);
        }

        Assert.Equal([hosts[0].BrokerPid], sandbox.LivingProcesses());
    }

    [Fact]
    public async Task Sixteen_hosts_that_race_for_a_view_on_a_new_folder_share_one_browser()
    {
        await using BrokerSandbox sandbox = new();
        BrokerDomain.CreateViewResult[] views = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            WirePeer host = await sandbox.JoinAsync();
            return await host.CreateViewAsync();
        }));
        Assert.Single(views.Select(static view => view.BrowserPid).Distinct());
        Assert.Equal(16, views.Select(static view => view.ViewId).Distinct().Count());
    }

    [Fact]
    public async Task A_host_that_joins_finds_the_broker_without_starting_another_program()
    {
        await using BrokerSandbox sandbox = new();
        _ = await sandbox.JoinAsync();
        BrokerProgram none = new(Path.Combine(sandbox.Root, "no-such-program"), []);
        using FileDescriptor socket = await new BrokerLocator(none).ConnectAsync(sandbox.UserDataFolder);
        Assert.False(socket.IsInvalid);
    }

    [Fact]
    public async Task What_dead_ones_left_is_no_obstacle()
    {
        await using BrokerSandbox sandbox = new();
        string folder = SocketFolder.Ensure();
        UnixSocket.Listen(sandbox.SocketPath, 1).Dispose();
        string strange = Path.Combine(folder, "0123456789abcdef0123.sock");
        UnixSocket.Listen(strange, 1).Dispose();
        await File.WriteAllTextAsync(sandbox.Paths.Lock, new BrokerRecord(sandbox.SocketPath, ProcFile.ReadBootId(), Environment.ProcessId, 1).Format());
        Directory.CreateDirectory(sandbox.Paths.Browser);
        File.CreateSymbolicLink(Path.Combine(sandbox.Paths.Browser, "SingletonLock"), $"{Environment.MachineName}-{Environment.ProcessId}");
        File.CreateSymbolicLink(Path.Combine(sandbox.Paths.Browser, "SingletonSocket"), "/tmp/org.chromium.Chromium.gone/SingletonSocket");

        WirePeer host = await sandbox.JoinAsync();
        await host.CreateViewAsync();
        Assert.False(File.Exists(strange), "The socket of a dead broker is still there.");
    }

    [Fact]
    public async Task A_lock_file_with_garbage_is_no_obstacle()
    {
        await using BrokerSandbox sandbox = new();
        await File.WriteAllBytesAsync(sandbox.Paths.Lock, [0, 1, 2, 255, 10, 10, 10]);
        await sandbox.JoinAsync();
    }

    [Fact]
    public async Task A_starter_that_gives_up_leaves_no_broker_behind()
    {
        await using BrokerSandbox sandbox = new();
        using FileDescriptor held = PosixFile.Open(sandbox.Paths.StartLock, Constants.O_RDWR | Constants.O_CREAT, 0x180);
        Assert.Equal(0, Libc.flock(held.Value, Constants.LOCK_EX));
        using CancellationTokenSource cancellation = new();
        Task<FileDescriptor> connecting = new BrokerLocator().ConnectAsync(sandbox.UserDataFolder, cancellation.Token);
        while (sandbox.LivingProcesses().Length == 0)
        {
            await Task.Yield();
        }

        int[] waiting = sandbox.LivingProcesses();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        foreach (int candidate in waiting)
        {
            BrokerSandbox.WaitForEnd(candidate);
        }
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_ends_with_the_code_for_that()
    {
        await using BrokerSandbox sandbox = new();
        using FileDescriptor held = PosixFile.Open(sandbox.Paths.StartLock, Constants.O_RDWR | Constants.O_CREAT, 0x180);
        Assert.Equal(0, Libc.flock(held.Value, Constants.LOCK_EX));
        BrokerUnavailableException failure = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => new BrokerLocator(bound: TimeSpan.FromMilliseconds(300)).ConnectAsync(sandbox.UserDataFolder));
        Assert.Equal(HResults.Timeout, failure.HResult);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_or_missing_is_named_with_its_code()
    {
        await using BrokerSandbox sandbox = new();
        string file = Path.Combine(sandbox.Root, "file");
        await File.WriteAllTextAsync(file, "");
        BrokerUnavailableException failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => new BrokerLocator().ConnectAsync(file));
        Assert.Equal(HResults.FileExists, failure.HResult);
        Assert.Contains(file, failure.Message);
        failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => new BrokerLocator().ConnectAsync(Path.Combine(sandbox.Root, "missing")));
        Assert.Equal(HResults.FileNotFound, failure.HResult);
    }

    private static StartReport ReadReport(FileDescriptor line)
    {
        using System.Net.Sockets.Socket socket = new(new System.Net.Sockets.SafeSocketHandle(line.Release(), true));
        byte[] buffer = new byte[4096];
        int count = socket.Receive(buffer);
        return StartReport.Parse(System.Text.Encoding.UTF8.GetString(buffer, 0, count - 1));
    }
}
