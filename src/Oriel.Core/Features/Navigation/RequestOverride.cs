using System;
using System.IO;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Features.Requests;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>The request NavigateWithWebResourceRequest asked for, until the browser's own request for it is paused and replaced by it.</summary>
internal sealed record RequestOverride(string Uri, string Method, HeaderList Headers, ReadOnlyMemory<byte>? Body)
{
    /// <summary>A request of a page's to be repeated.</summary>
    internal static RequestOverride From(Network.Request request)
    {
        CoreWebView2HttpRequestHeaders headers = RequestHeaders.From(request.Headers);
        return new RequestOverride(request.Url, request.MethodValue, headers.List, PausedResource.BodyOf(request)?.ToArray());
    }

    /// <summary>Reads the content to its end: the app may close its stream when the call has returned.</summary>
    internal static RequestOverride From(CoreWebView2WebResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Method is not ("GET" or "POST"))
        {
            throw new ArgumentException($"The method '{Excerpt.Of(request.Method)}' cannot navigate. Use GET or POST.", nameof(request));
        }

        // Only a POST has a body.
        if (request.Content is null || request.Method == "GET")
        {
            return new RequestOverride(request.Uri, request.Method, request.Headers.List, Body: null);
        }

        using MemoryStream body = new();
        request.Content.CopyTo(body);
        return new RequestOverride(request.Uri, request.Method, request.Headers.List, body.ToArray());
    }
}
