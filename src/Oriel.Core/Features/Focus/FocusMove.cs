using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Focus;

/// <summary>The user has tabbed out of the page.</summary>
internal sealed class FocusMove(CoreWebView2MoveFocusReason reason)
{
    internal CoreWebView2MoveFocusReason Reason { get; } = reason;

    /// <summary>The app has moved the focus.</summary>
    internal bool IsHandled { get; set; }
}
