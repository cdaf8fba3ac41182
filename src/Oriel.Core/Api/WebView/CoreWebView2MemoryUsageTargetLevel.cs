namespace Microsoft.Web.WebView2.Core;

/// <summary>How much memory a view should try to use.</summary>
public enum CoreWebView2MemoryUsageTargetLevel
{
    /// <summary>As much as it needs for speed.</summary>
    Normal = 0,

    /// <summary>As little as it can, for a view that is not in use at the moment.</summary>
    Low = 1,
}
