using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Oriel.TestKit.Users;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>The browser's sandbox and the border between users.</summary>
public sealed class SandboxTests : HostTests
{
    /// <summary>SECCOMP_MODE_FILTER in /proc/PID/status.</summary>
    private const string Filtered = "2";

    private readonly List<UnprivilegedUser> _users = [];

    /// <summary>The users go after the hosts that run as them.</summary>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (UnprivilegedUser user in _users)
        {
            await user.DisposeAsync();
        }
    }

    [RootFact, Behaviour(1)]
    public async Task Renderers_of_an_ordinary_user_run_under_seccomp_without_capabilities()
    {
        UnprivilegedUser user = await NewUserAsync();
        HostApp host = StartHost(new HostOptions { User = user });
        string folder = user.MakeHomeFolder("data");
        HostEnvironment environment = await host.CreateEnvironmentAsync(folder, cancellation: Bound);

        HostView view = await environment.CreateViewAsync(cancellation: Bound);

        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        ProcessEntry[] renderers = [.. ProcessTable.DescendantsOf(view.BrowserProcessId).Where(process => process.ChromiumType == "renderer")];
        Assert.NotEmpty(renderers);
        Assert.All(renderers, renderer =>
        {
            Assert.Equal(Filtered, ProcessTable.ReadStatus(renderer.Id, "Seccomp"));
            Assert.Equal("0000000000000000", ProcessTable.ReadStatus(renderer.Id, "CapEff"));
            Assert.Equal("1", ProcessTable.ReadStatus(renderer.Id, "NoNewPrivs"));
        });
        ProcessEntry browser = ProcessTable.Find(view.BrowserProcessId)!;
        Assert.DoesNotContain("--no-sandbox", browser.Arguments);
        await StopHostAsync(host);
    }

    [RootFact, Behaviour(72)]
    public async Task Renderers_in_the_sandbox_say_their_process_id_outside_of_it()
    {
        await using TestSite site = new();
        UnprivilegedUser user = await NewUserAsync();
        HostApp host = StartHost(new HostOptions { User = user });
        HostEnvironment environment = await host.CreateEnvironmentAsync(user.MakeHomeFolder("data"), cancellation: Bound);
        HostView view = await environment.CreateViewAsync(cancellation: Bound);
        string inner = site.Html("/inner", "inner", "b.localhost");
        string page = site.Html("/page", $"<iframe src='{inner}'></iframe>");
        await view.OpenAsync(page, Bound);

        IReadOnlyList<HostFrame> frames = await environment.GetFramesAsync(Bound);

        Assert.Equal([page, inner], frames.Select(static frame => frame.Source));
        Assert.Equal(2, frames.Select(static frame => frame.ProcessId).Distinct().Count());

        // The kernel counts the namespaces: the id outside comes first, and the renderer's own view of itself last.
        Assert.All(frames, static frame => Assert.True(ProcessTable.ReadStatus(frame.ProcessId, "NSpid")!.Split('\t').Length > 1));
        await StopHostAsync(host);
    }

    [RootFact]
    public async Task A_second_user_can_neither_connect_to_the_broker_of_the_first_nor_use_the_folder()
    {
        UnprivilegedUser first = await NewUserAsync();
        UnprivilegedUser second = await NewUserAsync();
        HostApp host = StartHost(new HostOptions { User = first });
        string folder = first.MakeHomeFolder("data");
        HostEnvironment environment = await host.CreateEnvironmentAsync(folder, cancellation: Bound);
        HostView view = await environment.CreateViewAsync(cancellation: Bound);

        // With nothing in its way but our own checks: the other user's socket folder, and a way into the first one's data.
        File.SetUnixFileMode(first.Home, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        string socket = Assert.Single(Directory.EnumerateFiles(first.RuntimeFolder, "*.sock", SearchOption.AllDirectories));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
        HostApp stranger = StartHost(new HostOptions { User = second });
        HostEnvironment other = await stranger.CreateEnvironmentAsync(folder, cancellation: Bound);
        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => other.CreateViewAsync(cancellation: Bound));

        Assert.True(failure.HResult == Codes.AccessDenied, $"0x{failure.HResult:X8}: {failure.Message}");
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        await StopHostAsync(stranger);
        await StopHostAsync(host);
    }

    [RootFact]
    public async Task Not_even_root_is_served_by_the_broker_of_another_user()
    {
        UnprivilegedUser user = await NewUserAsync();
        HostApp host = StartHost(new HostOptions { User = user });
        HostEnvironment environment = await host.CreateEnvironmentAsync(user.MakeHomeFolder("data"), cancellation: Bound);
        HostView view = await environment.CreateViewAsync(cancellation: Bound);
        string path = Assert.Single(Directory.EnumerateFiles(user.RuntimeFolder, "*.sock", SearchOption.AllDirectories));

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Bound);

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Bound));
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        await StopHostAsync(host);
    }

    private async Task<UnprivilegedUser> NewUserAsync()
    {
        UnprivilegedUser user = await UnprivilegedUser.CreateAsync();
        _users.Add(user);
        return user;
    }
}
