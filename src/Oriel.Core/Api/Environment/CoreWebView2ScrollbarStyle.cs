namespace Microsoft.Web.WebView2.Core;

/// <summary>How scroll bars look in every view of the environment.</summary>
public enum CoreWebView2ScrollbarStyle
{
    /// <summary>The browser's own style.</summary>
    Default = 0,

    /// <summary>Thin bars laid over the content, in Windows' Fluent style.</summary>
    FluentOverlay = 1,
}
