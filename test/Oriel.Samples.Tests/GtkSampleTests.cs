using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/HelloGtk and samples/Browser, as their user sees them.</summary>
public sealed class GtkSampleTests : IAsyncLifetime
{
    // Of the browser's window: the middle of the page, the first tab, the bar that tells of a failure, and its button.
    private static readonly Point s_page = new(550, 400);
    private static readonly Point s_firstTab = new(60, 68);
    private static readonly Point s_failure = new(700, 100);
    private static readonly Point s_reload = new(1050, 100);

    private static readonly Color s_failureColor = Color.FromArgb(0xff, 0xf3, 0xbf);
    private static readonly Color s_green = Color.FromArgb(0, 160, 0);
    private static readonly Color s_blue = Color.FromArgb(0, 0, 255);

    private readonly TempFolder _folder = new("gtk-sample");
    private TestDisplay _display = null!;
    private DisplayClient _screen = null!;

    public async Task InitializeAsync()
    {
        _display = await TestDisplay.StartAsync();
        _display.Enter();
        _screen = new DisplayClient(_display);
    }

    public async Task DisposeAsync()
    {
        await _folder.DisposeAsync();
        _screen.Dispose();
        _display.Leave();
        await _display.DisposeAsync();
    }

    [Fact]
    public async Task Hello_shows_its_page_in_one_window()
    {
        await using ProgramRun hello = Start("HelloGtk", _folder.Path);

        Assert.Equal("Shows about:blank", await hello.ReadAsync());

        Assert.Single(_screen.WindowList());
        hello.Interrupt();
        _ = await hello.EndAsync();
    }

    [Fact]
    public async Task The_browser_has_tabs_and_brings_back_a_page_that_failed()
    {
        await using TestSite site = new();
        string green = site.Page("/green", "<title>Green</title><body style='background:rgb(0,160,0)'>").Url("/green");
        string blue = site.Page("/blue", "<title>Blue</title><body style='background:rgb(0,0,255)'>").Url("/blue");
        await using ProgramRun browser = Start("Browser", "--folder", _folder.Path, green, blue);
        await _screen.UntilAsync(() => _screen.WindowList().Count == 1, "there is a window");
        uint window = _screen.WindowList()[0];
        await ColorAsync(window, s_page, s_blue);

        Click(window, s_firstTab);
        await ColorAsync(window, s_page, s_green);

        await ProcessTable.KillAsync(ProcessTable.Naming(_folder.Path).Where(static process => process.ChromiumType == "renderer"));
        await ColorAsync(window, s_failure, s_failureColor);
        Click(window, s_reload);
        await ColorAsync(window, s_page, s_green);
        await _screen.UntilAsync(() => ColorAt(window, s_failure).ToArgb() == s_green.ToArgb(), "the bar is gone");
        browser.Interrupt();
        _ = await browser.EndAsync();
    }

    private static ProgramRun Start(string sample, params IEnumerable<string> arguments) => ProgramRun.Start(ProgramRun.PathOf(typeof(GtkSampleTests).Assembly, sample), arguments);

    private Color ColorAt(uint window, Point place)
    {
        (int left, int top) = _screen.PlaceOf(window);
        return _screen.ColorAt(left + place.X, top + place.Y);
    }

    private Task ColorAsync(uint window, Point place, Color color)
    {
        (int left, int top) = _screen.PlaceOf(window);
        return _screen.ColorAsync(left + place.X, top + place.Y, color);
    }

    private void Click(uint window, Point place)
    {
        (int left, int top) = _screen.PlaceOf(window);
        _screen.Click(left + place.X, top + place.Y);
    }
}
