using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells how a navigation ended.</summary>
public class CoreWebView2NavigationCompletedEventArgs : EventArgs
{
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
    public bool IsSuccess { get; }

    /// <summary>The navigation; every event of one navigation has the same id.</summary>
    public ulong NavigationId { get; }

    /// <summary>Why the navigation failed, if it did.</summary>
    public CoreWebView2WebErrorStatus WebErrorStatus { get; }

    /// <summary>
    /// The status of the HTTP response. 0 if there was none: no answer came, or the navigation needed none, as within a document or to
    /// a file.
    /// </summary>
    public int HttpStatusCode { get; }
}
