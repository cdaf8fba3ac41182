namespace Microsoft.Web.WebView2.Core;

/// <summary>The size of the paper.</summary>
public enum CoreWebView2PrintMediaSize
{
    /// <summary>As the printer is set.</summary>
    Default = 0,

    /// <summary>The page width and height of the print settings.</summary>
    Custom = 1,
}
