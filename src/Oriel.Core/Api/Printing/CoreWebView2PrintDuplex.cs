namespace Microsoft.Web.WebView2.Core;

/// <summary>Which sides of a sheet are printed on.</summary>
public enum CoreWebView2PrintDuplex
{
    /// <summary>As the printer is set.</summary>
    Default = 0,

    /// <summary>One side.</summary>
    OneSided = 1,

    /// <summary>Both sides, turned over the long edge like the pages of a book.</summary>
    TwoSidedLongEdge = 2,

    /// <summary>Both sides, turned over the short edge like the sheets of a pad.</summary>
    TwoSidedShortEdge = 3,
}
