using System;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Focus;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that the user has tabbed out of the page.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2MoveFocusRequestedEventArgs : EventArgs
{
    private readonly View _view;
    private readonly FocusMove _move;

    internal CoreWebView2MoveFocusRequestedEventArgs(View view, FocusMove move)
    {
        _view = view;
        _move = move;
    }

    /// <summary>Whether the app has moved the focus elsewhere. Otherwise it goes on at the other end of the page.</summary>
    public bool Handled
    {
        get => Use().IsHandled;
        set => Use().IsHandled = value;
    }

    /// <summary><see cref="CoreWebView2MoveFocusReason.Next"/> for Tab, <see cref="CoreWebView2MoveFocusReason.Previous"/> for Shift+Tab.</summary>
    public CoreWebView2MoveFocusReason Reason => Use().Reason;

    private FocusMove Use([CallerMemberName] string member = "")
    {
        _ = _view.EnterThread(nameof(CoreWebView2MoveFocusRequestedEventArgs), member);
        return _move;
    }
}
