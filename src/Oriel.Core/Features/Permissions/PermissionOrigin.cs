using System;
using System.Globalization;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Permissions;

/// <summary>Origins as the browser writes them.</summary>
internal static class PermissionOrigin
{
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It has no scheme or no host.</exception>
    internal static string Parse(string origin, string parameter)
    {
        ArgumentNullException.ThrowIfNull(origin, parameter);
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            throw OfficialErrors.InvalidArgument($"'{Excerpt.Of(origin)}' is no origin: it needs a scheme and a host, as in https://www.example.com.", parameter);
        }

        string host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{host}:{uri.Port}");
    }

    /// <summary>A sandboxed document's, or that of a data: URI: it is no one's, and nothing can be permitted to it.</summary>
    internal static bool IsOpaque(string origin) => origin.Length == 0 || origin is "://" or "null";
}
