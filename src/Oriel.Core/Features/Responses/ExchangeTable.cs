using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Responses;

/// <summary>
/// The requests under way. One leaves when it is loaded, when it has failed, and when its document goes, of which the protocol says nothing in its name. So what is held here is what the page loads
/// at this moment, however much it has loaded before.
/// </summary>
/// <param name="queue">Of the view's thread.</param>
internal sealed class ExchangeTable(ICallbackQueue queue)
{
    /// <summary>The network tells of requests of which no page does, such as those of service workers. Of what comes first it is not known yet whether it is one of these.</summary>
    private const int UnknownLimit = 1000;

    private readonly Dictionary<string, Exchange> _exchanges = [];
    private readonly Queue<string> _unknown = new();

    internal bool TryFind(string requestId, [NotNullWhen(true)] out Exchange? exchange) => _exchanges.TryGetValue(requestId, out exchange);

    internal Exchange GetOrAdd(string requestId)
    {
        if (_exchanges.TryGetValue(requestId, out Exchange? exchange))
        {
            return exchange;
        }

        exchange = new Exchange(requestId);
        _exchanges.Add(requestId, exchange);
        return exchange;
    }

    /// <summary>The same for what may never become known.</summary>
    internal Exchange GetOrAddUnknown(string requestId)
    {
        Exchange exchange = GetOrAdd(requestId);
        if (!exchange.IsKnown)
        {
            _unknown.Enqueue(requestId);
            if (_unknown.Count > UnknownLimit && TryFind(_unknown.Dequeue(), out Exchange? oldest) && !oldest.IsKnown)
            {
                _ = _exchanges.Remove(oldest.RequestId);
            }
        }

        return exchange;
    }

    internal void Remove(Exchange exchange) => _exchanges.Remove(exchange.RequestId);

    /// <summary>Ends what nobody will tell the end of: out of the table at once, for those who wait for it in its turn, because this may be called from inside of app code, such as one that closes the view.</summary>
    internal void Abandon(Predicate<Exchange> isGone, Exception reason)
    {
        foreach (Exchange exchange in _exchanges.Values.Where(known => isGone(known)).ToArray())
        {
            Remove(exchange);

            // Not left out if the view is closed by then, as a callback of the view would be.
            queue.Post(new EnvironmentCallback(() => exchange.End(LoadEnd.Failed(reason))));
        }
    }

    /// <summary>A frame has a new document. Requests of the one before are not told the end of; nor are those of frames and workers that went with it.</summary>
    /// <param name="frameId">The frame.</param>
    /// <param name="loaderId">The new document.</param>
    /// <param name="isMain">Whether it is the top frame.</param>
    internal void OnNewDocument(string frameId, string loaderId, bool isMain) => Abandon(
        known => known.IsKnown && (isMain || known.FrameId == frameId) && known.LoaderId != loaderId && !(known.IsDocument && known.Current is not null),
        new IOException("its document has gone"));

    /// <summary>A frame has been removed.</summary>
    internal void OnFrameGone(string frameId) => Abandon(known => known.FrameId == frameId, new IOException("its frame has gone"));

    /// <summary>A frame goes on in another process, which may have spoken of its new document before the old one says so. The new document's own request was the old one's to tell.</summary>
    /// <param name="frameId">The frame.</param>
    /// <param name="session">Where it was.</param>
    internal void OnFrameMoved(string frameId, CdpSession session) =>
        Abandon(known => known.FrameId == frameId && known.Session == session && !known.IsDocument, new IOException("its document has gone"));
}
