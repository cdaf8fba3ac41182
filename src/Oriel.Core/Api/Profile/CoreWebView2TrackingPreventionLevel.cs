namespace Microsoft.Web.WebView2.Core;

/// <summary>How much is done against trackers.</summary>
/// <remarks>Tracking prevention is a feature of Microsoft Edge; other Chromium browsers have none.</remarks>
public enum CoreWebView2TrackingPreventionLevel
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Trackers known to be harmful are blocked.</summary>
    Basic = 1,

    /// <summary>Trackers of sites that the user has not visited are blocked as well. This is the default.</summary>
    Balanced = 2,

    /// <summary>Most trackers of all sites are blocked, at the risk that some sites do not work.</summary>
    Strict = 3,
}
