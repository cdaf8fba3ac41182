using System;
using System.IO;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Navigation;

/// <summary>The request NavigateWithWebResourceRequest asked for, until the browser's own request for it is paused and replaced by it.</summary>
internal sealed record RequestOverride(string Uri, string Method, HeaderList Headers, ReadOnlyMemory<byte>? Body)
{
    /// <summary>Reads the content to its end: the app may close its stream when the call has returned.</summary>
    internal static RequestOverride From(CoreWebView2WebResourceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is null)
        {
            return new RequestOverride(request.Uri, request.Method, request.Headers.List, Body: null);
        }

        using MemoryStream body = new();
        request.Content.CopyTo(body);
        return new RequestOverride(request.Uri, request.Method, request.Headers.List, body.ToArray());
    }
}
