using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.TestKit.Tests.Hosts;

public sealed class HostAppTests
{
    [Fact]
    public async Task Commands_run_on_the_one_thread_of_the_app()
    {
        await using HostApp app = HostApp.Start();

        JsonNode first = (await app.CallAsync("thread"))!;
        JsonNode second = (await app.CallAsync("thread"))!;

        Assert.Equal(first.GetValue<int>(), second.GetValue<int>());
    }

    [Fact]
    public async Task An_exception_in_the_app_comes_with_its_type_its_number_and_its_text()
    {
        await using HostApp app = HostApp.Start();

        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => app.CallAsync("no such command"));

        Assert.Equal("System.ArgumentException", failure.Type);
        Assert.Equal(unchecked((int)0x80070057), failure.HResult);
        Assert.Contains("view.navigate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_whose_input_ends_ends()
    {
        HostApp app = HostApp.Start();
        await app.CallAsync("thread");

        await app.DisposeAsync();

        Assert.False(ProcessTable.IsRunning(app.ProcessId));
    }

    [Fact]
    public async Task A_killed_app_fails_what_is_asked_of_it_and_what_is_waited_for()
    {
        await using HostApp app = HostApp.Start();
        await app.CallAsync("thread");
        Task<HostEvent> nothing = app.NextEventAsync("NavigationCompleted");

        await app.KillAsync();

        await Assert.ThrowsAsync<HostEndedException>(() => nothing);
        await Assert.ThrowsAsync<HostEndedException>(() => app.CallAsync("thread"));
    }

    [Fact]
    public async Task An_app_that_cannot_start_tells_what_it_said()
    {
        HostApp app = HostApp.Start(new HostOptions { Variables = new Dictionary<string, string?> { ["DOTNET_gcServer"] = "0", ["DOTNET_STARTUP_HOOKS"] = "/no/such/hook.dll" } });

        HostEndedException told = await Assert.ThrowsAsync<HostEndedException>(() => app.CallAsync("thread"));

        Assert.Contains("hook.dll", told.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HostEndedException>(async () => await app.DisposeAsync());
    }
}
