namespace Microsoft.Web.WebView2.Core;

/// <summary>The element that holds a frame.</summary>
public enum CoreWebView2FrameKind
{
    /// <summary>Not known, or none of the kinds below.</summary>
    Unknown = 0,

    /// <summary>None: the frame is the view's top-level document.</summary>
    MainFrame = 1,

    /// <summary>An <c>iframe</c> element.</summary>
    Iframe = 2,

    /// <summary>An <c>embed</c> element.</summary>
    Embed = 3,

    /// <summary>An <c>object</c> element.</summary>
    Object = 4,
}
