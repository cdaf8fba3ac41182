using System;
using Oriel.Core.Features.Requests;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells of a request that matches a filter. It waits until the handlers have returned and their deferrals are complete.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2WebResourceRequestedEventArgs : EventArgs
{
    private readonly PausedResource _resource;

    internal CoreWebView2WebResourceRequestedEventArgs(PausedResource resource) => _resource = resource;

    /// <summary>The request. What is changed of it goes to the server.</summary>
    public CoreWebView2WebResourceRequest Request => _resource.Enter().Request;

    /// <summary>What the page wants it for.</summary>
    public CoreWebView2WebResourceContext ResourceContext => _resource.Enter().Context;

    /// <summary>The answer; null, as it is at first, lets the request go on to the network.</summary>
    public CoreWebView2WebResourceResponse? Response
    {
        get => _resource.Enter().Response;
        set => _resource.Enter().Response = value;
    }

    /// <summary>Who asks: documents and what belongs to them. Chromium does not tell the requests of shared and service workers with a page, so those go on unseen.</summary>
    public CoreWebView2WebResourceRequestSourceKinds RequestedSourceKind
    {
        get
        {
            _ = _resource.Enter();
            return CoreWebView2WebResourceRequestSourceKinds.Document;
        }
    }

    /// <summary>Keeps the request waiting after the handler has returned.</summary>
    /// <returns>To be completed on this thread; use <c>using</c>.</returns>
    /// <exception cref="InvalidOperationException">The event is complete.</exception>
    public CoreWebView2Deferral GetDeferral() => _resource.Defer();
}
