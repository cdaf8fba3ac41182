using System;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Controllers;

/// <summary>What the page sees of the controller's bounds and visibility.</summary>
public sealed class BoundsTests : HostTests
{
    private const string TellSize = """
        addEventListener('resize', () => chrome.webview.postMessage(`${innerWidth}x${innerHeight}`));
        """;

    private const string TellVisibility = """
        document.addEventListener('visibilitychange', () => chrome.webview.postMessage(document.visibilityState));
        """;

    [Theory]
    [InlineData(800, 600)]
    [InlineData(333, 222)]
    [InlineData(1600, 300)]
    [InlineData(120, 90)]
    public Task The_size_of_the_bounds_is_the_size_of_the_viewport(int width, int height) => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        view.Controller.Bounds = new Rectangle(10, 20, width, height);
        Assert.Equal(new Rectangle(10, 20, width, height), view.Controller.Bounds);

        await view.ShowAsync($"<script>{TellSize}</script>");

        await SeenAsync(view, $"\"{width}x{height}\"");
        view.Controller.Bounds = new Rectangle(0, 0, width + 50, height + 60);
        await SeenAsync(view, $"\"{width + 50}x{height + 60}\"");
        view.Controller.Close();
    });

    [Fact]
    public Task Of_many_bounds_set_in_a_row_the_last_one_stays() => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        await view.ShowAsync($"<script>{TellSize}</script>");

        for (int i = 0; i <= 50; i++)
        {
            view.Controller.Bounds = new Rectangle(0, 0, 400 + i, 300 + i);
        }

        await SeenAsync(view, "\"450x350\"");
        Assert.Equal("\"450x350\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        view.Controller.Close();
    });

    [Fact]
    public Task A_negative_size_is_refused_and_changes_nothing() => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        Rectangle before = view.Controller.Bounds;

        Assert.Throws<ArgumentException>(() => view.Controller.Bounds = new Rectangle(0, 0, -1, 10));

        Assert.Equal(before, view.Controller.Bounds);
        view.Controller.Close();
    });

    [Fact]
    public Task A_page_that_is_not_shown_knows_and_its_size_survives() => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        view.Controller.Bounds = new Rectangle(0, 0, 640, 480);
        await view.ShowAsync($"<script>{TellVisibility}</script>");
        Assert.True(view.Controller.IsVisible);
        await SeenAsync(view, "document.visibilityState", "\"visible\"");

        view.Controller.IsVisible = false;
        await SeenAsync(view, "document.visibilityState", "\"hidden\"");
        Assert.False(view.Controller.IsVisible);

        view.Controller.IsVisible = true;
        await SeenAsync(view, "document.visibilityState", "\"visible\"");
        Assert.Equal("\"640x480\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        view.Controller.Close();
    });

    [Fact]
    public Task A_view_hidden_before_its_first_page_is_hidden_in_it() => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        view.Controller.IsVisible = false;

        await view.ShowAsync($"<script>{TellVisibility}</script>");

        await SeenAsync(view, "document.visibilityState", "\"hidden\"");
        view.Controller.Close();
    });

    [Fact]
    public Task A_view_whose_bounds_are_set_while_hidden_has_them_when_it_is_shown() => OnUiThreadAsync(async () =>
    {
        TestView view = await OpenAsync();
        await view.ShowAsync($"<script>{TellSize}</script>");
        view.Controller.IsVisible = false;
        view.Controller.Bounds = new Rectangle(0, 0, 512, 384);
        view.Controller.IsVisible = true;

        await SeenAsync(view, "\"512x384\"");
        view.Controller.Close();
    });

    private async Task<TestView> OpenAsync() => await TestView.OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));

    private static Task SeenAsync(TestView view, string size) => SeenAsync(view, "`${innerWidth}x${innerHeight}`", size);

    /// <summary>Waits until the page sees this; what it sees on the way does not matter.</summary>
    private static async Task SeenAsync(TestView view, string expression, string expected)
    {
        // The page tells of every change: what is not true yet is still to be told.
        string seen = await view.Web.ExecuteScriptAsync(expression);
        while (seen != expected)
        {
            seen = await view.NextMessageAsync();
        }
    }
}
