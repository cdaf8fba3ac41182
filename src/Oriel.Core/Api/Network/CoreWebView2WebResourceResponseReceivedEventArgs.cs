using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Arguments of <see cref="CoreWebView2.WebResourceResponseReceived"/>.</summary>
/// <remarks>Thread: the view's. They may be kept.</remarks>
public class CoreWebView2WebResourceResponseReceivedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;
    private readonly CoreWebView2WebResourceRequest _request;
    private readonly CoreWebView2WebResourceResponseView _response;

    internal CoreWebView2WebResourceResponseReceivedEventArgs(CoreWebView2WebResourceRequest request, CoreWebView2WebResourceResponseView response)
    {
        _request = request;
        _response = response;
    }

    /// <summary>
    /// The request as it was sent, with the headers that the network stack has added, cookies and credentials among them. Of a request that was not sent (the cache or the app has answered it), as the
    /// page made it. Changing it has no effect.
    /// </summary>
    public CoreWebView2WebResourceRequest Request
    {
        get
        {
            _thread.Check(nameof(CoreWebView2WebResourceResponseReceivedEventArgs));
            return _request;
        }
    }

    /// <summary>The response as it was received.</summary>
    public CoreWebView2WebResourceResponseView Response
    {
        get
        {
            _thread.Check(nameof(CoreWebView2WebResourceResponseReceivedEventArgs));
            return _response;
        }
    }
}
