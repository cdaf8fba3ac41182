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
/// A window of the browser's that nobody sees: its size is what the page sees as its viewport, and a minimised window's page is hidden. Window commands are the browser's, not the target's.
/// </summary>
/// <param name="view">Whose.</param>
/// <param name="bounds">What the window was made as large as.</param>
internal sealed class UnseenSurface(View view, Rectangle bounds) : IViewSurface
{
    private Task<int>? _windowId;
    private Size _size = bounds.Size;
    private bool _isVisible = true;

    // The first window was made as large as the view; one that a page opened was not.
    private bool _isFirst = true;
    private bool _isClosed;

    public void Attach(CdpSession page)
    {
        _windowId = FindWindowAsync(page);
        view.Dispatcher.Observe(_windowId);
        if (!_isVisible)
        {
            view.Dispatcher.Observe(ShowAsync(visible: false));
        }
        else if (!_isFirst)
        {
            view.Dispatcher.Observe(ResizeAsync(_size));
        }

        _isFirst = false;
    }

    public void Place(Rectangle bounds)
    {
        if (bounds.Size != _size)
        {
            _size = bounds.Size;
            view.Dispatcher.Observe(ResizeAsync(_size));
        }
    }

    public void Show(bool isVisible)
    {
        if (isVisible != _isVisible)
        {
            _isVisible = isVisible;
            view.Dispatcher.Observe(ShowAsync(isVisible));
        }
    }

    public void Close() => _isClosed = true;

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<int> FindWindowAsync(CdpSession session)
    {
        Browser.GetWindowForTargetResult window = await session.Connection.SendAsync<Browser.GetWindowForTargetCommand, Browser.GetWindowForTargetResult>(
            session.Connection.BrowserSession, new Browser.GetWindowForTargetCommand { TargetId = view.Target.TargetId }, view.Dispatcher);
        return window.WindowId;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ResizeAsync(Size size)
    {
        int windowId = await _windowId!;

        // A minimised window cannot be resized: a hidden view gets its size when it is shown.
        if (!_isClosed && size == _size && _isVisible)
        {
            Resize(windowId);
        }
    }

    private void Resize(int windowId) => view.Page.Connection.BrowserSession.Post(

        // A window has at least one pixel.
        new Browser.SetContentsSizeCommand(windowId) { Width = Math.Max(_size.Width, 1), Height = Math.Max(_size.Height, 1) });

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ShowAsync(bool visible)
    {
        int windowId = await _windowId!;
        if (!_isClosed && visible == _isVisible)
        {
            view.Page.Connection.BrowserSession.Post(
                new Browser.SetWindowBoundsCommand(windowId, new Browser.Bounds { WindowState = visible ? "normal" : "minimized" }));
            if (visible)
            {
                Resize(windowId);
            }
        }
    }
}
