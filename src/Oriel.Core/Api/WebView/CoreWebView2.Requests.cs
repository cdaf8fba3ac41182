using System;

namespace Microsoft.Web.WebView2.Core;

public partial class CoreWebView2
{
    /// <summary>
    /// Raised for a request of the page or of a frame in it that matches a filter (see <see cref="AddWebResourceRequestedFilter(string, CoreWebView2WebResourceContext)"/>), and again for each
    /// redirect of it. The request waits for the handlers and their deferrals; other requests do not.
    /// </summary>
    public event EventHandler<CoreWebView2WebResourceRequestedEventArgs> WebResourceRequested
    {
        add => Use().Requests.Requested += value;
        remove => UseAfterClose().Requests.Requested -= value;
    }

    /// <summary>
    /// Raised for each response that the page, a frame of it or a dedicated worker receives, whatever it comes from: the network, a cache, a file or data: URI, an app that handles
    /// <see cref="WebResourceRequested"/>. A request that is redirected is raised once for each redirect and once for the response in the end. The page does not wait for the handlers, and nothing is
    /// guaranteed about which comes first.
    /// </summary>
    /// <remarks>Not raised for requests that were sent before there was a handler. While there is one, the browser keeps the contents of what the page loads, up to 200 MB.</remarks>
    public event EventHandler<CoreWebView2WebResourceResponseReceivedEventArgs> WebResourceResponseReceived
    {
        add => Use().Responses.Received += value;
        remove => UseAfterClose().Responses.Received -= value;
    }

    /// <summary>Adds a filter for requests of documents and what belongs to them. To see all of a page's, add it before navigating there.</summary>
    /// <param name="uri">
    /// Compared with the whole URI, normalised and without its fragment: <c>*</c> is any number of characters, <c>?</c> exactly one, a backslash before them makes them plain. Null matches nothing.
    /// </param>
    /// <param name="ResourceContext">What the requests are for; All for any.</param>
    /// <exception cref="ArgumentException">There is no such context.</exception>
    public void AddWebResourceRequestedFilter(string uri, CoreWebView2WebResourceContext ResourceContext) =>
        Use().Requests.AddFilter(uri, ResourceContext, CoreWebView2WebResourceRequestSourceKinds.Document);

    /// <inheritdoc cref="AddWebResourceRequestedFilter(string, CoreWebView2WebResourceContext)"/>
    /// <param name="uri">As above.</param>
    /// <param name="ResourceContext">As above.</param>
    /// <param name="requestSourceKinds">Who asks; more than one can be given. Requests of shared and service workers are never raised (docs/parity.md).</param>
    public void AddWebResourceRequestedFilter(string uri, CoreWebView2WebResourceContext ResourceContext, CoreWebView2WebResourceRequestSourceKinds requestSourceKinds) =>
        Use().Requests.AddFilter(uri, ResourceContext, requestSourceKinds);

    /// <summary>Removes a filter; one that was added several times stays until it has been removed as often.</summary>
    /// <param name="uri">As it was added.</param>
    /// <param name="ResourceContext">As it was added.</param>
    /// <exception cref="ArgumentException">It was not added, or has been removed.</exception>
    public void RemoveWebResourceRequestedFilter(string uri, CoreWebView2WebResourceContext ResourceContext) =>
        Use().Requests.RemoveFilter(uri, ResourceContext, CoreWebView2WebResourceRequestSourceKinds.Document);

    /// <inheritdoc cref="RemoveWebResourceRequestedFilter(string, CoreWebView2WebResourceContext)"/>
    /// <param name="uri">As it was added.</param>
    /// <param name="ResourceContext">As it was added.</param>
    /// <param name="requestSourceKinds">Those to remove; it stays for the others it was added for.</param>
    public void RemoveWebResourceRequestedFilter(string uri, CoreWebView2WebResourceContext ResourceContext, CoreWebView2WebResourceRequestSourceKinds requestSourceKinds) =>
        Use().Requests.RemoveFilter(uri, ResourceContext, requestSourceKinds);
}
