using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Connections;

/// <summary>What a host that has lost its broker removes, and when it leaves that to others.</summary>
public sealed class BrokerEndTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new("udf");
    private readonly List<string> _log = [];
    private readonly string _socketFolder = Path.Combine(Path.GetTempPath(), $"org.chromium.Chromium.{Path.GetRandomFileName()[..6]}");

    private string BrokerSocket => _folder.Combine("broker.sock");

    private UserDataPaths Paths => new(_folder.Path);

    private string Link => Path.Combine(Paths.Browser, "SingletonSocket");

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Paths.Browser);
        Directory.CreateDirectory(_socketFolder);
        string socket = Path.Combine(_socketFolder, "SingletonSocket");
        UnixSocket.Listen(socket, 1).Dispose();
        File.CreateSymbolicLink(Path.Combine(_socketFolder, "SingletonCookie"), "1234");
        File.CreateSymbolicLink(Link, socket);
        File.CreateSymbolicLink(Path.Combine(Paths.Browser, "SingletonCookie"), "1234");
        File.WriteAllText(Paths.StartLock, "");
        UnixSocket.Listen(BrokerSocket, 1).Dispose();
        WriteRecord(null);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (Directory.Exists(_socketFolder))
        {
            Directory.Delete(_socketFolder, recursive: true);
        }

        await _folder.DisposeAsync();
        Assert.Empty(_log);
    }

    [Fact]
    public async Task It_removes_what_broker_and_browser_left()
    {
        await CleanUpAsync();

        Assert.False(File.Exists(BrokerSocket));
        Assert.False(Directory.Exists(_socketFolder));
        Assert.Empty(Directory.GetFileSystemEntries(Paths.Browser));
    }

    [Fact]
    public async Task It_finds_by_the_register_what_no_link_leads_to()
    {
        File.Delete(Link);

        await CleanUpAsync();

        Assert.False(Directory.Exists(_socketFolder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_leaves_that_to_a_broker_that_lives_or_is_being_elected(bool isBeingElected)
    {
        using (PosixFile.TryLock(isBeingElected ? Paths.StartLock : Paths.Lock))
        {
            await CleanUpAsync();

            Assert.True(Directory.Exists(_socketFolder));
            Assert.True(Path.Exists(Link));
            Assert.True(File.Exists(BrokerSocket));
        }

        await CleanUpAsync();
        Assert.False(Directory.Exists(_socketFolder));
    }

    [Fact]
    public async Task It_waits_for_the_end_of_the_broker_and_of_the_browser()
    {
        using Process broker = StartWaiting();
        using Process browser = StartWaiting();
        WriteRecord(ProcessIdentity.Of(browser.Id));
        Task cleanUp = new BrokerEnd(_folder.Path, broker.Id, _log.Add).CleanUpAsync();

        await EndAsync(broker);
        Assert.True(Directory.Exists(_socketFolder));
        Assert.False(cleanUp.IsCompleted);
        await EndAsync(browser);
        await cleanUp;

        Assert.False(Directory.Exists(_socketFolder));
    }

    [Fact]
    public async Task What_somebody_put_into_the_folder_stays()
    {
        string stranger = Path.Combine(_socketFolder, "stranger");
        await File.WriteAllTextAsync(stranger, "");

        await CleanUpAsync();

        Assert.Equal([stranger], Directory.GetFileSystemEntries(_socketFolder));
    }

    [Fact]
    public async Task A_folder_that_somebody_has_deleted_needs_nothing()
    {
        Directory.Delete(_folder.Path, recursive: true);

        await CleanUpAsync();

        Assert.True(Directory.Exists(_socketFolder));
    }

    /// <summary>For a broker that is known to be gone.</summary>
    private Task CleanUpAsync() => new BrokerEnd(_folder.Path, int.MaxValue, _log.Add).CleanUpAsync();

    private void WriteRecord(ProcessIdentity? browser) => File.WriteAllText(
        Paths.Lock, new BrokerRecord(BrokerSocket, ProcFile.ReadBootId(), browser?.ProcessId ?? 0, browser?.StartTime ?? 0, _socketFolder).Format());

    private static Process StartWaiting() => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read line"]) { RedirectStandardInput = true })!;

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }
}
