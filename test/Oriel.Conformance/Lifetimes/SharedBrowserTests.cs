using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>One browser per user data folder, whoever uses it.</summary>
public sealed class SharedBrowserTests : HostTests
{
    [Fact, Behaviour(4), Behaviour(9)]
    public Task Two_environments_of_one_process_share_it() => OnUiThreadAsync(async () =>
    {
        TestView first = await TestView.OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));
        TestView second = await TestView.OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));

        Assert.Equal(first.Web.BrowserProcessId, second.Web.BrowserProcessId);
        Assert.True(ProcessTable.IsRunning((int)first.Web.BrowserProcessId));
        first.Controller.Close();
        Assert.True((await second.ShowAsync("goes on")).IsSuccess);
        second.Controller.Close();
    });

    [Fact, Behaviour(4), Behaviour(5), Behaviour(1)]
    public async Task Two_processes_share_it()
    {
        (_, HostView first) = await StartViewAsync();
        (_, HostView second) = await StartViewAsync();

        Assert.Equal(first.BrowserProcessId, second.BrowserProcessId);
        ProcessEntry browser = Assert.Single(ProcessTable.ChildrenOf(Broker().Id), process => process.Arguments.Any(argument => argument.StartsWith("--remote-debugging-pipe", StringComparison.Ordinal)));
        Assert.Equal(first.BrowserProcessId, browser.Id);
    }

    [Fact, Behaviour(2)]
    public async Task Two_folders_have_one_each()
    {
        HostApp host = StartHost();
        HostEnvironment one = await host.CreateEnvironmentAsync(Folder.Combine("one"), name: "one", cancellation: Bound);
        HostEnvironment two = await host.CreateEnvironmentAsync(Folder.Combine("two"), name: "two", cancellation: Bound);

        HostView first = await one.CreateViewAsync(name: "first", cancellation: Bound);
        HostView second = await two.CreateViewAsync(name: "second", cancellation: Bound);

        Assert.NotEqual(first.BrowserProcessId, second.BrowserProcessId);
    }

    [Fact, Behaviour(8), Behaviour(67), Behaviour(63), Behaviour(65)]
    public async Task It_stays_while_anybody_has_a_view_and_everybody_is_told_when_it_goes()
    {
        (HostEnvironment leaving, HostView first) = await StartViewAsync();
        (HostEnvironment staying, HostView last) = await StartViewAsync();

        await first.CloseAsync(Bound);
        Assert.Equal("2", await last.RunScriptAsync("1 + 1", Bound));
        HostView again = await leaving.CreateViewAsync(name: "again", cancellation: Bound);
        Assert.Equal(first.BrowserProcessId, again.BrowserProcessId);
        await again.CloseAsync(Bound);
        await AssertClosedAsync(first);
        Assert.Equal("2", await last.RunScriptAsync("1 + 1", Bound));
        int broker = Broker().Id;
        await last.CloseAsync(Bound);

        // Had it been raised for the views that were closed before, this would be the second one.
        Assert.Equal((first.BrowserProcessId, "Normal"), await NextExitAsync(leaving.App));
        Assert.Equal((first.BrowserProcessId, "Normal"), await NextExitAsync(staying.App));
        Assert.False(ProcessTable.IsRunning(first.BrowserProcessId));
        await GoneAsync(broker);
    }

    [Fact, Behaviour(1)]
    public async Task Its_group_listens_on_no_port_and_the_hosts_neither()
    {
        (HostEnvironment environment, HostView view) = await StartViewAsync();
        await view.RunScriptAsync("1 + 1", Bound);

        int[] group = [environment.App.ProcessId, .. Group().Select(process => process.Id)];

        Assert.True(group.Length > 4, $"Only {group.Length} processes were found.");
        Assert.Empty(TcpListeners.Of(group));
    }

    [Fact, Behaviour(4)]
    public async Task Sixteen_hosts_that_want_a_view_at_the_same_instant_get_one_broker_and_one_browser()
    {
        const int count = 16;
        HostEnvironment[] environments = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartEnvironmentAsync()));

        HostView[] views = await Task.WhenAll(environments.Select(environment => environment.CreateViewAsync(cancellation: Bound)));

        Assert.Single(views.Select(view => view.BrowserProcessId).Distinct());
        Broker();
        string[] numbers = await Task.WhenAll(views.Select((view, i) => view.RunScriptAsync($"window.number = {i}", Bound)));
        Assert.Equal([.. Enumerable.Range(0, count).Select(i => $"{i}")], numbers);
        Assert.Equal(numbers, await Task.WhenAll(views.Select(view => view.RunScriptAsync("window.number", Bound))));
    }
}
