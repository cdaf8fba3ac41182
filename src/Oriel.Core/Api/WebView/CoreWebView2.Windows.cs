using System;

namespace Microsoft.Web.WebView2.Core;

/// <content>What the page, or its developer, wants of windows.</content>
public partial class CoreWebView2
{
    /// <summary>Raised when <see cref="ContainsFullScreenElement"/> changes. The app makes the view larger, or does not. The event has no arguments: they are null.</summary>
    public event EventHandler<object> ContainsFullScreenElementChanged
    {
        add => Use().Wishes.FullScreenChanged += value;
        remove => UseAfterClose().Wishes.FullScreenChanged -= value;
    }

    /// <summary>Raised when the page has called <c>window.close()</c>. Nothing is closed: that is for the app. The event has no arguments: they are null.</summary>
    public event EventHandler<object> WindowCloseRequested
    {
        add => Use().Wishes.CloseRequested += value;
        remove => UseAfterClose().Wishes.CloseRequested -= value;
    }

    /// <summary>Whether an element of the page fills the view, as a page asks for with <c>requestFullscreen()</c>.</summary>
    public bool ContainsFullScreenElement => Use().Wishes.ContainsFullScreenElement;

    /// <summary>Opens the DevTools of the page in a window of their own. Does nothing if they are open already.</summary>
    /// <exception cref="System.Runtime.InteropServices.COMException">0x8007139F: the browser was started for views without a window, so it has no display.</exception>
    public void OpenDevToolsWindow() => Use().Window.OpenDevTools();
}
