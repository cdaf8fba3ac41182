using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Window;

/// <summary>
/// The browser window a view's target lives in: its size is what the page sees as its viewport, and a minimised window's page is hidden.
/// Window commands are the browser's, not the target's.
/// </summary>
internal sealed class WindowFeature(View view) : Feature(view)
{
    private Task<int>? _windowId;
    private Rectangle _bounds;
    private bool _isVisible = true;

    // The first window was made as large as the view; one that a page opened was not.
    private bool _isFirst = true;

    internal IntPtr Parent { get; set; }

    internal Rectangle Bounds
    {
        get => _bounds;
        set
        {
            if (value.Width < 0 || value.Height < 0)
            {
                throw new ArgumentException($"Bounds {value} have a negative size. Width and height are at least 0.", nameof(value));
            }

            bool resized = value.Size != _bounds.Size;
            _bounds = value;
            if (resized)
            {
                View.Dispatcher.Observe(ResizeAsync(value.Size));
            }
        }
    }

    internal bool IsVisible
    {
        get => _isVisible;
        set
        {
            if (value != _isVisible)
            {
                _isVisible = value;
                View.Dispatcher.Observe(ShowAsync(value));
            }
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _windowId = FindWindowAsync(session);
            View.Dispatcher.Observe(_windowId);
            if (!_isVisible)
            {
                View.Dispatcher.Observe(ShowAsync(visible: false));
            }
            else if (!_isFirst)
            {
                View.Dispatcher.Observe(ResizeAsync(_bounds.Size));
            }

            _isFirst = false;
        }
    }

    /// <summary>What the browser was asked to make the window, before the app has said anything.</summary>
    internal void Begin(Rectangle bounds, IntPtr parent)
    {
        _bounds = bounds;
        Parent = parent;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<int> FindWindowAsync(CdpSession session)
    {
        Browser.GetWindowForTargetResult window = await session.Connection.SendAsync<Browser.GetWindowForTargetCommand, Browser.GetWindowForTargetResult>(
            session.Connection.BrowserSession, new Browser.GetWindowForTargetCommand { TargetId = View.Target.TargetId }, View.Dispatcher);
        return window.WindowId;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ResizeAsync(Size size)
    {
        int windowId = await _windowId!;

        // A minimised window cannot be resized: a hidden view gets its size when it is shown.
        if (!View.IsClosed && size == _bounds.Size && _isVisible)
        {
            Resize(windowId);
        }
    }

    private void Resize(int windowId) => View.Page.Connection.BrowserSession.Post(

        // A window has at least one pixel.
        new Browser.SetContentsSizeCommand(windowId) { Width = Math.Max(_bounds.Width, 1), Height = Math.Max(_bounds.Height, 1) });

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ShowAsync(bool visible)
    {
        int windowId = await _windowId!;
        if (!View.IsClosed && visible == _isVisible)
        {
            View.Page.Connection.BrowserSession.Post(
                new Browser.SetWindowBoundsCommand(windowId, new Browser.Bounds { WindowState = visible ? "normal" : "minimized" }));
            if (visible)
            {
                Resize(windowId);
            }
        }
    }
}
