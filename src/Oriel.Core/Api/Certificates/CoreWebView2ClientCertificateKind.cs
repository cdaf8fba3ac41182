namespace Microsoft.Web.WebView2.Core;

/// <summary>Where the private key of a client certificate comes from.</summary>
/// <remarks>
/// Chromium on Linux takes client certificates by policy only and asks nobody, so Oriel hands out no client certificate and never produces
/// these values.
/// </remarks>
public enum CoreWebView2ClientCertificateKind
{
    /// <summary>The key is on a smart card.</summary>
    SmartCard = 0,

    /// <summary>The key is protected by a PIN.</summary>
    Pin = 1,

    /// <summary>The key is stored in some other way.</summary>
    Other = 2,
}
