using System;
using System.Collections.Generic;
using System.Drawing;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Whatever dies, no window is left on the screen; and which display a browser has.</summary>
[Collection(WindowCollection.Name)]
public sealed class StrayWindowTests(WindowFixture fixture) : HostTests
{
    private static readonly Color s_yellow = Color.FromArgb(255, 255, 0);

    private DisplayClient Screen => fixture.Screen;

    private HostOptions OnDisplay => new() { Variables = fixture.Display.Variables };

    [Fact]
    public async Task A_killed_host_leaves_no_window_and_takes_the_browser_along()
    {
        (uint parent, HostView view) = await OpenAsync();
        IReadOnlyList<uint> managed = Screen.WindowList();
        _ = Screen.TakeShown();

        await view.App.KillAsync();
        await GoneAsync(view.BrowserProcessId);

        Assert.Empty(Screen.ChildrenOf(parent));
        Assert.Equal(managed, Screen.WindowList());
        Assert.Empty(Screen.TakeShown());
        Screen.DestroyWindow(parent);
    }

    [Fact]
    public async Task A_host_killed_while_a_view_is_made_leaves_no_window()
    {
        (uint parent, HostView view) = await OpenAsync();
        HostEnvironment other = await StartEnvironmentAsync(host: OnDisplay);
        IReadOnlyList<uint> managed = Screen.WindowList();
        _ = Screen.TakeShown();
        for (int i = 0; i < 4; i++)
        {
            HostEnvironment dying = i == 0 ? other : await StartEnvironmentAsync(host: OnDisplay);
            Task<HostView> making = dying.CreateViewAsync(new JsonObject { ["parent"] = (int)parent }, cancellation: Bound);
            if (i % 2 == 0)
            {
                // Its place is there, and so the browser is asked, or about to be.
                await Screen.UntilAsync(() => Screen.ChildrenOf(parent).Count > 1, "the view has a place");
            }

            await dying.App.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => making);
        }

        // What is asked for now is opened after all that was on its way.
        await view.RunScriptAsync("1", Bound);
        HostEnvironment last = await StartEnvironmentAsync(host: OnDisplay);
        HostView next = await last.CreateViewAsync(new JsonObject { ["parent"] = (int)parent }, cancellation: Bound);
        await next.CloseAsync(Bound);

        Assert.Equal(managed, Screen.WindowList());
        Assert.Empty(Screen.TakeShown());
        Screen.DestroyWindow(parent);
    }

    [Fact]
    public async Task A_killed_browser_leaves_nothing_in_the_window()
    {
        (uint parent, HostView view) = await OpenAsync();
        await view.ListenAsync("ProcessFailed", Bound);

        ProcessTable.Send(view.BrowserProcessId, Signal.Kill);
        await view.App.NextEventAsync("ProcessFailed", Bound);

        await Screen.UntilAsync(() => Screen.ChildrenOf(parent).Count == 0, "the view's place is gone");
        Screen.DestroyWindow(parent);
    }

    [Fact]
    public async Task A_second_display_is_refused_and_the_message_says_why()
    {
        (uint parent, HostView view) = await OpenAsync();
        await using TestDisplay second = await TestDisplay.StartAsync();
        HostEnvironment other = await StartEnvironmentAsync(host: new HostOptions { Variables = new Dictionary<string, string?>(second.Variables) });
        second.Enter();
        using DisplayClient otherScreen = new(second);
        fixture.Display.Enter();
        uint there = await otherScreen.CreateWindowAsync(new Rectangle(0, 0, 100, 100), s_yellow);

        HostFailureException refused = await Assert.ThrowsAsync<HostFailureException>(() => other.CreateViewAsync(new JsonObject { ["parent"] = (int)there }, cancellation: Bound));

        Assert.Equal(Codes.InvalidState, refused.HResult);
        Assert.Contains(fixture.Display.Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(second.Name, refused.Message, StringComparison.Ordinal);
        await StopHostAsync(other.App);
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        Screen.DestroyWindow(parent);
    }

    [Fact]
    public async Task A_browser_that_was_started_without_a_display_shows_no_windows_and_the_message_says_so()
    {
        (HostEnvironment environment, _) = await StartViewAsync(host: OnDisplay);
        uint parent = await Screen.CreateWindowAsync(new Rectangle(100, 100, 300, 200), s_yellow);

        HostFailureException refused = await Assert.ThrowsAsync<HostFailureException>(
            () => environment.CreateViewAsync(new JsonObject { ["parent"] = (int)parent }, name: "seen", cancellation: Bound));

        Assert.Equal(Codes.InvalidState, refused.HResult);
        Assert.Contains("without a window", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Screen.ChildrenOf(parent));
        Screen.DestroyWindow(parent);
    }

    [Fact]
    public async Task Without_a_display_a_parent_is_refused()
    {
        HostEnvironment environment = await StartEnvironmentAsync(host: new HostOptions { Variables = new Dictionary<string, string?> { ["DISPLAY"] = null } });

        HostFailureException refused = await Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(new JsonObject { ["parent"] = 77 }, cancellation: Bound));

        Assert.Contains("DISPLAY", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A view of a host app in a window of the test's.</summary>
    private async Task<(uint Parent, HostView View)> OpenAsync()
    {
        uint parent = await Screen.CreateWindowAsync(new Rectangle(100, 100, 300, 200), s_yellow);
        HostEnvironment environment = await StartEnvironmentAsync(host: OnDisplay);
        HostView view = await environment.CreateViewAsync(new JsonObject { ["parent"] = (int)parent }, cancellation: Bound);
        await view.CallAsync("resize", new JsonObject { ["width"] = 300, ["height"] = 200 }, Bound);
        await view.CallAsync("navigateToString", new JsonObject { ["html"] = "<body style='background: rgb(0, 160, 0)'>" }, Bound);
        (int x, int y) = Screen.PlaceOf(parent);
        await Screen.ColorAsync(x + 150, y + 100, Color.FromArgb(0, 160, 0));
        return (parent, view);
    }
}
