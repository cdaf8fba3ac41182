using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Recovery;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Recovery;

/// <summary>Waiting for the end of the browser without a message pump.</summary>
public sealed class BrowserExitTests : HostTests
{
    [Fact]
    public async Task A_folder_that_nobody_uses_is_not_waited_for()
    {
        await EnvironmentRecovery.WaitForBrowserExitAsync(Folder.Combine("never-made"), Bound);
        await (await StartViewAsync()).View.CloseAsync(Bound);
        await EnvironmentRecovery.WaitForBrowserExitAsync(UserDataFolder, Bound);
        await EnvironmentRecovery.WaitForBrowserExitAsync(UserDataFolder, Bound);
    }

    [Fact]
    public async Task It_completes_after_the_pump_has_ended_and_the_folder_is_free()
    {
        CoreWebView2Environment? environment = null;
        await OnUiThreadAsync(async () =>
        {
            environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
            TestView view = await TestView.OpenAsync(environment);
            await view.ShowAsync("text");
        });

        await EnvironmentRecovery.WaitForBrowserExitAsync(environment!, Bound);

        Assert.Empty(ProcessTable.Naming(UserDataFolder));
        Directory.Delete(UserDataFolder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Other_hosts_are_waited_for_also_when_the_broker_is_killed(bool isBrokerKilled)
    {
        (HostEnvironment _, HostView view) = await StartViewAsync();
        using CancellationTokenSource given = new();
        Task givenUp = EnvironmentRecovery.WaitForBrowserExitAsync(UserDataFolder, given.Token);
        Task wait = EnvironmentRecovery.WaitForBrowserExitAsync(UserDataFolder, Bound);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.False(wait.IsCompleted);

        if (isBrokerKilled)
        {
            ProcessTable.Send(Broker().Id, Signal.Kill);
        }
        else
        {
            await view.CloseAsync(Bound);
        }

        await wait;
        Assert.False(ProcessTable.IsRunning(view.BrowserProcessId));
        Assert.Empty(Brokers());
    }
}
