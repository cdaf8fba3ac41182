using System;
using System.IO;
using System.Runtime.CompilerServices;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;
using Oriel.Core.Features;

namespace Microsoft.Web.WebView2.Core;

/// <summary>An HTTP request: one the page makes, or one the app navigates with.</summary>
/// <remarks>Thread: the one it was made on; <see cref="Content"/> alone may be used on any, as documented.</remarks>
public class CoreWebView2WebResourceRequest
{
    private readonly OwnThread _thread = OwnThread.Current;
    private readonly CoreWebView2HttpRequestHeaders _headers;
    private string _uri;
    private string _method;

    internal CoreWebView2WebResourceRequest(string uri, string method, Stream? content, CoreWebView2HttpRequestHeaders headers)
    {
        _uri = uri;
        _method = method;
        Content = content;
        _headers = headers;
    }

    /// <summary>The body of the request; null if it has none.</summary>
    /// <remarks>
    /// It is read on a background thread, from where it stands. Everything must be in it by the time the event's handler has returned
    /// and its deferrals are completed.
    /// </remarks>
    public Stream? Content { get; set; }

    /// <summary>The headers of the request, which can be changed.</summary>
    public CoreWebView2HttpRequestHeaders Headers => Use()._headers;

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    /// <exception cref="ArgumentException">The value is no HTTP token.</exception>
    public string Method
    {
        get => Use()._method;
        set
        {
            _ = Use();
            ArgumentNullException.ThrowIfNull(value);
            _method = HeaderList.IsToken(value)
                ? value
                : throw new ArgumentException(
                    $"'{Excerpt.Of(value)}' cannot be an HTTP method. Give one word, such as GET or POST.", nameof(value));
        }
    }

    /// <summary>The absolute URI of the request.</summary>
    /// <exception cref="ArgumentException">The value has no scheme.</exception>
    public string Uri
    {
        get => Use()._uri;
        set
        {
            _ = Use();
            ArgumentNullException.ThrowIfNull(value);
            _uri = HasScheme(value)
                ? value
                : throw new ArgumentException(
                    $"'{Excerpt.Of(value)}' is not an absolute URI. Give one with its scheme, such as https://example.org/.",
                    nameof(value));
        }
    }

    private CoreWebView2WebResourceRequest Use([CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2WebResourceRequest), member);
        return this;
    }

    // Not Uri.TryCreate: on Linux it takes a rooted path for an absolute URI, and pages use data: URIs of many megabytes, all of which it
    // would parse.
    private static bool HasScheme(string uri)
    {
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && System.Uri.CheckSchemeName(uri[..colon]);
    }
}
