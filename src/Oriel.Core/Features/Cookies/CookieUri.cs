using System;
using System.Net;
using Oriel.Core.Features.Navigation;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Cookies;

/// <summary>The URI that cookies are asked for by. Only those of the web have cookies.</summary>
internal sealed class CookieUri
{
    private readonly bool _hasCookies;
    private readonly bool _isTrustworthy;
    private readonly string _host;
    private readonly string _path;

    private CookieUri(Uri uri)
    {
        _hasCookies = uri.Scheme is "http" or "https" or "ws" or "wss";
        _host = CookieDomain.HostOf(uri);
        _path = uri.AbsolutePath;
        _isTrustworthy = uri.Scheme is "https" or "wss" || IsLoopback(uri);
    }

    /// <returns>Null for nothing, which stands for every URI.</returns>
    /// <exception cref="ArgumentException">It is not an absolute URI.</exception>
    internal static CookieUri? Parse(string? uri, string parameter)
    {
        if (string.IsNullOrEmpty(uri))
        {
            return null;
        }

        NavigationUri.Verify(uri, parameter);
        return Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) ? new CookieUri(parsed) : throw NavigationUri.Malformed(uri, parameter);
    }

    /// <summary>Whether the cookie's domain and path are those of this URI.</summary>
    internal bool IsIn(Network.Cookie cookie) => _hasCookies && CookieDomain.Covers(cookie.Domain, _host) && IsBelow(cookie.Path);

    /// <summary>Whether a request to this URI would carry the cookie. The browser trusts the loopback interface with secure ones without TLS.</summary>
    internal bool Gets(Network.Cookie cookie) => IsIn(cookie) && (!cookie.Secure || _isTrustworthy);

    private static bool IsLoopback(Uri uri) =>
        uri.IdnHost is "localhost"
        || uri.IdnHost.EndsWith(".localhost", StringComparison.Ordinal)
        || (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(uri.IdnHost, out IPAddress? address) && IPAddress.IsLoopback(address));

    private bool IsBelow(string path) =>
        _path.StartsWith(path, StringComparison.Ordinal) && (_path.Length == path.Length || path.EndsWith('/') || _path[path.Length] == '/');
}
