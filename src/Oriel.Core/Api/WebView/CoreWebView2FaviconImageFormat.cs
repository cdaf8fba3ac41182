namespace Microsoft.Web.WebView2.Core;

/// <summary>The file format in which a page's icon is handed out.</summary>
public enum CoreWebView2FaviconImageFormat
{
    /// <summary>PNG: lossless, with transparency.</summary>
    Png = 0,

    /// <summary>JPEG: lossy, without transparency.</summary>
    Jpeg = 1,
}
