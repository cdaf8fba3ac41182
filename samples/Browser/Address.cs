using System;

namespace Browser;

/// <summary>What the user types for an address.</summary>
internal static class Address
{
    /// <returns>The address that is meant; what looks like none is searched for.</returns>
    public static Uri Parse(string text)
    {
        text = text.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme.Length > 1 && text.Contains(':', StringComparison.Ordinal)) && !IsHostAndPort(text))
        {
            return address;
        }

        bool isHost = !text.Contains(' ', StringComparison.Ordinal) && (text.Contains('.', StringComparison.Ordinal) || text.StartsWith("localhost", StringComparison.Ordinal));
        string scheme = text.StartsWith("localhost", StringComparison.Ordinal) || text.StartsWith("127.", StringComparison.Ordinal) ? "http" : "https";
        return isHost && Uri.TryCreate($"{scheme}://{text}", UriKind.Absolute, out Uri? host) ? host : new Uri("https://duckduckgo.com/?q=" + Uri.EscapeDataString(text));
    }

    /// <summary>"localhost:8080" has the form of an address whose scheme is "localhost".</summary>
    private static bool IsHostAndPort(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon + 1 < text.Length && char.IsAsciiDigit(text[colon + 1]);
}
