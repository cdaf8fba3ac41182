using System;
using System.Drawing;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>How large the page is in its view.</summary>
public sealed class ZoomTests(WindowFixture fixture) : WindowTests(fixture)
{
    private const string Sizes = "`${innerWidth}x${innerHeight} ${devicePixelRatio}`";

    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_page_is_drawn_larger_also_after_navigations_and_with_other_bounds(bool isInPrivate) => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place, isInPrivate);
        TestView other = await window.OpenViewAsync(new Rectangle(340, 30, 200, 100), isInPrivate);
        string page = Site.Page("/zoom", Corners()).Url("/zoom");
        await view.NavigateAsync(page);
        await other.NavigateAsync(page);
        await WholeAsync(window, s_place);
        view.Controller.ZoomFactorChanged += (_, _) => Assert.Fail("The app knows what it sets.");

        view.Controller.ZoomFactor = 2;
        Assert.Equal(2, view.Controller.ZoomFactor);

        // The red corner of ten pixels is one of twenty.
        await window.ColorAsync(s_place.Left + 15, s_place.Top + 15, Red);
        await window.ColorAsync(s_place.Right - 16, s_place.Bottom - 16, Blue);
        await SizedAsync(view, "150x100 2");
        await SizedAsync(other, "200x100 1");

        await view.NavigateAsync(Site.Url("/zoom", "localhost"));
        await window.ColorAsync(s_place.Left + 15, s_place.Top + 15, Red);
        await SizedAsync(view, "150x100 2");

        view.Controller.SetBoundsAndZoomFactor(s_place with { Width = 150, Height = 100 }, 0.5);
        await SizedAsync(view, "300x200 0.5");
        view.Controller.ZoomFactor = 1;
        view.Controller.Bounds = s_place;
        await WholeAsync(window, s_place);
        await SizedAsync(view, "300x200 1");
    });

    [Fact]
    public Task A_factor_out_of_range_is_told_of_and_an_impossible_one_refused() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        TaskCompletionSource<(object? Sender, object? Args, double Factor)> changed = new();
        view.Controller.ZoomFactorChanged += (sender, e) => changed.TrySetResult((sender, e, view.Controller.ZoomFactor));

        view.Controller.ZoomFactor = 20;
        Assert.Equal(1, view.Controller.ZoomFactor);
        Assert.Equal((view.Controller, null, 5), await changed.Task);
        await SizedAsync(view, "60x40 5");

        Assert.Throws<ArgumentException>(() => view.Controller.ZoomFactor = 0);
        Assert.Throws<ArgumentException>(() => view.Controller.ZoomFactor = double.NaN);
        Assert.Throws<ArgumentException>(() => view.Controller.SetBoundsAndZoomFactor(Rectangle.Empty, -1));
        Assert.Throws<ArgumentException>(() => view.Controller.SetBoundsAndZoomFactor(new Rectangle(0, 0, -1, 1), 2));
        Assert.Equal((s_place, 5), (view.Controller.Bounds, view.Controller.ZoomFactor));
    });

    [Fact]
    public Task A_click_is_where_the_page_is_seen() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners("<script>onclick = e => chrome.webview.postMessage(`${e.clientX},${e.clientY}`)</script>"));
        view.Controller.ZoomFactor = 2;
        await window.ColorAsync(s_place.Left + 15, s_place.Top + 15, Red);

        window.Click(s_place.Left + 100, s_place.Top + 60);

        Assert.Equal("\"50,30\"", await view.NextMessageAsync());
    });

    /// <summary>Waits until a page sees itself as that large.</summary>
    private static Task<string> SizedAsync(TestView view, string size) => UntilInPageAsync(view, $"{Sizes} === '{size}'");
}
