using System;

namespace Oriel.Core.Features.Cookies;

/// <summary>The domain of a cookie: a host, or with a dot in front a host with all below it.</summary>
internal static class CookieDomain
{
    internal static bool IsHost(string domain) => Uri.CheckHostName(HostOf(domain)) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    /// <summary>As the browser writes it: in lower case, and an international name in its ASCII form. What is no host stays as it is.</summary>
    internal static string Canonical(string domain)
    {
        string host = HostOf(domain);
        return IsHost(domain) && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? uri) ? domain[..(domain.Length - host.Length)] + HostOf(uri) : domain;
    }

    internal static string HostOf(Uri uri) => uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;

    /// <summary>Whether a cookie of this domain is for the host.</summary>
    internal static bool Covers(string domain, string host) =>
        domain.StartsWith('.') ? host.AsSpan().SequenceEqual(domain.AsSpan(1)) || host.EndsWith(domain, StringComparison.Ordinal) : host == domain;

    private static string HostOf(string domain) => domain.StartsWith('.') ? domain[1..] : domain;
}
