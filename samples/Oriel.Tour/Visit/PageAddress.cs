using System;

namespace Oriel.Tour.Visit;

/// <summary>The address given on the command line.</summary>
internal static class PageAddress
{
    private static readonly string[] s_schemes = ["http", "https", "file", "about", "data"];

    /// <exception cref="TourException">It is not one a browser could open.</exception>
    internal static string Parse(string text)
    {
        // A rooted path counts as an absolute URI on Linux, and "localhost:8080" as one of the scheme localhost.
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && !text.StartsWith('/') && Array.IndexOf(s_schemes, uri.Scheme) >= 0)
        {
            return uri.AbsoluteUri;
        }

        string remedy = text.StartsWith('/') ? $"Did you mean file://{text}?"
            : Uri.TryCreate("https://" + text, UriKind.Absolute, out Uri? better) && !text.Contains("://", StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? $"Did you mean {(better.IsLoopback ? "http" : "https")}{better.AbsoluteUri[5..]}?"
            : $"Give an absolute one with a scheme of {string.Join(", ", s_schemes)}, such as https://example.org/.";
        throw new TourException($"'{text}' is no URL that can be opened. {remedy}");
    }
}
