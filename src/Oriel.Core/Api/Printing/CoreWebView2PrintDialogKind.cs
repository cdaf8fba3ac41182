namespace Microsoft.Web.WebView2.Core;

/// <summary>Which dialog is shown before printing.</summary>
public enum CoreWebView2PrintDialogKind
{
    /// <summary>The browser's own, with a preview.</summary>
    Browser = 0,

    /// <summary>The desktop's.</summary>
    System = 1,
}
