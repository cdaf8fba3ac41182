using System.IO;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Requests;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>One request and its response; a request that is redirected makes several of them.</summary>
internal sealed class Hop(Network.Request request)
{
    private SentRequest? _sent;

    /// <summary>As the page asked for it.</summary>
    internal string Url => request.Url;

    internal ResponseHead? Response { get; set; }

    /// <summary>Whether the network tells headers of this hop.</summary>
    internal bool ExpectsHeaders { get; set; }

    /// <summary>As they went out; null if nothing did, or nobody told.</summary>
    internal NetworkHeaders? SentHeaders { get; set; }

    internal ReceivedHeadersEvent? Received { get; set; }

    internal bool IsRedirect { get; set; }

    /// <summary>There is nothing to wait for: what a page makes of such a response is told as a failure, often enough.</summary>
    internal bool HasNoContent =>
        IsRedirect || Response!.Status is 204 or 205 or 304 || (_sent?.Method ?? request.MethodValue) == "HEAD" || (Received?.Status == Response.Status && Received.Headers["Content-Length"] == "0");

    /// <summary>There is a body of which the page has not told all: it is made of a blob or a file.</summary>
    internal bool HasUntoldBody =>
        _sent?.Body is null && request.HasPostData == true
        && (request.PostDataEntries is not { Count: > 0 } entries || entries.Any(static entry => entry.Bytes is null));

    /// <summary>What <see cref="HasUntoldBody"/> spoke of.</summary>
    internal byte[]? Body { get; set; }

    /// <summary>How long the body is, by what was sent.</summary>
    internal long? BodyLength => long.TryParse(SentHeaders?["Content-Length"], out long length) ? length : null;

    /// <summary>An app has put something else in the place of what the page asked for.</summary>
    internal void Replace(SentRequest sent) => _sent = sent;

    internal CoreWebView2WebResourceRequest ToRequest()
    {
        CoreWebView2HttpRequestHeaders headers = new(WireHeaders.ToList(SentHeaders ?? request.Headers));
        return new CoreWebView2WebResourceRequest(_sent?.Uri ?? request.Url, _sent?.Method ?? request.MethodValue, ContentStream(), headers);
    }

    internal int Status => Received?.Status ?? Response!.Status;

    internal string Reason => Received is { } received && received.Status != Response!.Status ? received.Reason ?? "" : Response!.StatusText;

    internal HeaderList ResponseHeaders => WireHeaders.ToList(Received?.Headers ?? Response!.Headers);

    private MemoryStream? ContentStream() =>
        _sent?.Body is { } given ? new MemoryStream(given.ToArray(), writable: false)
        : Body is not null ? new MemoryStream(Body, writable: false)
        : PausedResource.BodyOf(request);
}
