namespace Microsoft.Web.WebView2.Core;

/// <summary>The color scheme that pages see in the media feature <c>prefers-color-scheme</c>.</summary>
public enum CoreWebView2PreferredColorScheme
{
    /// <summary>The scheme of the desktop.</summary>
    Auto = 0,

    /// <summary>Light.</summary>
    Light = 1,

    /// <summary>Dark.</summary>
    Dark = 2,
}
