namespace Microsoft.Web.WebView2.Core;

/// <summary>Which way round the paper is used.</summary>
public enum CoreWebView2PrintOrientation
{
    /// <summary>Upright.</summary>
    Portrait = 0,

    /// <summary>Sideways.</summary>
    Landscape = 1,
}
