using System.Linq;
using Oriel.TestKit.Site;

namespace Oriel.Conformance.Support;

/// <summary>What tests put on the site, each in one line that gives its address. A path belongs to all names of the site.</summary>
internal static class Pages
{
    private const string DefaultHost = "a.localhost";

    /// <summary>A page.</summary>
    public static string Html(this TestSite site, string path, string html, string host = DefaultHost) =>
        site.Page(path, "<!doctype html>" + html).Url(path, host);

    /// <summary>A page that comes with a status.</summary>
    public static string Status(this TestSite site, string path, int status, string html, string host = DefaultHost, string? challenge = null)
    {
        SiteResponse response = status == 204 ? SiteResponse.NoContent() : SiteResponse.Html(html, status);
        return site.Map(path, _ => challenge is null ? response : response.With("WWW-Authenticate", challenge)).Url(path, host);
    }

    /// <summary>A redirect.</summary>
    public static string Redirect(this TestSite site, string path, string to, int status = 302, string host = DefaultHost) =>
        site.Map(path, _ => SiteResponse.Redirect(to, status)).Url(path, host);

    /// <summary>A page whose requests wait.</summary>
    public static Held Hold(this TestSite site, string path, string html = "held", string host = DefaultHost) =>
        new(site.Url(path, host), site.Hold(path, _ => SiteResponse.Html(html)));

    /// <summary>The requests to a path so far, whatever their query.</summary>
    public static SiteRequest[] RequestsTo(this TestSite site, string path) => [.. site.Requests.Where(request => request.Path == path)];

    /// <summary>How many requests to a path there have been.</summary>
    public static int Count(this TestSite site, string path) => site.RequestsTo(path).Length;
}
