using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that the HTML of a document is parsed; images and the like may still be loading.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2DOMContentLoadedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2DOMContentLoadedEventArgs(ulong navigationId)
    {
        NavigationId = navigationId;
    }

    /// <summary>The navigation that brought the document; every event of one navigation has the same id.</summary>
    public ulong NavigationId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2DOMContentLoadedEventArgs));
            return field;
        }
    }
}
