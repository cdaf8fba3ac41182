using System;
using System.Buffers;

namespace Oriel.Broker.Permissions;

/// <summary>What may be kept as an origin: as the browser writes one, and of a length that a file of them can bear. Whether there can be such a one is the browser's to say.</summary>
internal static class PermissionOrigin
{
    /// <summary>In bytes, too: what is not ASCII the browser has encoded.</summary>
    public const int LongestLength = 2048;

    private const string AfterScheme = "://";

    private static readonly SearchValues<char> s_schemeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+-.");
    private static readonly SearchValues<char> s_notOfHosts = SearchValues.Create("/?#@\\*");

    public static bool IsOne(string origin)
    {
        int scheme = origin.IndexOf(AfterScheme, StringComparison.Ordinal);
        if (scheme <= 0 || origin.Length > LongestLength || !char.IsAsciiLetterLower(origin[0]) || origin.AsSpan(0, scheme).ContainsAnyExcept(s_schemeCharacters))
        {
            return false;
        }

        // Files have no host.
        ReadOnlySpan<char> host = origin.AsSpan(scheme + AfterScheme.Length);
        return host.IsEmpty ? origin == "file://" : !host.ContainsAnyExceptInRange('!', '~') && !host.ContainsAny(s_notOfHosts);
    }
}
