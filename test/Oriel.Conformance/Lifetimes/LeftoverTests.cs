using System;
using System.IO;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>A browser that is killed together with its broker leaves a folder under TMPDIR and links in the user data folder. Whoever lost them removes both.</summary>
public sealed class LeftoverTests : HostTests
{
    /// <param name="isEnding">A browser that was ending by itself has removed the links already when it is killed; then only the broker's register names the folder.</param>
    [Theory, Behaviour(62), Behaviour(29)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_exit_is_told_nothing_is_left_of_a_browser_that_was_killed_with_its_broker(bool isEnding)
    {
        (HostEnvironment first, HostView view) = await StartViewAsync();
        (HostEnvironment second, _) = await StartViewAsync();
        string folder = SocketFolder();
        Assert.True(Directory.Exists(folder));
        ProcessTable.Send(view.BrowserProcessId, Signal.Stop);
        if (isEnding)
        {
            Array.ForEach(Links(), File.Delete);
        }

        ProcessTable.Send(Broker().Id, Signal.Kill);
        ProcessTable.Send(view.BrowserProcessId, Signal.Kill);

        Assert.Equal((view.BrowserProcessId, "Failed"), await NextExitAsync(first.App));
        Assert.Equal((view.BrowserProcessId, "Failed"), await NextExitAsync(second.App));
        Assert.False(Directory.Exists(folder), $"{folder} is left.");
        Assert.Empty(Links());
    }

    [Fact, Behaviour(29)]
    public async Task A_host_without_a_view_removes_it_too()
    {
        (HostEnvironment owner, HostView view) = await StartViewAsync();
        (HostEnvironment other, HostView closed) = await StartViewAsync();
        await closed.CloseAsync(Bound);
        string folder = SocketFolder();

        ProcessTable.Send(view.BrowserProcessId, Signal.Stop);
        await owner.App.KillAsync();
        ProcessTable.Send(Broker().Id, Signal.Kill);
        ProcessTable.Send(view.BrowserProcessId, Signal.Kill);

        await NextExitAsync(other.App);
        Assert.False(Directory.Exists(folder), $"{folder} is left.");
        Assert.Empty(Links());
    }

    private string SocketFolder() =>
        Path.GetDirectoryName(new FileInfo(Path.Combine(UserDataFolder, "EBWebView", "SingletonSocket")).LinkTarget)!;

    private string[] Links() => Directory.GetFileSystemEntries(Path.Combine(UserDataFolder, "EBWebView"), "Singleton*");
}
