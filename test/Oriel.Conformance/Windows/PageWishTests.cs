using System;
using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>What a page wants of its window: to fill the screen, to be closed; and the DevTools, which have one of their own.</summary>
public sealed class PageWishTests(WindowFixture fixture) : WindowTests(fixture)
{
    private const byte Escape = 9;

    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_element_fills_the_view_and_not_the_screen(bool isInPrivate) => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place, isInPrivate);
        await view.ShowAsync(Corners("<div id=box style='background: rgb(0, 0, 255); width: 50px; height: 50px'></div><script>onclick = () => box.requestFullscreen()</script>"));
        await WholeAsync(window, s_place);
        Channel<bool> changes = Channel.CreateUnbounded<bool>();
        view.Web.ContainsFullScreenElementChanged += (_, e) =>
        {
            Assert.Null(e);
            changes.Writer.TryWrite(view.Web.ContainsFullScreenElement);
        };
        _ = Screen.TakeShown();

        window.Click(s_place.Left + 200, s_place.Top + 100);

        Assert.True(await changes.Reader.ReadAsync());
        await window.ColorAsync(s_place.Right - 6, s_place.Bottom - 6, Blue);
        await window.ColorAsync(s_place.Left + 100, s_place.Top + 3, Blue);
        await window.ColorAsync(s_place.Left - 1, s_place.Top + 50, AppWindow.Background);
        await SettledAsync(view);
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));

        view.Controller.Bounds = new Rectangle(0, 0, 600, 400);
        await window.ColorAsync(594, 394, Blue);

        view.Controller.Bounds = s_place;
        await view.Web.ExecuteScriptAsync("document.exitFullscreen()");
        Assert.False(await changes.Reader.ReadAsync());
        await WholeAsync(window, s_place);
        await SettledAsync(view);
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
    });

    [Fact]
    public Task The_escape_key_and_a_navigation_end_it() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners("<script>onclick = () => document.documentElement.requestFullscreen()</script>"));
        await WholeAsync(window, s_place);
        Channel<bool> changes = Channel.CreateUnbounded<bool>();
        view.Web.ContainsFullScreenElementChanged += (_, _) => changes.Writer.TryWrite(view.Web.ContainsFullScreenElement);

        window.Click(s_place.Left + 200, s_place.Top + 100);
        Assert.True(await NextAsync(view, changes, "full screen by a click"));
        await SettledAsync(view);
        Screen.Key(Escape);
        Assert.False(await NextAsync(view, changes, "the Escape key"));
        await SettledAsync(view);

        window.Click(s_place.Left + 200, s_place.Top + 100);
        Assert.True(await NextAsync(view, changes, "full screen by a second click"));
        await view.ShowAsync(Corners());
        Assert.False(await NextAsync(view, changes, "the navigation"));
        await WholeAsync(window, s_place);
    });

    [Fact]
    public Task A_page_that_closes_its_window_asks_the_app() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        Channel<object?> asked = Channel.CreateUnbounded<object?>();
        view.Web.WindowCloseRequested += (sender, e) =>
        {
            Assert.Same(view.Web, sender);
            asked.Writer.TryWrite(e);
        };

        await view.Web.ExecuteScriptAsync("window.close()");

        Assert.Null(await asked.Reader.ReadAsync());
        Assert.Equal("\"Corners\"", await view.Web.ExecuteScriptAsync("document.title"));
        await WholeAsync(window, s_place);
    });

    [Fact, Behaviour(131)]
    public Task DevTools_open_in_a_window_of_their_own_once_and_again_when_they_were_closed() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);
        IReadOnlyList<uint> before = Screen.WindowList();

        view.Web.OpenDevToolsWindow();
        await Screen.UntilAsync(() => Screen.WindowList().Count == before.Count + 1, "the DevTools are shown");
        view.Web.OpenDevToolsWindow();
        await view.Web.ExecuteScriptAsync("1");
        uint tools = Screen.WindowList().Except(before).Single();
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));

        Screen.AskToClose(tools);
        await Screen.UntilAsync(() => Screen.WindowList().SequenceEqual(before), "the DevTools are closed");
        view.Web.OpenDevToolsWindow();
        await Screen.UntilAsync(() => Screen.WindowList().Count == before.Count + 1, "the DevTools are shown again");

        view.Close();
        await Screen.UntilAsync(() => Screen.WindowList().SequenceEqual(before), "the DevTools are closed with their view");
    });

    [Fact]
    public Task DevTools_of_a_private_view_are_in_a_window_of_their_own() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place, isInPrivate: true);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);
        IReadOnlyList<uint> before = Screen.WindowList();

        view.Web.OpenDevToolsWindow();
        await Screen.UntilAsync(() => Screen.WindowList().Count == before.Count + 1, "the DevTools are shown");

        // They cover the page, so it is asked.
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
    });

    private static async Task<bool> NextAsync(TestView view, Channel<bool> changes, string cause)
    {
        try
        {
            return await changes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No change came of {cause}; the page says {await view.Web.ExecuteScriptAsync("`${document.fullscreenElement} ${innerWidth}x${innerHeight} ${document.hasFocus()}`")}.");
        }
    }

    /// <summary>Waits until the page is as large as its view again: the browser takes it for as large as the screen at first, and no key or click for its own before that is over.</summary>
    private static Task<string> SettledAsync(TestView view) => UntilInPageAsync(view, "innerWidth === 300");
}
