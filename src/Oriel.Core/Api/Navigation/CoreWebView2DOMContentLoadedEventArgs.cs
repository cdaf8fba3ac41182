using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that the HTML of a document is parsed; images and the like may still be loading.</summary>
public class CoreWebView2DOMContentLoadedEventArgs : EventArgs
{
    internal CoreWebView2DOMContentLoadedEventArgs(ulong navigationId)
    {
        NavigationId = navigationId;
    }

    /// <summary>The navigation that brought the document; every event of one navigation has the same id.</summary>
    public ulong NavigationId { get; }
}
