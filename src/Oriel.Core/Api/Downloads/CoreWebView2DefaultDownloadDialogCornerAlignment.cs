namespace Microsoft.Web.WebView2.Core;

/// <summary>The corner of the view in which the list of downloads opens.</summary>
public enum CoreWebView2DefaultDownloadDialogCornerAlignment
{
    /// <summary>The top left corner.</summary>
    TopLeft = 0,

    /// <summary>The top right corner. This is the default.</summary>
    TopRight = 1,

    /// <summary>The bottom left corner.</summary>
    BottomLeft = 2,

    /// <summary>The bottom right corner.</summary>
    BottomRight = 3,
}
