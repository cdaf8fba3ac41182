using System;
using System.Drawing;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Gtk.Tests;

/// <summary>What the control does in every GTK, as its user sees it.</summary>
[Collection(GtkDisplay.Collection)]
public abstract class ControlTests(GtkApp app) : IAsyncLifetime
{
    private const int StripHeight = 40;

    private const byte KeyA = 38;
    private const byte KeyB = 56;
    private const byte KeyTab = 23;

    private static readonly Color s_green = Color.FromArgb(0, 160, 0);
    private static readonly Color s_red = Color.FromArgb(255, 0, 0);
    private static readonly Color s_blue = Color.FromArgb(255, 0, 0, 255);

    /// <summary>A green page with a red corner above and a blue one below, and a field in the middle; on one line.</summary>
    private const string Corners =
        "<!doctype html><title>Corners</title><style>html{background:rgb(0,160,0)} i{position:fixed;width:10px;height:10px} *:focus{outline:none}</style>"
        + "<i style='left:0;top:0;background:rgb(255,0,0)'></i><i style='right:0;bottom:0;background:rgb(0,0,255)'></i><input id=field style='position:fixed;left:100px;top:60px;width:150px;height:40px'>"
        + "<script>var state = 0, seen = []; for (const type of ['keydown', 'focusin', 'focusout', 'blur', 'focus']) addEventListener(type, e => seen.push(type + ' ' + (e.key ?? e.target.id ?? 'window')), true)</script>";

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Every test has windows of its own.</summary>
    public async Task DisposeAsync() => Assert.Equal("done", await app.DoAsync("close"));

    [Fact]
    public async Task The_page_fills_the_widget_and_follows_it()
    {
        await app.OpenAsync(Corners);
        uint window = await app.WindowAsync();
        await WholeAsync(window, StripHeight);

        // A sibling grows, and shrinks.
        await app.DoAsync("strip", "120");
        await WholeAsync(window, 120);
        await app.DoAsync("strip", "20");
        await WholeAsync(window, 20);
    }

    [Fact]
    public async Task What_a_scrolled_window_hides_is_not_seen()
    {
        await app.DoAsync("window");
        await app.DoAsync("control");
        await app.DoAsync("put-scrolled");
        await app.DoAsync("html", Corners);
        uint window = await app.WindowAsync();
        await app.ColorAsync(window, 5, StripHeight + 5, s_red);
        Assert.Equal("1000", await app.DoAsync("script", "innerHeight"));

        await app.DoAsync("scroll", "20");
        await app.ColorAsync(window, 5, StripHeight + 5, s_green);

        // The strip above is not covered by what is scrolled out.
        (int left, int top) = app.Screen.PlaceOf(window);
        Assert.NotEqual(s_red.ToArgb(), app.Screen.ColorAt(left + 5, top + StripHeight - 15).ToArgb());
        Assert.NotEqual(s_green.ToArgb(), app.Screen.ColorAt(left + 15, top + StripHeight - 10).ToArgb());
        await app.DoAsync("scroll", "0");
        await app.ColorAsync(window, 5, StripHeight + 5, s_red);
    }

    [Fact]
    public async Task A_page_that_the_stack_does_not_show_is_hidden()
    {
        await app.OpenAsync(Corners);
        uint window = await app.WindowAsync();
        await WholeAsync(window, StripHeight);
        Assert.Equal("\"visible\"", await app.DoAsync("script", "document.visibilityState"));

        await app.DoAsync("choose", "other");
        (int left, int top) = app.Screen.PlaceOf(window);
        await app.Screen.UntilAsync(() => app.Screen.ColorAt(left + 50, top + 100).ToArgb() != s_green.ToArgb(), "the page is gone");
        await VisibleAsync("hidden");

        await app.DoAsync("choose", "web");
        await WholeAsync(window, StripHeight);
        await VisibleAsync("visible");
    }

    [Fact]
    public async Task A_widget_that_goes_to_another_window_takes_its_page_along()
    {
        await app.OpenAsync(Corners);
        uint first = await app.WindowAsync();
        await WholeAsync(first, StripHeight);
        await app.DoAsync("script", "state = 42");

        await app.DoAsync("move");

        uint second = await app.WindowAsync();
        Assert.NotEqual(first, second);
        await app.Screen.UntilAsync(() => app.Screen.IsViewable(second), "the second window is there");
        await WholeAsync(second, StripHeight);
        Assert.Equal("42", await app.DoAsync("script", "state"));
    }

    [Fact]
    public async Task A_native_entry_and_the_page_take_turns_with_the_keyboard()
    {
        await app.OpenAsync(Corners);
        uint window = await app.WindowAsync();
        await WholeAsync(window, StripHeight);
        int entry = StripHeight + int.Parse(await app.DoAsync("script", "innerHeight"), CultureInfo.InvariantCulture) + 10;
        await FocusedAsync(window);
        app.Screen.Key(KeyA);
        await EntryAsync("a");

        // Openbox gives GTK's window the keyboard at each click, and GTK then gives it to its own; more often than not all of that is in the millisecond of the click.
        for (int i = 1; i <= 10; i++)
        {
            // Beside the last one: two at a place are a double click, which selects.
            int aside = i % 2 * 12;
            await ClickFieldAsync(window, aside);
            app.Screen.Key(KeyA);
            await FieldAsync(new string('a', i));

            // The page is without it before GTK has seen the click, which the window manager holds up, and not the keys behind it.
            app.Click(window, 100 + aside, entry);
            await HasPageFocusAsync(false);
            await UntilAsync(() => app.DoAsync("focus"), "another widget has it in an active window");
            app.Screen.Key(KeyB);
            await EntryAsync("a" + new string('b', i));
        }

        await ClickFieldAsync(window);
        await app.DoAsync("focus-entry");
        await HasPageFocusAsync(false);
        app.Screen.Key(KeyB);

        // GTK selects what is in an entry that gets the focus.
        await EntryAsync("b");
        Assert.Equal("\"aaaaaaaaaa\"", await app.DoAsync("script", "field.value"));
    }

    [Fact]
    public async Task Tab_goes_into_the_page_and_out_of_it()
    {
        foreach (string command in new[] { "window", "control", "put" })
        {
            Assert.Equal("done", await app.DoAsync(command));
        }

        Assert.Contains("ensured", await app.DoAsync("implicit", "data:text/html," + Uri.EscapeDataString(Corners)), StringComparison.Ordinal);
        uint window = await app.WindowAsync();
        await WholeAsync(window, StripHeight);
        await FocusedAsync(window);
        app.Screen.Key(KeyA);
        await EntryAsync("a");

        // The entry is the last, the page the first.
        app.Screen.Key(KeyTab);
        await HasPageFocusAsync(true);
        await UntilAsync("document.activeElement.id", "\"field\"");
        app.Screen.Key(KeyA);
        await FieldAsync("a");

        app.Screen.Key(KeyTab);

        // The page is without it for a moment, too, while the browser goes round in it.
        await UntilAsync(() => app.DoAsync("focus"), "another widget has it in an active window");
        await FocusedAsync(window);
        app.Screen.Key(KeyB);
        await EntryAsync("b");
    }

    [Fact]
    public async Task The_page_is_gone_when_the_control_is_disposed_of_and_members_say_so()
    {
        await app.OpenAsync(Corners);
        uint window = await app.WindowAsync();
        await WholeAsync(window, StripHeight);

        await app.DoAsync("dispose");

        (int left, int top) = app.Screen.PlaceOf(window);
        await app.Screen.UntilAsync(() => app.Screen.ColorAt(left + 50, top + 100).ToArgb() != s_green.ToArgb(), "the page is gone");
        Assert.StartsWith("InvalidOperationException: WebView2.CanGoBack was called after the control was disposed of.", await app.DoAsync("use"), StringComparison.Ordinal);
        Assert.StartsWith("InvalidOperationException: WebView2.EnsureCoreWebView2Async was called after", await app.DoAsync("ensure"), StringComparison.Ordinal);
        Assert.Equal("there", await app.DoAsync("widget"));
    }

    [Fact]
    public async Task A_window_that_is_destroyed_disposes_of_its_control()
    {
        await app.OpenAsync(Corners);

        await app.DoAsync("destroy");

        Assert.Equal("none", await app.DoAsync("widget"));
        Assert.StartsWith("InvalidOperationException: WebView2.CanGoBack was called after the control was disposed of.", await app.DoAsync("use"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_initializes_and_the_events_come_in_their_order()
    {
        await app.DoAsync("control");
        Assert.Equal("none", await app.DoAsync("source"));
        Assert.Equal("False", await app.DoAsync("use"));
        Assert.StartsWith("InvalidOperationException: WebView2.ExecuteScriptAsync was called before CoreWebView2 is there.", await app.DoAsync("early-script"), StringComparison.Ordinal);
        Assert.StartsWith("ArgumentException: Source was set to 'page.html', which is not absolute.", await app.DoAsync("relative"), StringComparison.Ordinal);

        Assert.Equal("set initialized starting ensured", Sorted(await app.DoAsync("implicit", "data:text/html,hello")));

        Assert.Equal("data:text/html,hello", await app.DoAsync("source"));
        Assert.StartsWith("ArgumentException: The initialisation of this WebView2 has begun with no CoreWebView2Environment given", await app.DoAsync("other-environment"), StringComparison.Ordinal);
        Assert.StartsWith("InvalidOperationException: CreationProperties was set after", await app.DoAsync("properties"), StringComparison.Ordinal);
        Assert.StartsWith("InvalidOperationException: WebView2.CanGoBack was called on thread", await app.DoAsync("other-thread"), StringComparison.Ordinal);
        Assert.Equal("initialized starting", (await app.DoAsync("ensure")).Replace("set ", "", StringComparison.Ordinal).Replace(" ensured", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_context_keeps_the_order_and_lets_GTK_draw()
    {
        Assert.Equal("200 here", await app.DoAsync("order"));
        await app.OpenAsync(Corners);
        Assert.Equal("resized", await app.DoAsync("flood"));
    }

    [Fact]
    public async Task The_other_GTK_is_refused()
    {
        ProgramResult result = await app.RunAsync("both");

        Assert.Contains("cannot be loaded: this process has GTK", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Navigation starts behind the event and, on the wire, before or after the task is seen to be complete.</summary>
    private static string Sorted(string log) => log.Replace("ensured starting", "starting ensured", StringComparison.Ordinal);

    private async Task WholeAsync(uint window, int top)
    {
        await app.ColorAsync(window, 5, top + 5, s_red);

        // The page is as large as its widget a little later.
        await UntilAsync(
            async () =>
            {
                string[] size = (await app.DoAsync("script", "innerWidth + ' ' + innerHeight")).Trim('"').Split(' ');
                (int left, int windowTop) = app.Screen.PlaceOf(window);
                return app.Screen.ColorAt(left + int.Parse(size[0], CultureInfo.InvariantCulture) - 6, windowTop + top + int.Parse(size[1], CultureInfo.InvariantCulture) - 6).ToString();
            },
            s_blue.ToString());
    }

    /// <summary>The window manager has given the window the keyboard, and GDK has put it where it wants it. No click, which the window manager may hold up while keys go on.</summary>
    private Task FocusedAsync(uint window) => app.Screen.UntilAsync(() => app.Screen.ChildrenOf(window).Contains(app.Screen.FocusedWindow()), "GTK has the keyboard");

    private async Task ClickFieldAsync(uint window, int aside = 0)
    {
        app.Click(window, 150 + aside, StripHeight + 80);
        await HasPageFocusAsync(true);
        await UntilAsync("document.activeElement.id", "\"field\"");
    }

    private Task HasPageFocusAsync(bool expected) => UntilAsync("document.hasFocus()", expected ? "true" : "false", DescribeFocusAsync);

    private async Task<string> DescribeFocusAsync() => $"The display's focus is in 0x{app.Screen.FocusedWindow():x}, the window is 0x{await app.WindowAsync():x}; to GTK, {await app.DoAsync("focus")}. The page has seen: {await app.DoAsync("script", "seen.join(', ')")}.";

    private Task VisibleAsync(string expected) => UntilAsync("document.visibilityState", $"\"{expected}\"");

    private Task FieldAsync(string expected) => UntilAsync("field.value", $"\"{expected}\"");

    private Task EntryAsync(string expected) => UntilAsync(() => app.DoAsync("entry"), expected);

    private Task UntilAsync(string script, string expected, Func<Task<string>>? describe = null) => UntilAsync(() => app.DoAsync("script", script), expected, describe);

    /// <summary>Asks the app again and again: what it is asked for comes by itself and is not told.</summary>
    private static async Task UntilAsync(Func<Task<string>> ask, string expected, Func<Task<string>>? describe = null)
    {
        long end = Environment.TickCount64 + 20_000;
        string last;
        while ((last = await ask()) != expected)
        {
            if (Environment.TickCount64 > end)
            {
                Assert.Fail($"It is {last}, and was to be {expected}. {(describe is null ? "" : await describe())}");
            }
        }
    }
}
