using System;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit.Displays;

namespace Oriel.Benchmarks.Windows;

/// <summary>A view in a window of ours.</summary>
internal sealed class HostedWindow : IInputWindow
{
    private readonly DisplayClient _screen;
    private readonly uint _parent;
    private TaskCompletionSource<string> _next = new();

    private HostedWindow(DisplayClient screen, uint parent, CoreWebView2Controller controller)
    {
        _screen = screen;
        _parent = parent;
        Controller = controller;
        controller.CoreWebView2.WebMessageReceived += (_, e) => _next.TrySetResult(e.TryGetWebMessageAsString());
    }

    public CoreWebView2Controller Controller { get; }

    public (int X, int Y) Corner => _screen.PlaceOf(_parent);

    /// <summary>Complete when the page is loaded.</summary>
    public static async Task<HostedWindow> OpenAsync(CoreWebView2Environment environment, DisplayClient screen, Uri site)
    {
        uint parent = await screen.CreateWindowAsync(new Rectangle(100, 100, 500, 400), Color.Yellow);
        HostedWindow hosted = new(screen, parent, await environment.CreateCoreWebView2ControllerAsync((nint)parent));
        hosted.Resize(400, 300);
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        hosted.Controller.CoreWebView2.NavigationCompleted += (_, _) => loaded.TrySetResult();
        hosted.Controller.CoreWebView2.Navigate(site.AbsoluteUri);
        await loaded.Task;
        return hosted;
    }

    public void Resize(int width, int height) => Controller.Bounds = new Rectangle(0, 0, width, height);

    public Task<string> NextMessageAsync()
    {
        _next = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }
}
