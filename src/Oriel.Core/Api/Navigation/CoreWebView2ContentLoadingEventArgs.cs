using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a new document has begun to load, before any of its scripts run.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2ContentLoadingEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2ContentLoadingEventArgs(ulong navigationId, bool isErrorPage)
    {
        NavigationId = navigationId;
        IsErrorPage = isErrorPage;
    }

    /// <summary>Whether the document is the browser's error page.</summary>
    public bool IsErrorPage
    {
        get
        {
            _thread.Check(nameof(CoreWebView2ContentLoadingEventArgs));
            return field;
        }
    }

    /// <summary>The navigation that brought the document; every event of one navigation has the same id.</summary>
    public ulong NavigationId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2ContentLoadingEventArgs));
            return field;
        }
    }
}
