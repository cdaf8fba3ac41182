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

    /// <summary>The window the view belongs to, as it was given.</summary>
    public IntPtr ParentWindow
    {
        get => Use().Window.Parent;
        set => Use().Window.Parent = value;
    }

    /// <summary>Ends the view at once, without asking the page. No event is raised after it. The last view's end ends the browser. Closing again does nothing.</summary>
    public void Close() => _view.EnterThread(nameof(CoreWebView2Controller), nameof(Close)).Close();

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CoreWebView2Controller), member);
}
