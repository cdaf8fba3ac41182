using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>Hosts, browser and broker killed: who is concerned is told, who is not goes on, and whoever creates a view again gets one.</summary>
public sealed class KilledProcessTests : HostTests
{
    [Fact, Behaviour(8), Behaviour(67)]
    public async Task A_killed_host_takes_only_its_own_views()
    {
        (HostEnvironment killed, HostView lost) = await StartViewAsync();
        (HostEnvironment staying, HostView kept) = await StartViewAsync();
        await killed.CreateViewAsync(name: "another", cancellation: Bound);
        int pagesBefore = await PagesAsync(kept);

        await killed.App.KillAsync();

        while (await PagesAsync(kept) != 1)
        {
            // Each look is a whole round trip to the browser; the bound of the test ends it.
        }

        Assert.Equal(3, pagesBefore);
        Assert.Equal("2", await kept.RunScriptAsync("1 + 1", Bound));
        HostView more = await staying.CreateViewAsync(name: "more", cancellation: Bound);
        Assert.Equal(lost.BrowserProcessId, more.BrowserProcessId);
    }

    [Fact, Behaviour(8)]
    public async Task The_last_host_killed_takes_browser_and_broker_along()
    {
        (HostEnvironment only, HostView view) = await StartViewAsync();
        int broker = Broker().Id;

        await only.App.KillAsync();

        await GoneAsync(view.BrowserProcessId);
        await GoneAsync(broker);
    }

    [Fact, Behaviour(127), Behaviour(63), Behaviour(64), Behaviour(65)]
    public async Task A_killed_browser_closes_the_views_of_all_hosts_and_the_next_one_comes_with_the_next_view()
    {
        (HostEnvironment first, HostView lost) = await StartViewAsync();
        (HostEnvironment second, HostView lostToo) = await StartViewAsync();

        ProcessTable.Send(lost.BrowserProcessId, Signal.Kill);

        foreach ((HostEnvironment environment, HostView view) in new[] { (first, lost), (second, lostToo) })
        {
            Assert.Equal((lost.BrowserProcessId, "Failed"), await NextExitAsync(environment.App));
            await AssertClosedAsync(view);
        }

        HostView again = await first.CreateViewAsync(name: "again", cancellation: Bound);
        HostView againToo = await second.CreateViewAsync(name: "again", cancellation: Bound);
        Assert.NotEqual(lost.BrowserProcessId, again.BrowserProcessId);
        Assert.Equal(again.BrowserProcessId, againToo.BrowserProcessId);
        Assert.Equal("2", await again.RunScriptAsync("1 + 1", Bound));
    }

    [Fact, Behaviour(127), Behaviour(64)]
    public async Task A_killed_broker_takes_the_browser_along_and_the_hosts_are_told()
    {
        (HostEnvironment first, HostView lost) = await StartViewAsync();
        (HostEnvironment second, HostView lostToo) = await StartViewAsync();
        int broker = Broker().Id;

        ProcessTable.Send(broker, Signal.Kill);

        foreach ((HostEnvironment environment, HostView view) in new[] { (first, lost), (second, lostToo) })
        {
            Assert.Equal((lost.BrowserProcessId, "Failed"), await NextExitAsync(environment.App));
            Assert.False(ProcessTable.IsRunning(lost.BrowserProcessId));
            await AssertClosedAsync(view);
        }

        HostView again = await first.CreateViewAsync(name: "again", cancellation: Bound);
        HostView againToo = await second.CreateViewAsync(name: "again", cancellation: Bound);
        Assert.NotEqual(broker, Broker().Id);
        Assert.Equal(again.BrowserProcessId, againToo.BrowserProcessId);
        Assert.Equal("2", await againToo.RunScriptAsync("1 + 1", Bound));
    }

    [Fact, Behaviour(29)]
    public async Task A_view_can_be_created_at_once_after_broker_and_browser_were_killed()
    {
        (HostEnvironment environment, HostView lost) = await StartViewAsync();
        ProcessTable.Send(Broker().Id, Signal.Kill);
        ProcessTable.Send(lost.BrowserProcessId, Signal.Kill);

        HostView again = await environment.CreateViewAsync(name: "again", cancellation: Bound);

        Assert.NotEqual(lost.BrowserProcessId, again.BrowserProcessId);
        Assert.Equal("2", await again.RunScriptAsync("1 + 1", Bound));
    }

    [Fact, Behaviour(29)]
    public async Task Everything_killed_at_once_leaves_a_folder_that_the_next_app_can_use()
    {
        (HostEnvironment environment, HostView lost) = await StartViewAsync();
        await ProcessTable.KillAsync(Group());
        await environment.App.KillAsync();

        (_, HostView next) = await StartViewAsync();

        Assert.NotEqual(lost.BrowserProcessId, next.BrowserProcessId);
        Assert.Equal("2", await next.RunScriptAsync("1 + 1", Bound));
    }

    private async Task<int> PagesAsync(HostView view)
    {
        string targets = (await view.CallAsync("protocol", new() { ["method"] = "Target.getTargets", ["parameters"] = new System.Text.Json.Nodes.JsonObject() }, Bound))!.GetValue<string>();
        return targets.Split("\"type\":\"page\"").Length - 1;
    }
}
