using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>
/// A request by the id that it keeps over redirects, until its last response is loaded. The page and the network service speak of it each in its own time, so whatever comes first is kept.
/// </summary>
internal sealed class Exchange(string requestId)
{
    private readonly Queue<Hop> _answered = new();
    private readonly List<NetworkHeaders> _sent = [];
    private readonly List<ReceivedHeadersEvent> _received = [];
    private readonly TaskCompletionSource<LoadEnd> _end = new();
    private SentRequest? _replacement;
    private int _taken;

    internal string RequestId { get; } = requestId;

    /// <summary>Who has spoken of it last, and so knows its body.</summary>
    internal CdpSession? Session { get; set; }

    internal string? LoaderId { get; private set; }

    internal string? FrameId { get; private set; }

    /// <summary>The request that waits for its response.</summary>
    internal Hop? Current { get; private set; }

    /// <summary>Whether a page has told of the request; the network tells of others' as well.</summary>
    internal bool IsKnown { get; private set; }

    internal bool IsDocument => LoaderId == RequestId;

    /// <summary>There are responses whose headers the network owes.</summary>
    internal bool Waits => _answered.Count > 0;

    /// <summary>Somebody wants its body, or had the chance to ask for it: what of its ends is not to be missed.</summary>
    internal bool IsWanted { get; set; }

    /// <summary>The bytes of the body so far.</summary>
    internal long Length { get; set; }

    internal Task<LoadEnd> Ended => _end.Task;

    internal void Begin(Network.Request request, string loaderId, string? frameId)
    {
        IsKnown = true;
        LoaderId = loaderId;
        FrameId = frameId;
        Current = new Hop(request);
        if (_replacement?.PageUri == request.Url)
        {
            Current.Replace(_replacement);
        }
    }

    /// <summary>May come before the page has told of the request.</summary>
    internal void Replace(SentRequest sent)
    {
        _replacement = sent;
        if (Current?.Url == sent.PageUri)
        {
            Current.Replace(sent);
        }
    }

    internal void Answer(ResponseHead response, bool hasHeaders, bool isRedirect)
    {
        if (Current is not { } hop)
        {
            // A part of a multipart response: it has been answered.
            return;
        }

        Current = null;
        hop.Response = response;
        hop.ExpectsHeaders = hasHeaders;
        hop.IsRedirect = isRedirect;
        _answered.Enqueue(hop);
    }

    internal void AddSent(NetworkHeaders headers) => _sent.Add(headers);

    internal void AddReceived(ReceivedHeadersEvent headers) => _received.Add(headers);

    /// <summary>The next hop of which everything is there, in their order.</summary>
    /// <param name="hop">The hop.</param>
    /// <param name="atAnyRate">Also one whose headers have not come.</param>
    internal bool TryTakeAnswered([NotNullWhen(true)] out Hop? hop, bool atAnyRate = false)
    {
        if (!_answered.TryPeek(out hop) || (hop.ExpectsHeaders && !TryTakeHeaders(hop) && !atAnyRate))
        {
            return false;
        }

        _ = _answered.Dequeue();
        return true;
    }

    internal void End(LoadEnd end)
    {
        _sent.Clear();
        _received.Clear();
        _taken = 0;
        _end.TrySetResult(end);
    }

    /// <summary>The network also tells of answers that nobody else gets to see, as when credentials are asked for and given, so the status tells whose headers are whose.</summary>
    private bool TryTakeHeaders(Hop hop)
    {
        int status = hop.Response!.Status;
        int index = _received.FindIndex(_taken, received => received.Status == status || (received.Status == 304 && status == 200));
        if (index < 0)
        {
            return false;
        }

        _taken = index + 1;
        hop.Received = _received[index];
        hop.SentHeaders = index < _sent.Count ? _sent[index] : _sent.Count > 0 ? _sent[^1] : null;
        return true;
    }
}
