using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>
/// Follows what page and network service say of requests, each in its own time, and has the event raised when all that is promised of a response has come. One for all sessions of a view: of a
/// document that changes the process, two speak.
/// </summary>
internal sealed class ResponseTracker(View view, ResponseFeature feature)
{
    internal ExchangeTable Exchanges { get; } = new(view.Dispatcher);

    internal void Follow(ResponseListener listener)
    {
        listener.Add<SentRequestEvent>(OnRequest);
        listener.Add<SentHeadersEvent>((_, e) => Find(e.RequestId)?.AddSent(e.Headers));
        listener.Add<ReceivedHeadersEvent>(OnReceivedHeaders);
        listener.Add<ReceivedResponseEvent>(OnResponse);
        listener.Add<ReceivedDataEvent>(OnData);
        listener.Add<Network.LoadingFinishedEvent>((session, e) => OnEnded(session, e.RequestId, LoadEnd.Whole));
        listener.Add<Network.LoadingFailedEvent>(OnFailed);
        listener.Add<Page.FrameNavigatedEvent>((_, e) => Exchanges.OnNewDocument(e.Frame.Id, e.Frame.LoaderId, view.Frames.IsMain(e.Frame.Id)));
        listener.Add<Page.FrameDetachedEvent>(OnFrameDetached);
        listener.Add<Inspector.TargetCrashedEvent>((crashed, _) => Abandon(crashed, "its process has crashed"));
    }

    /// <summary>A request that the browser held goes on. That for a document may have been told before the app, in NavigationStarting, added a handler; others were sent before there was one.</summary>
    internal void OnContinued(Fetch.RequestPausedEvent paused, string id, SentRequest? sent)
    {
        if (paused.ResourceType == "Document")
        {
            Exchange document = Exchanges.GetOrAdd(id);
            if (!document.IsKnown)
            {
                document.Begin(paused.Request, id, paused.FrameId);
            }
        }

        if (sent is not null)
        {
            Exchanges.GetOrAddUnknown(id).Replace(sent);
        }
    }

    /// <summary>The session has ended, and with it what it speaks of.</summary>
    internal void Abandon(CdpSession session, string reason) => Exchanges.Abandon(exchange => exchange.Session == session, new IOException(reason));

    /// <summary>Null for what nobody wants to know any more.</summary>
    private Exchange? Find(string requestId) =>
        feature.IsWatched ? Exchanges.GetOrAddUnknown(requestId) : Exchanges.TryFind(requestId, out Exchange? known) ? known : null;

    private void OnRequest(CdpSession session, SentRequestEvent e)
    {
        if (!feature.IsWatched && !Exchanges.TryFind(e.RequestId, out _))
        {
            return;
        }

        Exchange exchange = Exchanges.GetOrAdd(e.RequestId);
        exchange.Session = session;
        if (e.Redirect is not null)
        {
            exchange.Answer(e.Redirect, e.RedirectHasHeaders, isRedirect: true);
        }

        exchange.Begin(e.Request, e.LoaderId, e.FrameId);
        RaiseAnswered(exchange);
    }

    private void OnReceivedHeaders(CdpSession session, ReceivedHeadersEvent e)
    {
        if (Find(e.RequestId) is { } exchange)
        {
            exchange.AddReceived(e);
            RaiseAnswered(exchange);
        }
    }

    private void OnResponse(CdpSession session, ReceivedResponseEvent e)
    {
        if (Exchanges.TryFind(e.RequestId, out Exchange? exchange))
        {
            exchange.Session = session;
            exchange.Answer(e.Response, e.HasHeaders, isRedirect: false);
            RaiseAnswered(exchange);
        }
    }

    private void OnFrameDetached(CdpSession session, Page.FrameDetachedEvent e)
    {
        if (e.Reason == "swap")
        {
            Exchanges.OnFrameMoved(e.FrameId, session);
        }
        else
        {
            Exchanges.OnFrameGone(e.FrameId);
        }
    }

    private void OnData(CdpSession session, ReceivedDataEvent e)
    {
        if (Exchanges.TryFind(e.RequestId, out Exchange? exchange))
        {
            exchange.Length += e.Length;
        }
    }

    private void OnFailed(CdpSession session, Network.LoadingFailedEvent e)
    {
        // A document that is given up after its response is a download by now, or has none to show.
        bool isHandedOn = e.Type == "Document" && e.Canceled == true;
        OnEnded(session, e.RequestId, isHandedOn ? LoadEnd.Nothing : LoadEnd.Failed(new IOException(e.ErrorText)));
    }

    private void OnEnded(CdpSession session, string requestId, LoadEnd end)
    {
        if (!Exchanges.TryFind(requestId, out Exchange? exchange))
        {
            return;
        }

        exchange.Session = session;
        if (exchange.Waits)
        {
            view.Dispatcher.Observe(EndLateAsync(exchange, end));
        }
        else
        {
            End(exchange, end);
        }
    }

    /// <summary>
    /// The network service has said what it has to say of a response before it says anything of its body; but that goes another way. What it is asked now, it answers after that. If then the headers
    /// have not come, they will not.
    /// </summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task EndLateAsync(Exchange exchange, LoadEnd end)
    {
        try
        {
            _ = await view.Page.SendAsync<Network.GetCookiesCommand, Network.GetCookiesResult>(default);
        }
        catch (CdpException)
        {
            // An answer as good as any.
        }

        RaiseAnswered(exchange, atAnyRate: true);
        End(exchange, end);
    }

    private void End(Exchange exchange, LoadEnd end)
    {
        Exchanges.Remove(exchange);
        exchange.End(end);
    }

    private void RaiseAnswered(Exchange exchange, bool atAnyRate = false)
    {
        while (feature.IsWatched && exchange.TryTakeAnswered(out Hop? hop, atAnyRate))
        {
            feature.Raise(exchange, hop);
        }
    }
}
