using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Responses;

namespace Microsoft.Web.WebView2.Core;

/// <summary>An HTTP response that the page has received, to look at.</summary>
/// <remarks>Thread: the view's. It may be kept; its content stays in the browser until it is asked for, and the browser keeps contents only so long.</remarks>
public class CoreWebView2WebResourceResponseView
{
    private readonly OwnThread _thread = OwnThread.Current;
    private readonly ReceivedResponse _response;
    private readonly CoreWebView2HttpResponseHeaders _headers;

    internal CoreWebView2WebResourceResponseView(ReceivedResponse response)
    {
        _response = response;
        _headers = new CoreWebView2HttpResponseHeaders(response.Headers);
    }

    /// <summary>The headers as they were received, <c>Set-Cookie</c> included.</summary>
    public CoreWebView2HttpResponseHeaders Headers => Check()._headers;

    /// <summary>The words beside the status; empty over HTTP/2 and later, which have none.</summary>
    public string ReasonPhrase => Check()._response.Reason;

    /// <summary>The HTTP status; 304 if the server said that what is in the browser's cache is good, 200 for what is no HTTP.</summary>
    public int StatusCode => Check()._response.Status;

    /// <summary>Gets the content of the response, decompressed, when all of it is there.</summary>
    /// <returns>
    /// Null if there is none: for a redirect, an empty body, a navigation that became a download, and for more than 123 MB. Otherwise a stream with all the content, which any thread may read; each
    /// call gives one of its own.
    /// </returns>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task: the content failed to load, or the browser does not keep it any more.</exception>
    /// <exception cref="System.InvalidOperationException">Wrong thread, or the view is closed.</exception>
    public Task<Stream?> GetContentAsync() => CheckOpen()._response.Content.OpenAsync();

    private CoreWebView2WebResourceResponseView Check([CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2WebResourceResponseView), member);
        return this;
    }

    private CoreWebView2WebResourceResponseView CheckOpen([CallerMemberName] string member = "")
    {
        _ = Check(member)._response.View.EnterOpen(nameof(CoreWebView2WebResourceResponseView), member);
        return this;
    }
}
