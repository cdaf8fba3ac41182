namespace Microsoft.Web.WebView2.Core;

/// <summary>What was under the pointer when a context menu was asked for.</summary>
/// <remarks>When a selection spans several kinds of content, the element that was clicked decides.</remarks>
public enum CoreWebView2ContextMenuTargetKind
{
    /// <summary>The page itself, nothing in particular.</summary>
    Page = 0,

    /// <summary>An image.</summary>
    Image = 1,

    /// <summary>Selected text.</summary>
    SelectedText = 2,

    /// <summary>An audio element.</summary>
    Audio = 3,

    /// <summary>A video element.</summary>
    Video = 4,
}
