using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Rendezvous;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>No host can hurt another, nor see what is not its own.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task A_host_that_does_not_read_is_cut_off_and_told_while_others_go_on()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync(brokerArguments: ["--backlog-limit=4000000"]);
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);

        using SilentHost silent = await SilentHost.JoinAsync(sandbox);
        string session = await silent.CreateViewAsync();
        for (int i = 0; i < 12; i++)
        {
            await silent.SendAsync(new Runtime.EvaluateCommand("'x'.repeat(1000000)"), session);
        }

        // While its answers pile up, and after it was cut off.
        BrokerDomain.HostInfo[] hosts;
        do
        {
            Assert.Equal("2", await host.EvaluateAsync(view.SessionId, "1+1"));
            hosts = [.. (await host.GetProcessesAsync()).Hosts];
        }
        while (hosts.Length > 1);
        BrokerDomain.DisconnectingEvent farewell = await silent.ReadToEndAsync();
        Assert.StartsWith("backlog:", farewell.Reason);
        Assert.Contains("4000000", farewell.Reason);
    }

    [Fact]
    public async Task A_host_that_floods_the_browser_is_slowed_down_instead_of_kept_in_memory()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        // The page is busy, so its commands wait; the browser process reads them all the same, and holds them.
        string payload = new('x', 1_000_000);
        Task<Runtime.EvaluateResult>[] calls = [.. Enumerable.Range(0, 100).Select(_ =>
            host.CallAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(new Runtime.EvaluateCommand($"'{payload}'.length"), view.SessionId))];
        await Task.WhenAll(calls);
        Assert.InRange(PeakMemoryOf(host.BrokerPid), 1, 80_000_000);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("{\"id\":1,\"method\":\"Browser.close\"}\0")]
    [InlineData("\u0018")]
    public async Task Garbage_is_answered_with_the_reason_and_the_end(string garbage)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer other = await sandbox.JoinAsync();
        WirePeer host = await sandbox.ConnectAsync();
        await host.SendRawAsync(System.Text.Encoding.Latin1.GetBytes(garbage));
        Assert.StartsWith("protocol:", (await host.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
        await host.Ended;
        await other.GetProcessesAsync();
    }

    [Fact]
    public async Task Garbage_inside_a_message_and_a_huge_length_are_refused()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer other = await sandbox.JoinAsync();
        byte[][] messages =
        [
            [0xD8, 0x18, 0x5A, 0, 0, 0, 4, 0xBF, 0x01, 0x02, 0xFF],
            [0xD8, 0x18, 0x5A, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xD8, 0x18, 0x5A, 0x7F, 0xFF, 0xFF, 0x00, 0xBF],
            [0xD8, 0x18, 0x5A, 0, 0, 0, 2, 0xBF, 0xFF],
        ];
        foreach (byte[] message in messages)
        {
            WirePeer host = await sandbox.JoinAsync();
            await host.SendRawAsync(message);
            Assert.StartsWith("protocol:", (await host.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
            await host.Ended;
        }

        await other.GetProcessesAsync();
    }

    [Fact]
    public async Task Before_the_hello_nothing_else_is_heard()
    {
        await using BrokerSandbox sandbox = new();
        await sandbox.JoinAsync();
        WirePeer host = await sandbox.ConnectAsync();
        _ = host.GetProcessesAsync().ContinueWith(static task => task.Exception, TaskScheduler.Default);
        Assert.StartsWith("protocol:", (await host.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_in_words()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer other = await sandbox.JoinAsync();
        WirePeer host = await sandbox.ConnectAsync();
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => host.HelloAsync(BrokerSandbox.Hello() with { ProtocolVersion = 99 }));
        Assert.Equal(HResults.InvalidState, refusal.Error.Code);
        Assert.Contains("99", refusal.Error.Message);
        Assert.StartsWith("version:", (await host.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
        await other.GetProcessesAsync();
    }

    [Fact]
    public async Task A_host_cannot_use_the_session_or_the_ids_of_another()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer owner = await sandbox.JoinAsync();
        WirePeer thief = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await owner.CreateViewAsync();
        await owner.ResumeAsync(view.SessionId);
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => thief.EvaluateAsync(view.SessionId, "1"));
        Assert.Equal(-32001, refusal.Error.Code);
        await Assert.ThrowsAsync<WireException>(() => thief.CloseViewAsync(view.ViewId));
        await Assert.ThrowsAsync<WireException>(() => thief.CallAsync<Browser.CloseCommand, EmptyResult>(new Browser.CloseCommand()));
        await Assert.ThrowsAsync<WireException>(() => thief.CallAsync<Fetch.DisableCommand, EmptyResult>(new Fetch.DisableCommand()));

        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteCommand(ref writer, (owner.Slot << 20) | 77, default, new Browser.GetVersionCommand());
        await thief.SendRawAsync(buffer.WrittenMemory);
        Assert.StartsWith("protocol:", (await thief.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason);
        Assert.Equal("2", await owner.EvaluateAsync(view.SessionId, "1+1"));
    }

    [Fact]
    public async Task Another_user_cannot_connect()
    {
        if (Libc.geteuid() != 0)
        {
            // Only root can become somebody else.
            return;
        }

        await using BrokerSandbox sandbox = new();
        await sandbox.JoinAsync();
        Assert.Equal(0x1C0, FileStatus.TryRead(Path.GetDirectoryName(sandbox.SocketPath)!)!.Value.Permissions);
        Assert.NotEqual(0, await ConnectAsUserAsync(65534, sandbox.SocketPath));

        // And if the folder were open: the broker itself asks the kernel who is there.
        string open = Path.Combine(sandbox.Root, "open.sock");
        Assert.Equal(0, Libc.chmod(sandbox.Root, 0x1ED));
        using Ipc.Loop.EventLoop loop = new();
        bool isAccepted = false;
        using Clients.ClientListener listener = new(loop, open, (socket, _) =>
        {
            isAccepted = true;
            socket.Dispose();
        });
        Assert.Equal(0, Libc.chmod(open, 0x1B6));
        Task<int> stranger = ConnectAsUserAsync(65534, open);
        using Ipc.Loop.Deadline deadline = loop.Schedule(TimeSpan.FromSeconds(2), loop.Stop);
        loop.Run();
        Assert.Equal(7, await stranger);
        Assert.False(isAccepted);
    }

    [Fact]
    public async Task A_folder_for_sockets_that_is_not_ours_alone_is_refused()
    {
        await using BrokerSandbox sandbox = new();
        Assert.Equal(0, Libc.chmod(sandbox.UserDataFolder, 0x1ED));
        UnauthorizedAccessException refusal = Assert.Throws<UnauthorizedAccessException>(() => SocketFolder.Verify(sandbox.UserDataFolder));
        Assert.Contains("0755", refusal.Message);
        string link = Path.Combine(sandbox.Root, "link");
        Directory.CreateDirectory(Path.Combine(sandbox.Root, "real"));
        File.CreateSymbolicLink(link, Path.Combine(sandbox.Root, "real"));
        Assert.Throws<UnauthorizedAccessException>(() => SocketFolder.Verify(link));
    }

    [Fact]
    public async Task A_listener_of_another_user_is_not_talked_to()
    {
        if (Libc.geteuid() != 0)
        {
            return;
        }

        await using BrokerSandbox sandbox = new();
        Assert.Equal(0, Libc.chmod(sandbox.Root, 0x1FF));
        string path = Path.Combine(sandbox.Root, "stranger.sock");
        using Process stranger = StartAsUser(
            65534,
            $"import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind({Quote(path)}); s.listen(); print('ready', flush=True); sys.stdin.read()");
        Assert.Equal("ready", await stranger.StandardOutput.ReadLineAsync());
        await File.WriteAllTextAsync(sandbox.Paths.Lock, new BrokerRecord(path, "boot", 0, 0).Format());
        BrokerUnavailableException refusal = await Assert.ThrowsAsync<BrokerUnavailableException>(() => new BrokerLocator().ConnectAsync(sandbox.UserDataFolder));
        Assert.Equal(HResults.AccessDenied, refusal.HResult);
        stranger.StandardInput.Close();
        await stranger.WaitForExitAsync();
    }

    // 0: connected and stayed; 7: connected and was closed at once; else refused.
    private static async Task<int> ConnectAsUserAsync(int user, string path)
    {
        using Process process = StartAsUser(
            user,
            $"import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect({Quote(path)}); s.settimeout(5); sys.exit(7 if s.recv(1)==b'' else 0)");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process StartAsUser(int user, string script) => Process.Start(new ProcessStartInfo("setpriv", [$"--reuid={user}", $"--regid={user}", "--clear-groups", "/usr/bin/env", "PATH=/usr/bin:/bin", "python3", "-c", script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string Quote(string text) => $"'{text}'";

    private static long PeakMemoryOf(int processId) =>
        1024 * long.Parse(
            File.ReadLines($"/proc/{processId}/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture);
}
