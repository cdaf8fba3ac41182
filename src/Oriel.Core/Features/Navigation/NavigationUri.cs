using System;
using System.Text;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Navigation;

/// <summary>What a URI says about its navigation, and which of them the API takes.</summary>
internal static class NavigationUri
{
    internal const string Blank = "about:blank";

    /// <summary>The documented limit of NavigateToString, in bytes of UTF-8.</summary>
    internal const int ContentLimit = 2 * 1024 * 1024;

    /// <summary>Schemes without a request: the browser-level Fetch does not see them, so nothing pauses them.</summary>
    private static readonly string[] s_local = ["about", "blob", "data", "javascript"];

    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is not an absolute URI.</exception>
    internal static void Verify(string uri, string parameter)
    {
        ArgumentNullException.ThrowIfNull(uri, parameter);
        int colon = uri.IndexOf(':', StringComparison.Ordinal);

        // Not System.Uri alone: on Linux it takes a rooted path for an absolute URI.
        if (colon <= 0 || !Uri.CheckSchemeName(uri[..colon]) || uri.AsSpan().IndexOfAny('\0', '\r', '\n') >= 0)
        {
            throw Malformed(uri, parameter);
        }
    }

    internal static ArgumentException Malformed(string uri, string parameter) =>
        new($"'{Shorten(uri)}' is not an absolute URI. Give one with its scheme, such as https://example.org/.", parameter);

    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is too long.</exception>
    internal static void VerifyContent(string html, string parameter)
    {
        ArgumentNullException.ThrowIfNull(html, parameter);
        int size = Encoding.UTF8.GetByteCount(html);
        if (size > ContentLimit)
        {
            throw new ArgumentException(
                $"The document is {size} bytes long as UTF-8; NavigateToString takes at most {ContentLimit}. Serve larger documents from a web server or a file and use Navigate.",
                parameter);
        }
    }

    internal static bool GoesOverTheNetwork(string uri)
    {
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !Array.Exists(s_local, scheme => uri.AsSpan(0, colon).Equals(scheme, StringComparison.OrdinalIgnoreCase));
    }

    internal static CoreWebView2NavigationKind KindOf(string navigationType) => navigationType switch
    {
        "reload" or "reloadBypassingCache" => CoreWebView2NavigationKind.Reload,
        "historyDifferentDocument" or "restore" or "restoreWithPost" => CoreWebView2NavigationKind.BackOrForward,
        _ => CoreWebView2NavigationKind.NewDocument,
    };

    private static string Shorten(string uri) => uri.Length <= 100 ? uri : uri[..100] + "…";
}
