using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a frame is about to navigate, or is redirected on its way. The navigation waits for the handlers.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2NavigationStartingEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2NavigationStartingEventArgs(
        ulong navigationId,
        string uri,
        CoreWebView2NavigationKind navigationKind,
        CoreWebView2HttpRequestHeaders requestHeaders,
        bool isRedirected,
        bool isUserInitiated)
    {
        NavigationId = navigationId;
        Uri = uri;
        NavigationKind = navigationKind;
        RequestHeaders = requestHeaders;
        IsRedirected = isRedirected;
        IsUserInitiated = isUserInitiated;
    }

    /// <summary>Set to true to cancel the navigation: the frame keeps the document it has.</summary>
    public bool Cancel
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }

        set
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            field = value;
        }
    }

    /// <summary>Whether a server has redirected the navigation here; its id is that of the navigation it redirected.</summary>
    public bool IsRedirected
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }

    /// <summary>Whether a gesture of the user, such as a click on a link, caused the navigation, or the app through the API.</summary>
    public bool IsUserInitiated
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }

    /// <summary>The navigation; every event of one navigation has the same id.</summary>
    public ulong NavigationId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }

    /// <summary>The headers of the request.</summary>
    public CoreWebView2HttpRequestHeaders RequestHeaders
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }

    /// <summary>Where the navigation leads.</summary>
    public string Uri
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }

    /// <summary>
    /// Origins that may embed the frame's document even where the document's own headers (<c>X-Frame-Options</c>,
    /// <c>frame-ancestors</c>) forbid it, written like the sources of <c>frame-ancestors</c>: separated by spaces. Empty for none.
    /// </summary>
    /// <remarks>
    /// The embedding page can trick its user into clicking on the embedded one (clickjacking), so name only origins that you trust fully,
    /// and no wildcards.
    /// </remarks>
    public string AdditionalAllowedFrameAncestors
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }

        set
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            field = value;
        }
    } = "";

    /// <summary>What kind of navigation this is.</summary>
    public CoreWebView2NavigationKind NavigationKind
    {
        get
        {
            _thread.Check(nameof(CoreWebView2NavigationStartingEventArgs));
            return field;
        }
    }
}
