namespace Oriel.Tour.Site;

/// <summary>
/// The names the site is served under. Chromium takes every name below localhost for this machine, and tells sites apart by the last two labels.
/// </summary>
internal static class SiteNames
{
    /// <summary>Where Host A's page lives.</summary>
    internal const string Tour = "tour.localhost";

    /// <summary>A frame of the same site as Host A's page.</summary>
    internal const string SameSite = "sub.tour.localhost";

    /// <summary>A frame of another site, in pages of both hosts.</summary>
    internal const string CrossSite = "elsewhere.localhost";

    /// <summary>Where Host B's page lives.</summary>
    internal const string Studio = "studio.localhost";

    /// <summary>Where Host C's page lives.</summary>
    internal const string Apart = "apart.localhost";

    internal static readonly string[] All = [Tour, SameSite, CrossSite, Studio, Apart];
}
