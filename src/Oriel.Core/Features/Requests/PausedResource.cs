using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.Responses;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Requests;

/// <summary>A request that the browser holds, and what is to become of it.</summary>
internal sealed class PausedResource : DeferrableEvent
{
    private readonly CdpSession _browser;
    private readonly Fetch.RequestPausedEvent _paused;
    private readonly RequestOverride? _given;
    private readonly Stream? _content;
    private readonly int _version;

    /// <param name="browser">Where requests are continued.</param>
    /// <param name="paused">The request.</param>
    /// <param name="headers">As the app may have changed them.</param>
    /// <param name="version">What the version of <paramref name="headers"/> was before.</param>
    /// <param name="given">What an app that navigated with a request of its own put in its place.</param>
    internal PausedResource(CdpSession browser, Fetch.RequestPausedEvent paused, CoreWebView2HttpRequestHeaders headers, int version, RequestOverride? given = null)
        : base(nameof(CoreWebView2WebResourceRequestedEventArgs))
    {
        _browser = browser;
        _paused = paused;
        _given = given;
        _version = version;
        _content = given is null ? BodyOf(paused.Request) : given.Body is { } body ? new MemoryStream(body.ToArray(), writable: false) : null;
        Request = new CoreWebView2WebResourceRequest(paused.Request.Url, given?.Method ?? paused.Request.MethodValue, _content, headers);
        Context = ResourceContexts.From(paused.ResourceType);
    }

    internal CoreWebView2WebResourceRequest Request { get; }

    internal CoreWebView2WebResourceContext Context { get; }

    /// <summary>As the page made it.</summary>
    internal Fetch.RequestPausedEvent Paused => _paused;

    /// <summary>The browser's name for it in its network events; null for one that has none.</summary>
    internal string? NetworkId => _paused.NetworkId;

    internal CoreWebView2WebResourceResponse? Response { get; set; }

    /// <summary>Whether the browser has got the app's own response, and no server is asked.</summary>
    internal bool IsAnsweredByApp { get; private set; }

    /// <summary>The stream of the app's that has to be read before the browser can be answered, if there is one.</summary>
    internal Stream? StreamToRead => Response is not null ? Response.Content : ReferenceEquals(Request.Content, _content) ? null : Request.Content;

    /// <summary>What the page sends along, as far as the browser tells it.</summary>
    internal static MemoryStream? BodyOf(Network.Request request)
    {
        if (request.PostDataEntries is not { Count: > 0 } entries)
        {
            return null;
        }

        // A file that a form uploads is not told; what is told comes in pieces around it.
        MemoryStream body = new();
        foreach (Network.PostDataEntry entry in entries)
        {
            body.Write((entry.Bytes ?? default).Span);
        }

        return new MemoryStream(body.ToArray(), writable: false);
    }

    /// <summary>What goes out in the place of the page's own request, if something does.</summary>
    /// <param name="body">What was in <see cref="StreamToRead"/>.</param>
    internal SentRequest? ToSent(ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemory<byte>? given = ReferenceEquals(Request.Content, _content) ? _given?.Body : body;
        return Response is not null || (given is null && Request.Uri == _paused.Request.Url && Request.Method == _paused.Request.MethodValue)
            ? null
            : new SentRequest(_paused.Request.Url, Request.Uri, Request.Method, given);
    }

    internal PausedResource Enter([CallerMemberName] string member = "")
    {
        Check(member);
        return this;
    }

    /// <summary>Answers the browser: with the app's response, or by letting the request go on with what the app has changed of it.</summary>
    /// <param name="body">What was in <see cref="StreamToRead"/>.</param>
    internal void Answer(ReadOnlyMemory<byte> body)
    {
        if (Response is { } response)
        {
            IsAnsweredByApp = true;
            _browser.Post(new Fetch.FulfillRequestCommand(_paused.RequestId, response.StatusCode)
            {
                ResponseHeaders = [.. response.Headers.List.GetAll().Select(static header => new Fetch.HeaderEntry(header.Key, header.Value))],
                ResponsePhrase = response.ReasonPhrase.Length > 0 ? response.ReasonPhrase : null,
                Body = body,
            });
            return;
        }

        _browser.Post(new Fetch.ContinueRequestCommand(_paused.RequestId)
        {
            Url = Request.Uri == _paused.Request.Url ? null : Request.Uri,
            MethodValue = Request.Method == _paused.Request.MethodValue ? null : Request.Method,
            PostData = ReferenceEquals(Request.Content, _content) ? _given?.Body : body,
            Headers = _given is not null || Request.Headers.List.Version != _version ? RequestHeaders.ToEntries(Request.Headers) : null,
        });
    }

    internal void Fail() => _browser.Post(new Fetch.FailRequestCommand(_paused.RequestId, "Failed"));
}
