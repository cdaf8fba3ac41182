namespace Microsoft.Web.WebView2.Core;

/// <summary>In which order the sheets of several copies are printed.</summary>
public enum CoreWebView2PrintCollation
{
    /// <summary>As the printer is set.</summary>
    Default = 0,

    /// <summary>One complete copy after the other.</summary>
    Collated = 1,

    /// <summary>All copies of the first page, then all of the second, and so on.</summary>
    Uncollated = 2,
}
