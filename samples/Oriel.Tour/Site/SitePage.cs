namespace Oriel.Tour.Site;

/// <summary>A file of the site, ready to be sent.</summary>
internal sealed record SitePage(string ContentType, byte[] Content);
