using System;
using Oriel.Core.Features.NewWindows;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a page opens a window. What happens with it is decided when the handlers have returned and their deferrals are complete.</summary>
/// <remarks>
/// <para>Thread: that of the view.</para>
/// <para>
/// The page has its window at once, empty, and its script goes on (Chromium cannot hold it longer without holding its whole renderer); the window is navigated when the event is complete.
/// </para>
/// </remarks>
public class CoreWebView2NewWindowRequestedEventArgs : EventArgs
{
    private readonly NewWindow _window;

    internal CoreWebView2NewWindowRequestedEventArgs(NewWindow window) => _window = window;

    /// <summary>Set to true, without a <see cref="NewWindow"/>, to open no window: what the page has got of it is closed before it loads anything.</summary>
    public bool Handled
    {
        get => _window.Enter().IsHandled;
        set => _window.Enter().IsHandled = value;
    }

    /// <summary>Whether a gesture of the user caused it. Windows that none caused are not blocked; that is for the app.</summary>
    public bool IsUserInitiated => _window.Enter().IsUserInitiated;

    /// <summary>The view that is to show the window: a new one of the same environment and profile, not navigated yet. Without one, and not <see cref="Handled"/>, the window opens on its own.</summary>
    /// <exception cref="ArgumentException">The view cannot show it; the message says why.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">0x8007139F: it was set before.</exception>
    public CoreWebView2? NewWindow
    {
        get => _window.Enter().Shown;
        set => _window.Enter().Shown = value;
    }

    /// <summary>Where the window is to lead.</summary>
    public string Uri => _window.Enter().Uri;

    /// <summary>What the page wishes of the window.</summary>
    public CoreWebView2WindowFeatures WindowFeatures => _window.Enter().Features;

    /// <summary>The name the page gave the window; empty if none, or <c>_blank</c>.</summary>
    public string Name => _window.Enter().Name;

    /// <summary>The frame that opens it.</summary>
    public CoreWebView2FrameInfo OriginalSourceFrameInfo => _window.Enter().Source;

    /// <summary>Keeps the decision open after the handler has returned.</summary>
    /// <returns>To be completed on this thread; use <c>using</c>.</returns>
    /// <exception cref="InvalidOperationException">The event is complete.</exception>
    public CoreWebView2Deferral GetDeferral() => _window.Defer();
}
