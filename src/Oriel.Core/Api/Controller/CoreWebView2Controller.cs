using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The owner of a WebView: its place and size, whether it is shown, and its end.</summary>
/// <remarks>
/// Thread: the one it was created on. After <see cref="Close"/>, or when the browser has ended, every member but Close throws
/// <see cref="InvalidOperationException"/> with an inner <see cref="System.Runtime.InteropServices.COMException"/> of 0x8007139F.
/// </remarks>
public partial class CoreWebView2Controller
{
    private readonly View _view;

    internal CoreWebView2Controller(View view) => _view = view;

    internal View View => _view;

    /// <summary>The web content.</summary>
    public CoreWebView2 CoreWebView2 => Use().WebView;

    /// <summary>The place of the view in its parent window, in pixels. Its size is the page's viewport.</summary>
    /// <exception cref="ArgumentException">Set to a negative size.</exception>
    public Rectangle Bounds
    {
        get => Use().Window.Bounds;
        set => Use().Window.Bounds = value;
    }

    /// <summary>Whether the view is shown. A page that is not has a <c>document.visibilityState</c> of "hidden" and stops rendering.</summary>
    public bool IsVisible
    {
        get => Use().Window.IsVisible;
        set => Use().Window.IsVisible = value;
    }

    /// <summary>
    /// The window the view is in: an X11 window id, or -3 (HWND_MESSAGE) for none. When it is set the page keeps its state; when the window is destroyed the view is closed.
    /// </summary>
    /// <exception cref="ArgumentException">Set to 0.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">
    /// 0x80070578: there is no such window on the display. 0x8007139F: the browser was started for views without a window, or has another display. The view stays where it is.
    /// </exception>
    public IntPtr ParentWindow
    {
        get => Use().Window.Parent;
        set => Use().Window.Parent = value;
    }

    /// <summary>The color under a page that paints no background: opaque, or wholly transparent. White by default.</summary>
    /// <exception cref="ArgumentException">Set to a color that is half transparent.</exception>
    public Color DefaultBackgroundColor
    {
        get => Use().Background.Color;
        set => Use().Background.Color = value;
    }

    /// <summary>
    /// Says that the parent window has moved on the screen, so that what a page opens beside itself, such as the list of a <c>select</c>, opens at the right place. A view without a window ignores it.
    /// </summary>
    public void NotifyParentWindowPositionChanged() => Use().Window.Parented?.NotifyMoved();

    /// <summary>Ends the view at once, without asking the page. No event is raised after it. The last view's end ends the browser. Closing again does nothing.</summary>
    public void Close() => _view.EnterThread(nameof(CoreWebView2Controller), nameof(Close)).Close();

    private View UseAfterClose([CallerMemberName] string member = "") => _view.EnterThread(nameof(CoreWebView2Controller), member);

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Controller), member);
}
