using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a new document has begun to load, before any of its scripts run.</summary>
public class CoreWebView2ContentLoadingEventArgs : EventArgs
{
    internal CoreWebView2ContentLoadingEventArgs(ulong navigationId, bool isErrorPage)
    {
        NavigationId = navigationId;
        IsErrorPage = isErrorPage;
    }

    /// <summary>Whether the document is the browser's error page.</summary>
    public bool IsErrorPage { get; }

    /// <summary>The navigation that brought the document; every event of one navigation has the same id.</summary>
    public ulong NavigationId { get; }
}
