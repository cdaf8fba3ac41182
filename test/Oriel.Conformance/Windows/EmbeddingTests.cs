using System;
using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>A page in a window of the app, and nothing else of the browser on the screen.</summary>
public sealed class EmbeddingTests(WindowFixture fixture) : WindowTests(fixture)
{
    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "Other")]
    [InlineData(true, "")]
    public Task The_page_fills_its_bounds_and_nothing_of_the_browser_is_seen(bool isInPrivate, string profile) => RunAsync(async window =>
    {
        IReadOnlyList<uint> managed = Screen.WindowList();
        _ = Screen.TakeShown();

        TestView view = await window.OpenViewAsync(s_place, isInPrivate, profile);
        await view.ShowAsync(Corners());

        await WholeAsync(window, s_place);
        await window.ColorAsync(s_place.Left - 1, s_place.Top + 50, AppWindow.Background);
        await window.ColorAsync(s_place.Right, s_place.Bottom, AppWindow.Background);
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        Assert.Equal(managed, Screen.WindowList());
        Assert.Empty(Screen.TakeShown());
    });

    [Fact]
    public Task Nothing_is_seen_before_the_bounds_are_set() => RunAsync(async window =>
    {
        TestView view = await TestView.OpenInAsync(Environment, window.Id);
        await view.ShowAsync(Corners());

        Assert.Equal(Rectangle.Empty, view.Controller.Bounds);
        Assert.DoesNotContain(window.Guests(), Screen.IsViewable);
        view.Controller.Bounds = s_place;
        await WholeAsync(window, s_place);
        view.Close();
    });

    [Fact]
    public Task Two_views_share_a_window() => RunAsync(async window =>
    {
        Rectangle other = new(340, 30, 200, 150);
        TestView one = await window.OpenViewAsync(s_place);
        TestView two = await window.OpenViewAsync(other, isInPrivate: true);
        await one.ShowAsync(Corners());
        await two.ShowAsync(Corners());

        await WholeAsync(window, s_place);
        await WholeAsync(window, other);
    });

    [Fact]
    public Task A_closed_view_is_gone_from_the_window_at_once() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);

        view.Close();

        await window.ColorAsync(s_place.Left + 5, s_place.Top + 5, AppWindow.Background);
        Assert.Empty(window.Guests());
    });

    [Fact, Behaviour(24)]
    public Task A_parent_that_does_not_exist_is_refused() => RunAsync(async () =>
    {
        IReadOnlyList<uint> visible = Screen.VisibleWindows();

        COMException refused = await Assert.ThrowsAsync<COMException>(() => Environment.CreateCoreWebView2ControllerAsync(0x1fffff));

        Assert.Equal(unchecked((int)0x80070578), refused.HResult);
        Assert.Contains("0x1fffff", refused.Message, StringComparison.Ordinal);
        Assert.Equal(visible, Screen.VisibleWindows());
    });

    [Fact, Behaviour(24)]
    public Task A_parent_that_is_destroyed_before_the_view_is_there_aborts_the_creation() => RunAsync(async () =>
    {
        IReadOnlyList<uint> visible = Screen.VisibleWindows();
        _ = Screen.TakeShown();
        uint parent = await Screen.CreateWindowAsync(new Rectangle(100, 100, 600, 400), AppWindow.Background);
        uint frame = Assert.Single(Screen.TakeShown());

        Task<CoreWebView2Controller> creation = Environment.CreateCoreWebView2ControllerAsync((nint)parent);
        Screen.DestroyWindow(parent);

        COMException aborted = await Assert.ThrowsAsync<COMException>(() => creation);
        Assert.Equal(unchecked((int)0x80004004), aborted.HResult);

        // Its page is opened and closed all the same: one that is asked for after it comes after it.
        TestView next = await TestView.OpenAsync(Environment);
        next.Close();
        await Screen.UntilAsync(() => !Screen.VisibleWindows().Contains(frame), "the parent's frame is gone");
        Assert.Equal(visible, Screen.VisibleWindows());
        Assert.Empty(Screen.TakeShown());
    });

    [Fact]
    public Task A_view_whose_parent_is_destroyed_is_closed() => RunAsync(async () =>
    {
        AppWindow window = await AppWindow.OpenAsync(Environment, Screen);
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        IReadOnlyList<uint> managed = Screen.WindowList();

        Screen.DestroyWindow(window.Id);

        InvalidOperationException closed = await view.ClosedAsync();
        // Whether the display or the broker tells it first, it is closed.
        Assert.Contains("closed", closed.Message, StringComparison.Ordinal);
        await Screen.UntilAsync(() => Screen.WindowList().Count == managed.Count - 1, "the window is gone");
    });
}
