namespace Microsoft.Web.WebView2.Core;

/// <summary>Whether a page is printed in color.</summary>
public enum CoreWebView2PrintColorMode
{
    /// <summary>As the printer is set.</summary>
    Default = 0,

    /// <summary>In color.</summary>
    Color = 1,

    /// <summary>In shades of gray.</summary>
    Grayscale = 2,
}
