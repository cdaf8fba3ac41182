namespace Microsoft.Web.WebView2.Core;

/// <summary>What to do about a server certificate that is not acceptable.</summary>
public enum CoreWebView2ServerCertificateErrorAction
{
    /// <summary>
    /// Go on as if it was valid, also later for this host and certificate, until the browser ends or the actions are cleared.
    /// </summary>
    AlwaysAllow = 0,

    /// <summary>Cancel the request.</summary>
    Cancel = 1,

    /// <summary>Show the browser's error page for a navigation, cancel any other request.</summary>
    Default = 2,
}
