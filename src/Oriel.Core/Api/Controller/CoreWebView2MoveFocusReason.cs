namespace Microsoft.Web.WebView2.Core;

/// <summary>Why keyboard focus enters or leaves a view.</summary>
public enum CoreWebView2MoveFocusReason
{
    /// <summary>Code asked for it.</summary>
    Programmatic = 0,

    /// <summary>Tab was pressed: focus goes forward, into the first element of the page.</summary>
    Next = 1,

    /// <summary>Shift+Tab was pressed: focus goes backward, into the last element of the page.</summary>
    Previous = 2,
}
