using System;
using System.Drawing;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Where in the app's windows a view is, and whether it is seen.</summary>
public sealed class PlacementTests(WindowFixture fixture) : WindowTests(fixture)
{
    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_view_moves_and_changes_its_size_with_its_bounds(bool isInPrivate) => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place, isInPrivate);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);

        foreach (Rectangle place in (Rectangle[])[new(0, 0, 600, 400), new(200, 100, 60, 50), new(-40, -30, 500, 300)])
        {
            view.Controller.Bounds = place;
            if (place.X >= 0)
            {
                await WholeAsync(window, place);
            }
            else
            {
                await window.ColorAsync(place.Right - 6, place.Bottom - 6, Blue);
                await window.ColorAsync(0, 0, Green);
            }

            await window.ColorAsync(place.Right % 600, Math.Min(place.Bottom, 399), place.Width == 600 ? Green : AppWindow.Background);
            Assert.Equal($"\"{place.Width}x{place.Height}\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        }
    });

    [Fact]
    public Task A_view_without_size_is_not_seen() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);

        view.Controller.Bounds = s_place with { Width = 0 };
        await window.ColorAsync(s_place.Left, s_place.Top + 5, AppWindow.Background);

        view.Controller.Bounds = s_place;
        await WholeAsync(window, s_place);
    });

    [Fact]
    public Task A_hidden_view_is_not_seen_and_does_not_draw() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners("<script>document.addEventListener('visibilitychange', () => chrome.webview.postMessage(document.visibilityState))</script>"));
        await WholeAsync(window, s_place);

        view.Controller.IsVisible = false;
        await window.ColorAsync(s_place.Left + 5, s_place.Top + 5, AppWindow.Background);
        Assert.Equal("\"hidden\"", await view.NextMessageAsync());
        await view.Web.ExecuteScriptAsync("drawn = false; requestAnimationFrame(() => drawn = true)");
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage(1)");
        Assert.Equal("1", await view.NextMessageAsync());
        Assert.Equal("false", await view.Web.ExecuteScriptAsync("drawn"));

        view.Controller.Bounds = s_place with { Width = 200 };
        view.Controller.IsVisible = true;
        Assert.Equal("\"visible\"", await view.NextMessageAsync());
        await WholeAsync(window, s_place with { Width = 200 });
    });

    [Fact]
    public Task A_page_keeps_its_state_in_another_window() => RunAsync(async window =>
    {
        AppWindow other = await AppWindow.OpenAsync(Environment, Screen, x: 750, width: 400);
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await view.Web.ExecuteScriptAsync("kept = 7");
        await WholeAsync(window, s_place);

        view.Controller.ParentWindow = (nint)other.Id;

        Assert.Equal((nint)other.Id, view.Controller.ParentWindow);
        await WholeAsync(other, s_place);
        await window.ColorAsync(s_place.Left + 5, s_place.Top + 5, AppWindow.Background);
        Assert.Equal("7", await view.Web.ExecuteScriptAsync("kept"));
        (int x, int y) = Screen.PlaceOf(other.Id);
        Assert.Equal($"\"{x + 20},{y + 30}\"", await view.Web.ExecuteScriptAsync("`${screenX},${screenY}`"));
        view.Close();
        other.Close();
    });

    [Fact]
    public Task A_view_leaves_its_window_and_comes_back() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);

        view.Controller.ParentWindow = TestView.NoWindow;
        await window.ColorAsync(s_place.Left + 5, s_place.Top + 5, AppWindow.Background);
        Assert.Equal("\"300x200\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));

        view.Controller.ParentWindow = (nint)window.Id;
        await WholeAsync(window, s_place);
    });

    [Fact]
    public Task A_view_that_began_without_a_window_moves_into_one() => RunAsync(async window =>
    {
        TestView view = await TestView.OpenAsync(Environment);
        await view.ShowAsync(Corners());
        view.Controller.Bounds = s_place;

        view.Controller.ParentWindow = (nint)window.Id;

        await WholeAsync(window, s_place);
        view.Close();
    });

    [Fact]
    public Task A_parent_that_does_not_exist_is_refused_and_the_view_stays() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());

        COMException refused = Assert.Throws<COMException>(() => view.Controller.ParentWindow = 0x1fffff);

        Assert.Equal(unchecked((int)0x80070578), refused.HResult);
        Assert.Equal((nint)window.Id, view.Controller.ParentWindow);
        await WholeAsync(window, s_place);
    });

    [Fact]
    public Task The_list_of_a_select_opens_beside_it_after_the_window_was_moved() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners("<select style='position: fixed; left: 50px; top: 40px; width: 100px; height: 20px'><option>1<option>2<option>3</select>"));
        await WholeAsync(window, s_place);

        await Screen.MoveAsync(window.Id, 300, 250);
        view.Controller.NotifyParentWindowPositionChanged();
        (int x, int y) = Screen.PlaceOf(window.Id);
        Assert.Equal($"\"{x + 20},{y + 30}\"", await view.Web.ExecuteScriptAsync("`${screenX},${screenY}`"));
        _ = Screen.TakeShown();
        window.Click(s_place.Left + 80, s_place.Top + 50);

        uint list = 0;
        await Screen.UntilAsync(() => Screen.TakeShown() is [.., uint shown] && (list = shown) != 0, "a list has opened");
        (int left, int top) = Screen.PlaceOf(list);
        Assert.InRange(left, x + s_place.Left + 35, x + s_place.Left + 55);
        Assert.InRange(top, y + s_place.Top + 45, y + s_place.Top + 65);
        Screen.Key(9);
    });

    [Fact]
    public Task A_page_that_paints_no_background_has_the_default_one() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        view.Controller.DefaultBackgroundColor = Blue;
        await view.ShowAsync("nothing");
        await window.ColorAsync(s_place.Right - 6, s_place.Bottom - 6, Blue);

        view.Controller.DefaultBackgroundColor = Red;
        await window.ColorAsync(s_place.Right - 6, s_place.Bottom - 6, Red);
        Assert.Throws<ArgumentException>(() => view.Controller.DefaultBackgroundColor = Color.FromArgb(100, Red));
        Assert.Equal(Red, view.Controller.DefaultBackgroundColor);
    });
}
