using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>
/// WebResourceResponseReceived. While nobody has a handler for it, nothing is subscribed to and the browser keeps no bodies.
/// </summary>
/// <remarks>
/// Constraints: the event shows what was on the wire, and the page must not wait for it. The page tells of a request and its response as it sees them; the network service tells the headers as
/// they were, before or after that; and what an app puts in a request's place is told by nobody but the app.
/// Scheme: an <see cref="Exchange"/> puts these together by the browser's id. <see cref="ResponseTracker"/> fills them; here is who listens, and what is raised.
/// </remarks>
internal sealed class ResponseFeature(View view) : Feature(view)
{
    private readonly Dictionary<CdpSession, ResponseListener> _listeners = [];
    private readonly HashSet<CdpSession> _workers = [];
    private ResponseTracker? _tracker;
    private EventHandler<CoreWebView2WebResourceResponseReceivedEventArgs>? _received;
    private int _reading;

    internal EventHandler<CoreWebView2WebResourceResponseReceivedEventArgs>? Received
    {
        get => _received;
        set
        {
            bool wasWatched = IsWatched;
            _received = value;
            if (IsWatched && !wasWatched)
            {
                View.Target.Sessions.ForEach(Listen);
            }
            else if (wasWatched && !IsWatched)
            {
                // A handler that removes itself asks for the content after that.
                View.Dispatcher.Post(new ViewCallback(View, StopUnlessWatched));
            }
        }
    }

    internal bool IsWatched => _received is not null;

    private ResponseTracker Tracker => _tracker ??= new ResponseTracker(View, this);

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _listeners.Clear();
            _workers.Clear();
            Tracker.Exchanges.Abandon(static _ => true, new SessionClosedException());
        }

        // A content that is waited for may end there: a document is told of by its parent, and its end by its own process.
        if (IsWatched || _listeners.Count > 0)
        {
            Listen(session);
        }
    }

    /// <summary>A worker of the page's waits to be run.</summary>
    internal void AttachWorker(CdpSession worker)
    {
        _workers.Add(worker);
        Listen(worker);
    }

    internal override void Close()
    {
        _received = null;
        Tracker.Exchanges.Abandon(static _ => true, new SessionClosedException());
    }

    /// <inheritdoc cref="ResponseTracker.OnContinued"/>
    /// <param name="paused">As the page made it.</param>
    /// <param name="sent">What the app put in its place, if it did.</param>
    internal void OnContinued(Fetch.RequestPausedEvent paused, SentRequest? sent)
    {
        if (IsWatched && paused.NetworkId is { } id)
        {
            Tracker.OnContinued(paused, id, sent);
        }
    }

    /// <summary>All that can be told of a response is there.</summary>
    internal void Raise(Exchange exchange, Hop hop)
    {
        if (hop is { HasUntoldBody: true, BodyLength: <= ResponseContent.Limit } && exchange.Session is { IsDetached: false } session)
        {
            View.Dispatcher.Observe(RaiseWithBodyAsync(session, exchange, hop));
        }
        else
        {
            RaiseNow(exchange, hop);
        }
    }

    private void Listen(CdpSession session)
    {
        if (_listeners.ContainsKey(session))
        {
            return;
        }

        ResponseListener listener = new(session);
        Tracker.Follow(listener);
        listener.Add<Target.DetachedFromTargetEvent>(OnDetached);
        listener.Start();
        _listeners.Add(session, listener);
    }

    private void StopUnlessWatched()
    {
        if (!IsWatched)
        {
            Tracker.Exchanges.Abandon(static exchange => !exchange.IsWanted, new IOException("the last handler of WebResourceResponseReceived was removed before it had come"));
            StopWhenDone();
        }
    }

    /// <summary>A content has been asked for: the browser is to keep it until <see cref="EndReading"/>, though its response has long ended.</summary>
    internal void BeginReading() => _reading++;

    /// <summary>It is there, or will not come. Whatever ends the exchange of a content that is waited for ends here, so nothing else has to look whether it was the last one.</summary>
    internal void EndReading()
    {
        _reading--;
        StopWhenDone();
    }

    /// <summary>Contents that were asked for while there was a handler are waited for.</summary>
    private void StopWhenDone()
    {
        if (IsWatched || _reading > 0 || View.IsClosed)
        {
            return;
        }

        foreach ((CdpSession session, ResponseListener listener) in _listeners)
        {
            if (_workers.Contains(session))
            {
                // One that a worker started goes with that.
                listener.Leave(isOwn: session.Parent is { } parent && !_workers.Contains(parent));
            }
            else
            {
                listener.Stop();
            }
        }

        _listeners.Clear();
        _workers.Clear();
    }

    private void OnDetached(CdpSession parent, Target.DetachedFromTargetEvent e)
    {
        if (_listeners.Keys.FirstOrDefault(session => session.SessionId == e.SessionId) is { } gone)
        {
            _listeners.Remove(gone);
            _workers.Remove(gone);
            Tracker.Abandon(gone, "its frame has gone");
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task RaiseWithBodyAsync(CdpSession session, Exchange exchange, Hop hop)
    {
        try
        {
            hop.Body = await View.Dispatcher.Marshal(View.Link.Bodies.ReadAsync(session, new RequestBodyCommand(exchange.RequestId)));
        }
        catch (Exception e) when (e is CdpException or SessionClosedException && !View.IsClosed)
        {
            // The page that knew it has gone. What was told of it before is there.
        }

        if (!View.IsClosed)
        {
            RaiseNow(exchange, hop);
        }
    }

    private void RaiseNow(Exchange exchange, Hop hop)
    {
        ResponseContent content = new(View, hop.HasNoContent ? null : exchange, hop.Url);
        ReceivedResponse response = new(View, hop.Status, hop.Reason, hop.ResponseHeaders, content);
        View.Raise(_received, new CoreWebView2WebResourceResponseReceivedEventArgs(hop.ToRequest(), new CoreWebView2WebResourceResponseView(response)));
    }
}
