using System.Collections.Generic;

namespace Microsoft.Web.WebView2.Core;

/// <summary>A URI scheme that an app answers itself, and how pages may use it.</summary>
/// <remarks>Checked when an environment is created with it: a malformed scheme, or one registered twice, fails there.</remarks>
public partial class CoreWebView2CustomSchemeRegistration
{
    /// <summary>Begins the registration of a scheme.</summary>
    /// <param name="schemeName">The scheme, without a colon; upper and lower case are the same.</param>
    public CoreWebView2CustomSchemeRegistration(string schemeName)
    {
        SchemeName = schemeName;
    }

    /// <summary>The scheme, as it was given.</summary>
    public string SchemeName { get; }

    /// <summary>Whether pages of the scheme are secure contexts, as those of https are. Needs an authority. False by default.</summary>
    public bool TreatAsSecure { get; set; }

    /// <summary>Whether URIs of the scheme name a host (<c>app://host/path</c>), and so have an origin. False by default.</summary>
    public bool HasAuthorityComponent { get; set; }

    /// <summary>The origins whose pages may request the scheme with an Origin header; <c>*</c> and <c>?</c> are wildcards.</summary>
    /// <remarks>Empty, as by default: none. Requests without that header, such as navigations and images, are always allowed.</remarks>
    public List<string> AllowedOrigins { get; set; } = [];
}
