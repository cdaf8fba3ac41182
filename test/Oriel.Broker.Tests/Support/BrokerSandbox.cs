using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Rendezvous;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests.Support;

/// <summary>A user data folder for one test, and the proof afterwards that nothing of it is left: no process, no socket, no folder of Chromium's.</summary>
internal sealed class BrokerSandbox : IAsyncDisposable
{
    public const string Browser = "/usr/bin/chromium";

    private readonly List<WirePeer> _peers = [];
    private readonly HashSet<string> _foldersBefore = [.. ChromiumFolders()];

    public BrokerSandbox(string name = "udf")
    {
        Root = Directory.CreateTempSubdirectory("oriel-test-").FullName;
        UserDataFolder = Path.Combine(Root, name);
        Directory.CreateDirectory(UserDataFolder);
    }

    public string Root { get; }

    public string UserDataFolder { get; }

    public UserDataPaths Paths => new(UserDataFolder);

    public string SocketPath => SocketFolder.PathFor(SocketFolder.Ensure(), UserDataFolder);

    /// <summary>The folder under TMPDIR in which the browser that lives now keeps its single-instance socket.</summary>
    public string SocketFolderOfBrowser => Path.GetDirectoryName(PosixFile.ReadLink(Path.Combine(Paths.Browser, "SingletonSocket")))!;

    /// <summary>Chromium's lock, and the links to its socket.</summary>
    public string[] LinksOfBrowser => Directory.GetFileSystemEntries(Paths.Browser, "Singleton*");

    /// <summary>As root, the browser runs without its sandbox; everything else is the same.</summary>
    public static string[] BrowserArguments => Libc.geteuid() == 0 ? ["--no-sandbox"] : [];

    public static BrokerDomain.HelloCommand Hello(
        string name = "test",
        IReadOnlyList<BrokerDomain.Option>? options = null,
        bool exclusive = false,
        string executable = Browser,
        IReadOnlyList<string>? arguments = null) =>
        new(WirePeer.ProtocolVersion, name, options ?? [], exclusive, executable, arguments ?? BrowserArguments);

    /// <summary>A connection on which nothing was said yet.</summary>
    /// <param name="brokerArguments">For a broker that this call starts.</param>
    public async Task<WirePeer> ConnectAsync(string[]? brokerArguments = null)
    {
        WirePeer peer = new(await new BrokerLocator { BrokerArguments = brokerArguments ?? [] }.ConnectAsync(UserDataFolder));
        lock (_peers)
        {
            _peers.Add(peer);
        }

        return peer;
    }

    public async Task<WirePeer> JoinAsync(BrokerDomain.HelloCommand? hello = null, string[]? brokerArguments = null)
    {
        while (true)
        {
            WirePeer peer = await ConnectAsync(brokerArguments);
            try
            {
                await peer.HelloAsync(hello ?? Hello());
                return peer;
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.Net.Sockets.SocketException)
            {
                // As every host must: a broker that ended before it answered was on its way out, and the next one is to be asked.
                continue;
            }
        }
    }

    /// <summary>Processes that live and have the folder on their command line.</summary>
    public int[] LivingProcesses() =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), out int pid) ? pid : 0)
            .Where(pid => pid != 0 && pid != Environment.ProcessId)
            .Where(pid => ProcFile.ReadArguments(pid).Any(argument => argument.Contains(Root, StringComparison.Ordinal)))
            .Where(static pid => ProcFile.ReadStat(pid) is { IsZombie: false })];

    /// <param name="browserPid">Whom to kill.</param>
    /// <param name="isEnding">As if it had been ending by itself: it removes the links first and the folder of its socket later.</param>
    public void KillBrowser(int browserPid, bool isEnding)
    {
        if (isEnding)
        {
            Array.ForEach(LinksOfBrowser, File.Delete);
        }

        _ = Libc.kill(browserPid, Constants.SIGKILL);
    }

    /// <summary>Waits for the end of a process that is nobody's child here.</summary>
    public static void WaitForEnd(int processId)
    {
        using FileDescriptor? process = PidFd.TryOpen(processId);
        Assert.True(process is null || PidFd.WaitForExit(process, TimeSpan.FromSeconds(30)), $"Process {processId} did not end.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WirePeer peer in _peers)
        {
            await peer.DisposeAsync();
        }

        foreach (int process in LivingProcesses())
        {
            WaitForEnd(process);
        }

        Assert.Empty(LivingProcesses());
        string log = File.Exists(Paths.BrokerLog) ? await File.ReadAllTextAsync(Paths.BrokerLog) : "";
        Assert.True(log.Length == 0, log);
        Assert.False(File.Exists(SocketPath), $"The socket {SocketPath} is still there.");
        Assert.DoesNotContain(ChromiumFolders().Except(_foldersBefore), BelongsToNobody);
        Directory.Delete(Root, recursive: true);
    }

    private static IEnumerable<string> ChromiumFolders() => Directory.EnumerateDirectories(Path.GetTempPath(), "org.chromium.*");

    // Other tests, and other people, may run browsers at the same time.
    private static bool BelongsToNobody(string folder)
    {
        string socket = Path.Combine(folder, "SingletonSocket");
        if (!Path.Exists(socket))
        {
            return false;
        }

        using FileDescriptor? alive = Ipc.Sockets.UnixSocket.TryConnect(socket, out int errno, isNonBlocking: true);
        return errno == Errno.ECONNREFUSED;
    }
}
