using System;
using System.Collections.Generic;
using System.Drawing;
using System.Globalization;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Gtk.Tests;

/// <summary>An app (test/Oriel.GtkHost), which its user looks at, clicks into and types into.</summary>
public abstract class GtkApp(string version, GtkDisplay display) : IAsyncLifetime
{
    private TempFolder _folder = null!;
    private ProgramRun _program = null!;

    /// <summary>What the user sees.</summary>
    public DisplayClient Screen => display.Screen;

    private static string Path => ProgramRun.PathOf(typeof(GtkApp).Assembly, "GtkHost");

    public Task InitializeAsync()
    {
        _folder = new TempFolder("gtk" + version);
        _program = ProgramRun.Start(Path, [version, _folder.Path]);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        Assert.Equal("done", await DoAsync("close"));
        _program.CloseInput();
        ProgramResult result = await _program.EndAsync();
        await _program.DisposeAsync();
        await _folder.DisposeAsync();
        Assert.Equal(0, result.ExitCode);

        // GTK complains here, of what the app does; and of a session without a bus.
        Assert.DoesNotContain(result.Errors.Split('\n'), static line => line.Length > 0 && !line.Contains("session bus", StringComparison.Ordinal));
    }

    /// <summary>Has the app do something; the answer comes when it is done.</summary>
    public async Task<string> DoAsync(string command, string argument = "")
    {
        await _program.AnswerAsync($"{command} {argument}");
        return await _program.ReadAsync();
    }

    /// <summary>Opens a window with a page in it. It is complete when the page has been loaded.</summary>
    public async Task OpenAsync(string html)
    {
        foreach (string command in (IEnumerable<string>)["window", "control", "put"])
        {
            Assert.Equal("done", await DoAsync(command));
        }

        Assert.Equal("shown", await DoAsync("html", html));
    }

    /// <summary>The X window of the newest window.</summary>
    public async Task<uint> WindowAsync() => uint.Parse(await DoAsync("xid"), CultureInfo.InvariantCulture);

    /// <summary>Runs another app with the same GTK, which does one thing and ends.</summary>
    /// <param name="argument">What.</param>
    public async Task<ProgramResult> RunAsync(string argument)
    {
        await using ProgramRun run = ProgramRun.Start(Path, [version, _folder.Path, argument]);
        return await run.EndAsync();
    }

    /// <summary>Waits until a place of a window has a colour.</summary>
    public Task ColorAsync(uint window, int x, int y, Color color)
    {
        (int left, int top) = Screen.PlaceOf(window);
        return Screen.ColorAsync(left + x, top + y, color);
    }

    /// <summary>Clicks into a window.</summary>
    public void Click(uint window, int x, int y)
    {
        (int left, int top) = Screen.PlaceOf(window);
        Screen.Click(left + x, top + y);
    }
}
