using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells how a navigation ended.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2NavigationCompletedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2NavigationCompletedEventArgs(
        ulong navigationId, bool isSuccess, CoreWebView2WebErrorStatus webErrorStatus, int httpStatusCode)
    {
        NavigationId = navigationId;
        IsSuccess = isSuccess;
        WebErrorStatus = webErrorStatus;
        HttpStatusCode = httpStatusCode;
    }

    /// <summary>Whether the document was loaded to its end.</summary>
    /// <remarks>
    /// False also for what may be no misfortune at all: the app canceled the navigation, another one replaced it, the page stopped
    /// loading, or credentials are asked for. Look at <see cref="WebErrorStatus"/> before treating it as an error.
    /// </remarks>
    public bool IsSuccess
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationCompletedEventArgs));
            return field;
        }
    }

    /// <summary>The navigation; every event of one navigation has the same id.</summary>
    public ulong NavigationId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationCompletedEventArgs));
            return field;
        }
    }

    /// <summary>Why the navigation failed, if it did.</summary>
    public CoreWebView2WebErrorStatus WebErrorStatus
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationCompletedEventArgs));
            return field;
        }
    }

    /// <summary>
    /// The status of the HTTP response. 0 if there was none: no answer came, or the navigation needed none, as within a document or to
    /// a file.
    /// </summary>
    public int HttpStatusCode
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationCompletedEventArgs));
            return field;
        }
    }
}
