using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Displays;

namespace Oriel.Conformance.Windows;

/// <summary>A yellow window of an app, with what a test does in it.</summary>
internal sealed class AppWindow(CoreWebView2Environment environment, DisplayClient screen, uint id)
{
    public static readonly Color Background = Color.FromArgb(255, 255, 0);

    private readonly List<TestView> _views = [];

    public uint Id { get; } = id;

    public static async Task<AppWindow> OpenAsync(CoreWebView2Environment environment, DisplayClient screen, int x = 100, int y = 100, int width = 600, int height = 400) =>
        new(environment, screen, await screen.CreateWindowAsync(new Rectangle(x, y, width, height), Background));

    /// <summary>Opens a view in the window.</summary>
    public async Task<TestView> OpenViewAsync(Rectangle bounds, bool isInPrivate = false, string profile = "")
    {
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.IsInPrivateModeEnabled = isInPrivate;
        options.ProfileName = profile;
        TestView view = await TestView.OpenInAsync(environment, Id, options);
        _views.Add(view);
        view.Controller.Bounds = bounds;
        return view;
    }

    /// <summary>Waits until a place of the window has a colour.</summary>
    public Task ColorAsync(int x, int y, Color color)
    {
        (int left, int top) = screen.PlaceOf(Id);
        return screen.ColorAsync(left + x, top + y, color);
    }

    /// <summary>Clicks into the window.</summary>
    public void Click(int x, int y)
    {
        (int left, int top) = screen.PlaceOf(Id);
        screen.Click(left + x, top + y);
    }

    /// <summary>The browser's windows in this one.</summary>
    public IReadOnlyList<uint> Guests() => [.. screen.ChildrenOf(Id).SelectMany(screen.ChildrenOf)];

    public void Close()
    {
        _views.ForEach(view => view.Close());
        screen.DestroyWindow(Id);
    }
}
