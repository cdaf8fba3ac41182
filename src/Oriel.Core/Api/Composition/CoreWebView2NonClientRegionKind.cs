namespace Microsoft.Web.WebView2.Core;

/// <summary>What part of a window a point of the page stands for.</summary>
/// <remarks>The numbers are those of the Windows hit-test constants.</remarks>
public enum CoreWebView2NonClientRegionKind
{
    /// <summary>The point lies outside the view.</summary>
    Nowhere = 0,

    /// <summary>Ordinary content.</summary>
    Client = 1,

    /// <summary>Content that acts as title bar (<c>app-region: drag</c>): dragging it moves the window.</summary>
    Caption = 2,

    /// <summary>The button that minimizes the window.</summary>
    Minimize = 8,

    /// <summary>The button that maximizes the window.</summary>
    Maximize = 9,

    /// <summary>The button that closes the window.</summary>
    Close = 20,
}
