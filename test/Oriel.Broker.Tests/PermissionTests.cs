using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Permissions;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>What the broker keeps of permissions for all hosts.</summary>
public sealed class PermissionTests
{
    private const string Origin = "https://www.example.com";

    [Fact]
    public async Task They_are_written_into_the_profile_and_read_by_the_next_broker()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await SetAsync(host, view, Origin, "camera", "granted");
        await SetAsync(host, view, Origin, "camera", "denied");
        await SetAsync(host, view, Origin, "geolocation", "granted");
        await SetAsync(host, view, Origin, "notifications", "granted");
        await SetAsync(host, view, Origin, "notifications", "prompt");
        string file = Path.Combine(view.ProfilePath, PermissionFile.Name);
        Assert.Equal([$"denied camera {Origin}", $"granted geolocation {Origin}"], await File.ReadAllLinesAsync(file));

        BrokerDomain.CreateViewResult secret = await host.CreateViewAsync("", isInPrivate: true);
        Assert.Empty(await GetAsync(host, secret));
        Assert.Equal(["denied camera", "granted geolocation"], await GetAsync(host, view));
    }

    [Fact]
    public async Task A_file_that_is_broken_counts_as_far_as_it_is_not()
    {
        await using BrokerSandbox sandbox = new();
        string folder = Path.Combine(sandbox.Paths.Browser, "Work");
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, PermissionFile.Name), ["", "granted", "granted camera", "granted nothing " + Origin, "maybe camera " + Origin, "granted camera not-an-origin", "granted camera " + Origin, "\0\0"]);
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync("Work");
        Assert.Equal(["granted camera"], await GetAsync(host, view));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_and_left_as_it_is()
    {
        await using BrokerSandbox sandbox = new();
        string file = Path.Combine(sandbox.Paths.Browser, "Work", PermissionFile.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.CreateSymbolicLink(file, file);
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync("Work");
        WireException unwritten = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, Origin, "camera", "granted"));
        WireException unread = await Assert.ThrowsAsync<WireException>(() => GetAsync(host, view));
        Assert.All([unwritten, unread], static refused => Assert.Equal(HResults.Fail, refused.Error.Code));
        Assert.All([unwritten, unread], static refused => Assert.Contains("cannot be read", refused.Message, StringComparison.Ordinal));
        Assert.Equal("granted", await GetAsync(host, view, Origin, "camera"));
        Assert.Equal(file, new FileInfo(file).LinkTarget);
    }

    [Fact]
    public async Task What_the_browser_refuses_is_not_saved()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await SetAsync(host, view, Origin, "camera", "granted");
        WireException refused = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, "https://www.example.com:99999", "camera", "granted"));
        Assert.Contains("The browser did not take", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["granted camera"], await GetAsync(host, view));
        Assert.Equal([$"granted camera {Origin}"], await File.ReadAllLinesAsync(Path.Combine(view.ProfilePath, PermissionFile.Name)));
    }

    [Fact]
    public async Task A_page_asks_for_one_and_is_answered_whatever_it_asks_for()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await SetAsync(host, view, Origin, "camera", "denied");
        Assert.Equal("denied", await GetAsync(host, view, Origin, "camera"));
        Assert.Equal("prompt", await GetAsync(host, view, Origin, "microphone"));
        Assert.Equal("prompt", await GetAsync(host, view, "https://other.example", "camera"));
        Assert.Equal("prompt", await GetAsync(host, view, new string('x', 100_000), "nothing"));
    }

    [Fact]
    public async Task There_is_room_for_so_many_and_for_none_too_long()
    {
        await using BrokerSandbox sandbox = new();
        string folder = Path.Combine(sandbox.Paths.Browser, "Work");
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, PermissionFile.Name), Enumerable.Range(0, PermissionStore.Limit + 1).Select(static i => $"granted camera https://{i}.example"));
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync("Work");
        Assert.Equal(PermissionStore.Limit, (await GetAsync(host, view)).Length);
        WireException full = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, Origin, "camera", "granted"));
        Assert.Contains("takes no more", full.Message, StringComparison.Ordinal);
        await SetAsync(host, view, "https://1.example", "camera", "denied");
        await SetAsync(host, view, "https://2.example", "camera", "prompt");
        await SetAsync(host, view, Origin, "camera", "granted");
        Assert.Equal(PermissionStore.Limit, (await File.ReadAllLinesAsync(Path.Combine(folder, PermissionFile.Name))).Length);
        WireException tooLong = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, "https://" + new string('x', PermissionOrigin.LongestLength - 7), "camera", "prompt"));
        Assert.Equal(HResults.InvalidArgument, tooLong.Error.Code);
        Assert.True(tooLong.Message.Length < 500, tooLong.Message);
    }

    [Fact]
    public void What_is_saved_together_is_written_once_and_nothing_is_lost_at_the_end()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("oriel-test-");
        using EventLoop loop = new();
        string path = Path.Combine(folder.FullName, PermissionFile.Name);
        PermissionStore store = new(loop, new PermissionFile(folder.FullName));
        int written = 0;
        void Save(int i) => store.Save(new BrokerDomain.PermissionSetting($"https://{i}.example", "camera", "granted"), failure =>
        {
            Assert.Null(failure);
            if (++written == 100)
            {
                loop.Stop();
            }
        });
        for (int i = 0; i < 100; i++)
        {
            Save(i);
            Assert.False(File.Exists(path));
        }

        Assert.Equal(0, written);
        loop.Run();
        Assert.Equal(100, File.ReadAllLines(path).Length);

        Save(100);
        Assert.Equal((100, 100), (written, File.ReadAllLines(path).Length));
        store.Flush();
        Assert.Equal((101, 101), (written, File.ReadAllLines(path).Length));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_and_the_state_holds()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        Directory.CreateDirectory(Path.Combine(view.ProfilePath, PermissionFile.Name));
        WireException refused = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, Origin, "camera", "granted"));
        Assert.Equal(HResults.Fail, refused.Error.Code);
        Assert.Contains("could not be written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["granted camera"], await GetAsync(host, view));
    }

    [Theory]
    [InlineData(Origin, "nothing", "granted", "no kind")]
    [InlineData(Origin, "camera", "maybe", "no state")]
    [InlineData("", "camera", "granted", "no origin")]
    [InlineData("https://a\ngranted camera https://b", "camera", "granted", "no origin")]
    [InlineData("not-an-origin", "camera", "granted", "no origin")]
    [InlineData("https://", "camera", "granted", "no origin")]
    [InlineData("https://a.example/", "camera", "granted", "no origin")]
    [InlineData("https://*.example", "camera", "prompt", "no origin")]
    [InlineData("https://b@a.example", "camera", "granted", "no origin")]
    public async Task What_is_none_is_refused(string origin, string kind, string state, string words)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        WireException refused = await Assert.ThrowsAsync<WireException>(() => SetAsync(host, view, origin, kind, state));
        Assert.Equal(HResults.InvalidArgument, refused.Error.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await GetAsync(host, view));
    }

    [Fact]
    public async Task A_host_does_not_reach_the_views_of_another()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await other.CreateViewAsync();
        Assert.Equal(HResults.InvalidState, (await Assert.ThrowsAsync<WireException>(() => SetAsync(other, view, Origin, "camera", "granted"))).Error.Code);
        Assert.Equal(HResults.InvalidState, (await Assert.ThrowsAsync<WireException>(() => LendAsync(other, view))).Error.Code);
    }

    private static Task<EmptyResult> SetAsync(WirePeer host, BrokerDomain.CreateViewResult view, string origin, string kind, string state) =>
        host.CallAsync<BrokerDomain.SetPermissionCommand, EmptyResult>(new BrokerDomain.SetPermissionCommand(view.ViewId, new BrokerDomain.PermissionSetting(origin, kind, state)));

    private static Task<EmptyResult> LendAsync(WirePeer host, BrokerDomain.CreateViewResult view) =>
        host.CallAsync<BrokerDomain.LendPermissionCommand, EmptyResult>(new BrokerDomain.LendPermissionCommand(view.ViewId, Origin, "camera"));

    private static async Task<string> GetAsync(WirePeer host, BrokerDomain.CreateViewResult view, string origin, string kind) =>
        (await host.CallAsync<BrokerDomain.GetPermissionCommand, BrokerDomain.GetPermissionResult>(new BrokerDomain.GetPermissionCommand(view.ViewId, origin, kind))).State;

    private static async Task<string[]> GetAsync(WirePeer host, BrokerDomain.CreateViewResult view) =>
        [.. (await host.CallAsync<BrokerDomain.GetPermissionsCommand, BrokerDomain.GetPermissionsResult>(new BrokerDomain.GetPermissionsCommand(view.ViewId))).Settings.Select(static setting => $"{setting.State} {setting.Kind}")];
}
