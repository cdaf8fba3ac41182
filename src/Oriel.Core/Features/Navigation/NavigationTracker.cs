using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Requests;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// Follows what the browser says of navigations. It names one by its loader, from <c>Page.frameStartedNavigating</c> over the paused
/// request (<c>networkId</c>) and the response (<c>requestId</c>) to the document and its load.
/// </summary>
/// <remarks>
/// How one ends: by the load event of its document; by an error that shows no page (<c>loadingFailed</c>, then <c>frameStoppedLoading</c>,
/// or the start of the navigation that superseded it); or by a document that stops loading (<c>frameStoppedLoading</c> without a load event).
/// </remarks>
internal sealed class NavigationTracker(View view, NavigationFeature feature)
{
    /// <summary>A request is paused within milliseconds of the end of its navigation, if at all.</summary>
    private const int MostGivenUp = 16;

    private readonly Dictionary<string, NavigationState> _byLoader = [];

    /// <summary>The loaders of the last navigations that ended before their request was paused; it may still be.</summary>
    private readonly Queue<string> _givenUp = new(MostGivenUp);

    internal void Attach(CdpSession session, bool isPage)
    {
        session.Subscribe<Page.FrameRequestedNavigationEvent>((_, e) => view.Frames.GetOrAdd(e.FrameId, parentId: null).RequestedByPage = e.Url);
        session.Subscribe<Page.FrameStartedNavigatingEvent>(OnStartedNavigating);
        session.Subscribe<DocumentRequestEvent>(OnRequestWillBeSent);
        session.Subscribe<DocumentResponseEvent>(OnResponseReceived);
        session.Subscribe<Network.LoadingFailedEvent>(OnLoadingFailed);
        session.Subscribe<Page.FrameNavigatedEvent>(OnNavigated);
        session.Subscribe<Page.LifecycleEventEvent>(OnLifecycle);
        session.Subscribe<Page.FrameStoppedLoadingEvent>(OnStoppedLoading);
        session.Post(new Network.EnableCommand(MaxTotalBufferSize: 0, MaxResourceBufferSize: 0));
        session.Post(new Page.SetLifecycleEventsEnabledCommand(Enabled: true));
        if (isPage)
        {
            session.Subscribe<Page.DocumentOpenedEvent>(OnDocumentOpened);
            session.Subscribe<Page.DomContentEventFiredEvent>((_, _) => OnMainDocument(loaded: false));
            session.Subscribe<Page.LoadEventFiredEvent>((_, _) => OnMainDocument(loaded: true));
        }
    }

    /// <summary>A navigation of the top frame that was given up before its first request, by a page that keeps its user for instance; nothing more will be heard of it.</summary>
    internal NavigationState? TakeRefused(string url)
    {
        FrameState frame = view.Frames.Main;
        if (frame.Navigation is not { IsStarted: false, IsCompleted: false } state || state.Url != url)
        {
            return null;
        }

        _byLoader.Remove(state.LoaderId);
        frame.End(state);
        return state;
    }

    private void OnStartedNavigating(CdpSession session, Page.FrameStartedNavigatingEvent e)
    {
        if (feature.Revival.IsAbout(e.Url))
        {
            return;
        }

        bool isByApi = IsByApi(e);
        if (e.NavigationType is "sameDocument" or "historySameDocument" || feature.IsRestarting)
        {
            return;
        }

        FrameState frame = view.Frames.GetOrAdd(e.FrameId, parentId: null);
        bool isMain = view.Frames.IsMain(e.FrameId);
        NavigationState state = (isMain && !NavigationUri.GoesOverTheNetwork(e.Url) ? feature.TakeAnnounced() : null)
            ?? new NavigationState(NavigationFeature.NextId(), isMain, e.Url, NavigationUri.KindOf(e.NavigationType));
        state.LoaderId = e.LoaderId;
        state.Session = session;
        state.IsUserInitiated |= isByApi;
        frame.Begin(state);
        _byLoader[e.LoaderId] = state;
        if (!state.IsStarted && !NavigationUri.GoesOverTheNetwork(e.Url))
        {
            Start(frame, state, e.Url);
        }
    }

    /// <summary>What the page did not ask for, the app did. A page's way through the history is not told beforehand, so there the app's calls are.</summary>
    private bool IsByApi(Page.FrameStartedNavigatingEvent e)
    {
        FrameState frame = view.Frames.GetOrAdd(e.FrameId, parentId: null);
        bool isRequestedByPage = frame.RequestedByPage == e.Url;
        frame.RequestedByPage = null;
        if (!e.NavigationType.StartsWith("history", StringComparison.Ordinal))
        {
            return !isRequestedByPage;
        }

        bool isExpected = feature.ExpectsHistoryNavigation;
        feature.ExpectsHistoryNavigation = false;
        return isExpected;
    }

    private void OnRequestWillBeSent(CdpSession session, DocumentRequestEvent e)
    {
        if (_byLoader.TryGetValue(e.RequestId, out NavigationState? state))
        {
            state.IsUserInitiated |= e.HasUserGesture;
        }
    }

    /// <summary>The request for a document waits.</summary>
    internal void OnRequestPaused(CdpSession browser, Fetch.RequestPausedEvent e)
    {
        if (feature.Revival.IsAbout(e.Request.Url))
        {
            browser.Post(new Fetch.FailRequestCommand(e.RequestId, "Aborted"));
            return;
        }

        FrameState frame = view.Frames.GetOrAdd(e.FrameId, parentId: null);
        if (e.NetworkId is not { } loaderId || !_byLoader.TryGetValue(loaderId, out NavigationState? state))
        {
            if (e.NetworkId is { } ended && _givenUp.Contains(ended))
            {
                browser.Post(new Fetch.FailRequestCommand(e.RequestId, "Aborted"));
                return;
            }

            bool isMain = view.Frames.IsMain(e.FrameId);
            state = new NavigationState(NavigationFeature.NextId(), isMain, e.Request.Url, CoreWebView2NavigationKind.NewDocument) { LoaderId = e.NetworkId ?? "" };
            frame.Begin(state);
            _byLoader[state.LoaderId] = state;
        }

        state.HasAsked = true;
        RequestOverride? request = state.IsMain && e.RedirectedRequestId is null ? feature.TakeOverride() : null;
        state.IsPosted = (request?.Method ?? e.Request.MethodValue) is not ("GET" or "HEAD");
        CoreWebView2HttpRequestHeaders headers = request is null ? RequestHeaders.From(e.Request.Headers) : RequestHeaders.From(e.Request.Headers, request.Headers);
        int version = headers.List.Version;
        StartSuperseded(frame, state);
        bool cancel = feature.RaiseStarting(state, e.Request.Url, headers, isRedirected: e.RedirectedRequestId is not null).Cancel;
        if (view.IsClosed)
        {
            return;
        }

        CompleteAborted(frame, except: state);
        if (cancel)
        {
            browser.Post(new Fetch.FailRequestCommand(e.RequestId, "Aborted"));
            return;
        }

        PausedResource resource = new(browser, e, headers, version, request);
        state.Request = resource;
        if (state.IsMain && view.BeforeNewDocument() is { IsCompleted: false } ready)
        {
            view.Dispatcher.Observe(ServeAfterAsync(ready, resource));
        }
        else
        {
            view.Requests.Serve(resource);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ServeAfterAsync(Task ready, PausedResource resource)
    {
        await ready;
        if (!view.IsClosed)
        {
            view.Requests.Serve(resource);
        }
    }

    private void OnResponseReceived(CdpSession session, DocumentResponseEvent e)
    {
        // A file has no HTTP status, whatever the protocol says.
        if (_byLoader.TryGetValue(e.RequestId, out NavigationState? state) && e.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            state.HttpStatus = e.Status;
        }
    }

    private void OnLoadingFailed(CdpSession session, Network.LoadingFailedEvent e)
    {
        if (!_byLoader.TryGetValue(e.RequestId, out NavigationState? state) || state.IsCommitted)
        {
            return;
        }

        state.Error = e.ErrorText;
        if (state.IsAborted && view.Frames.FindOpen(state) is { } frame && frame.Navigation != state && frame.Navigation is { IsStarted: true })
        {
            Complete(frame, state);
        }
    }

    private void OnNavigated(CdpSession session, Page.FrameNavigatedEvent e)
    {
        FrameState frame = view.Frames.GetOrAdd(e.Frame.Id, e.Frame.ParentId);
        if (!_byLoader.TryGetValue(e.Frame.LoaderId, out NavigationState? state))
        {
            // The empty document a frame begins with: no navigation brought it.
            return;
        }

        if (!state.IsStarted)
        {
            Start(frame, state, e.Frame.UnreachableUrl ?? e.Frame.Url);
        }

        state.IsCommitted = true;
        foreach (NavigationState other in frame.TakeOpenBefore(state))
        {
            // Its document, or the wait for it, ends here. What was begun after this one goes on.
            other.Error ??= other.IsCommitted ? "net::ERR_CONNECTION_ABORTED" : WebErrorStatuses.Aborted;
            Complete(frame, other);
        }

        feature.RaiseCommitted(state, frame.Url, isErrorPage: e.Frame.UnreachableUrl is not null);
        SendContent(frame);
    }

    /// <summary>Hands the text of NavigateToString to its document; but not while another navigation may be bringing a document that must not get it.</summary>
    internal void SendContent(FrameState frame)
    {
        if (!feature.IsAsking && frame.Committed is { Content: { } content } state && frame.IsLast(state) && !view.IsClosed)
        {
            state.Content = null;
            feature.OnContentShown(content);
            view.Page.Post(new Page.SetDocumentContentCommand(frame.Id, content));
        }
    }

    /// <summary>The content of NavigateToString has begun: from here on the document's events are those of the navigation.</summary>
    private void OnDocumentOpened(CdpSession session, Page.DocumentOpenedEvent e)
    {
        if (view.Frames.IsMain(e.Frame.Id) && view.Frames.Main.Navigation is { } state)
        {
            state.AwaitsContent = false;
        }
    }

    private void OnMainDocument(bool loaded)
    {
        FrameState frame = view.Frames.Main;
        if (frame.Committed is { IsCompleted: false, AwaitsContent: false } state)
        {
            OnDocument(frame, state, loaded);
        }
    }

    private void OnLifecycle(CdpSession session, Page.LifecycleEventEvent e)
    {
        if (e.Name is "DOMContentLoaded" or "load" && !view.Frames.IsMain(e.FrameId)
            && _byLoader.TryGetValue(e.LoaderId, out NavigationState? state) && view.Frames.TryFind(e.FrameId, out FrameState? frame))
        {
            OnDocument(frame, state, e.Name == "load");
        }
    }

    private void OnDocument(FrameState frame, NavigationState state, bool loaded)
    {
        if (loaded)
        {
            view.Documents.OnLoaded(state);
            Complete(frame, state);
        }
        else if (state.IsMain)
        {
            feature.RaiseDomContentLoaded(state);
        }
    }

    private void OnStoppedLoading(CdpSession session, Page.FrameStoppedLoadingEvent e)
    {
        if (!view.Frames.TryFind(e.FrameId, out FrameState? frame))
        {
            return;
        }

        CompleteAborted(frame, except: null);
        if (frame.Committed is { IsCompleted: false, AwaitsContent: false } stopped)
        {
            stopped.Error = "net::ERR_CONNECTION_ABORTED";
            Complete(frame, stopped);
        }
    }

    /// <summary>A frame has one navigation under way: what had not even reached its first request when the next one did never will.</summary>
    private void StartSuperseded(FrameState frame, NavigationState by)
    {
        foreach (NavigationState state in frame.TakeOpenBefore(by))
        {
            if (!state.IsStarted)
            {
                state.Error = WebErrorStatuses.Aborted;
                _ = feature.RaiseStarting(state, state.Url, RequestHeaders.None(), isRedirected: false);
            }
        }
    }

    private void Start(FrameState frame, NavigationState state, string url)
    {
        StartSuperseded(frame, state);
        _ = feature.RaiseStarting(state, url, RequestHeaders.None(), isRedirected: false);
        CompleteAborted(frame, except: state);
    }

    private void CompleteAborted(FrameState frame, NavigationState? except)
    {
        foreach (NavigationState state in frame.TakeAborted(except))
        {
            Complete(frame, state);
        }
    }

    private void Complete(FrameState frame, NavigationState state)
    {
        if (!state.IsStarted)
        {
            _ = feature.RaiseStarting(state, state.Url, RequestHeaders.None(), isRedirected: false);
        }

        _byLoader.Remove(state.LoaderId);
        frame.End(state);
        if (!state.HasAsked && state.IsAborted)
        {
            if (_givenUp.Count == MostGivenUp)
            {
                _ = _givenUp.Dequeue();
            }

            _givenUp.Enqueue(state.LoaderId);
        }

        feature.RaiseCompleted(state);
        SendContent(frame);
    }
}
