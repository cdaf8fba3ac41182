namespace Microsoft.Web.WebView2.Core;

/// <summary>The direction in which a notification's text runs.</summary>
public enum CoreWebView2TextDirectionKind
{
    /// <summary>As the browser's language does.</summary>
    Default = 0,

    /// <summary>From left to right.</summary>
    LeftToRight = 1,

    /// <summary>From right to left.</summary>
    RightToLeft = 2,
}
