namespace Microsoft.Web.WebView2.Core;

/// <summary>With which requests a cookie is sent, seen from the site that set it.</summary>
public enum CoreWebView2CookieSameSiteKind
{
    /// <summary>With all requests, also those that other sites cause.</summary>
    None = 0,

    /// <summary>With requests from the same site, and with top-level navigations from other sites.</summary>
    Lax = 1,

    /// <summary>With requests from the same site only.</summary>
    Strict = 2,
}
