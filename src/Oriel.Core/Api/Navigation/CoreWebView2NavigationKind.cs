namespace Microsoft.Web.WebView2.Core;

/// <summary>What kind of navigation has started.</summary>
public enum CoreWebView2NavigationKind
{
    /// <summary>The current document is loaded again; the history stays as it is.</summary>
    Reload = 0,

    /// <summary>Another entry of the view's history is loaded.</summary>
    BackOrForward = 1,

    /// <summary>A document is loaded that is a new entry of the history.</summary>
    NewDocument = 2,
}
