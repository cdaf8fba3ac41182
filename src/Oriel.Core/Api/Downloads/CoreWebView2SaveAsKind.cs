namespace Microsoft.Web.WebView2.Core;

/// <summary>In which form a page is saved.</summary>
public enum CoreWebView2SaveAsKind
{
    /// <summary>As it is; the one choice for content that is not HTML. For an HTML page the same as <see cref="HtmlOnly"/>.</summary>
    Default = 0,

    /// <summary>The HTML of the top-level document, without what it refers to.</summary>
    HtmlOnly = 1,

    /// <summary>One MHTML file with everything in it.</summary>
    SingleFile = 2,

    /// <summary>The HTML, and a folder beside it with the styles, scripts and images.</summary>
    Complete = 3,
}
