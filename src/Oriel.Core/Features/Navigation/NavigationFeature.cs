using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Requests;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// What the app sees of navigation: it begins them and raises their events, in the documented order, for the main frame and for child
/// frames. <see cref="NavigationTracker"/> follows what the browser says and drives this.
/// </summary>
/// <remarks>
/// Constraints: NavigationStarting blocks the navigation until its handlers have returned, and can cancel it; all events of one navigation
/// carry one id, over redirects too; a navigation that another one supersedes completes after the other has started.
/// Scheme: what goes over the network is paused by the browser-level Fetch, and NavigationStarting is raised there. What does not
/// (about:, data:, blob:) is announced before it is begun when the API asks for it, and only told when a page begins it.
/// </remarks>
internal sealed class NavigationFeature(View view) : Feature(view)
{
    private static ulong s_lastId;

    private readonly List<(Action Run, Action Abandon)> _whenDocumentIsThere = [];
    private NavigationTracker? _tracker;
    private int _queued;

    /// <summary>Navigations that the browser was asked for, or is about to be, and has not answered.</summary>
    private int _asked;

    internal EventHandler<CoreWebView2NavigationStartingEventArgs>? Starting { get; set; }

    internal EventHandler<CoreWebView2NavigationCompletedEventArgs>? Completed { get; set; }

    internal EventHandler<CoreWebView2NavigationStartingEventArgs>? FrameStarting { get; set; }

    internal EventHandler<CoreWebView2NavigationCompletedEventArgs>? FrameCompleted { get; set; }

    internal EventHandler<CoreWebView2ContentLoadingEventArgs>? ContentLoading { get; set; }

    internal EventHandler<CoreWebView2DOMContentLoadedEventArgs>? DomContentLoaded { get; set; }

    /// <summary>Whether ContentLoading has been raised: before that there is nothing to see.</summary>
    internal bool HasContent { get; private set; }

    /// <summary>How often the app has stopped or cancelled what the main frame was to show.</summary>
    internal int Refusals { get; private set; }

    /// <summary>How many documents the main frame has had, error pages included.</summary>
    internal int Documents { get; private set; }

    /// <summary>What NavigateToString has put into the shown document; kept for who looks after the view.</summary>
    internal string? ShownContent { get; private set; }

    /// <summary>Whether loading the shown document again would do once more what its request has done.</summary>
    internal bool IsPosted { get; private set; }

    /// <summary>Whether the view has been navigated, or is about to be.</summary>
    internal bool HasBegun => HasContent || _queued > 0 || Announced is not null || Override is not null || View.Frames.Main.Navigation is not null;

    /// <summary>Whether the app has asked for a navigation of which the browser may not have said anything yet.</summary>
    internal bool IsAsking => _asked > 0;

    /// <summary>The navigation the API announced and the browser has not begun yet.</summary>
    internal NavigationState? Announced { get; private set; }

    internal RendererRevival Revival { get; } = new(view);

    internal LostRequests LostRequests { get; } = new(view);

    /// <summary>What the next paused request of the main frame is to be replaced by.</summary>
    internal RequestOverride? Override { get; private set; }

    /// <summary>The API has asked for a navigation in the history, and the browser has not begun it yet. A page's own looks the same.</summary>
    internal bool ExpectsHistoryNavigation { get; set; }

    internal static ulong NextId() => Interlocked.Increment(ref s_lastId);

    internal void Navigate(string uri)
    {
        NavigationUri.Verify(uri, nameof(uri));
        Override = null;
        if (NavigationUri.GoesOverTheNetwork(uri))
        {
            Begin(uri);
        }
        else
        {
            Announce(ByApi(uri));
        }
    }

    internal void NavigateToString(string htmlContent)
    {
        NavigationUri.VerifyContent(htmlContent, nameof(htmlContent));
        Override = null;
        NavigationState state = ByApi(NavigationUri.Blank);
        state.Content = htmlContent;
        state.AwaitsContent = true;
        Announce(state);
    }

    internal void Navigate(RequestOverride request)
    {
        NavigationUri.Verify(request.Uri, "Request");
        Override = request;
        Begin(request.Uri);
    }

    /// <summary>Until <see cref="Restart"/> is called: what the browser still says of the navigation that is begun anew concerns nobody.</summary>
    internal bool IsRestarting { get; set; }

    /// <summary>Repeats, with all its headers and its body, the first request of a window that a page has opened. It must be the page's own again, and not the app's, or it would be sent cookies that are not for it.</summary>
    /// <param name="request">As the page sent it.</param>
    /// <param name="hasOpener">Whether the window's empty document has the origin of the page that opened it; otherwise it has none.</param>
    internal void Restart(Network.Request request, bool hasOpener)
    {
        IsRestarting = false;
        Override = RequestOverride.From(request);
        if (!hasOpener && request.IsSameSite == true)
        {
            View.Dispatcher.Observe(BeginAsync(request.Url + request.UrlFragment));
            return;
        }

        StringBuilder script = new("location.replace(");
        JavaScriptLiteral.Append(script, request.Url + request.UrlFragment);
        View.Page.Post(new Runtime.EvaluateCommand(script.Append(')').ToString()) { Silent = true });
    }

    internal void Reload() => Revival.BeforeNavigation(() => View.Page.Post(default(Page.ReloadCommand)));

    internal void Stop()
    {
        Refusals++;
        View.Page.Post(default(Page.StopLoadingCommand));
    }

    /// <summary>Whether the main frame is between NavigationStarting and its new document, or about to be when its page has a renderer again.</summary>
    internal bool IsWaitingForDocument => Revival.IsUnderWay || View.Frames.Main.Navigation is { IsStarted: true, IsCommitted: false, IsCompleted: false };

    /// <summary>Whether the browser has begun to bring another document into the main frame. Until that has ended it passes nothing on to the one that is there.</summary>
    internal bool IsHoldingBack => Revival.IsUnderWay || View.Frames.Main.Navigation is { IsCommitted: false, IsCompleted: false };

    /// <summary>Runs <paramref name="action"/> when the document the main frame waits for is there, or will not come.</summary>
    /// <param name="action">Not before the document is there.</param>
    /// <param name="abandon">Run instead when the view is closed first.</param>
    internal void WhenDocumentIsThere(Action action, Action abandon) => _whenDocumentIsThere.Add((action, abandon));

    /// <summary>Complete at once unless the main frame waits for a document.</summary>
    internal Task WhenDocumentIsThereAsync()
    {
        if (!IsWaitingForDocument)
        {
            return Task.CompletedTask;
        }

        TaskCompletionSource there = new();
        _whenDocumentIsThere.Add((there.SetResult, () => there.SetException(new SessionClosedException())));
        return there.Task;
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            Announced = null;
            _tracker = new NavigationTracker(View, this);
        }

        _tracker!.Attach(session, isPage);
    }

    internal override void Close()
    {
        Starting = null;
        Completed = null;
        FrameStarting = null;
        FrameCompleted = null;
        ContentLoading = null;
        DomContentLoaded = null;
        foreach ((_, Action abandon) in TakeWaiting())
        {
            // In its turn: what is awaited goes on in the app, which may be in a handler that has called Close.
            View.Dispatcher.Post(new EnvironmentCallback(abandon));
        }
    }

    internal NavigationState? TakeAnnounced()
    {
        NavigationState? state = Announced;
        Announced = null;
        return state;
    }

    /// <summary>The request for a document of a frame waits.</summary>
    internal void OnRequestPaused(CdpSession browser, Fetch.RequestPausedEvent e) => _tracker!.OnRequestPaused(browser, e);

    internal void OnContentShown(string content) => ShownContent = View.Watcher is null ? null : content;

    internal RequestOverride? TakeOverride()
    {
        RequestOverride? request = Override;
        Override = null;
        return request;
    }

    /// <summary>Raises NavigationStarting or FrameNavigationStarting.</summary>
    /// <returns>What the handlers left: whether to cancel, and the headers to send.</returns>
    internal CoreWebView2NavigationStartingEventArgs RaiseStarting(NavigationState state, string url, CoreWebView2HttpRequestHeaders headers, bool isRedirected)
    {
        state.IsStarted = true;
        CoreWebView2NavigationStartingEventArgs args = new(state.Id, url, state.Kind, headers, isRedirected, state.IsUserInitiated);
        View.Raise(state.IsMain ? Starting : FrameStarting, args);
        if (state.IsMain)
        {
            Refusals += args.Cancel ? 1 : 0;
            View.Settings.OnNavigationStarted();
        }

        return args;
    }

    /// <summary>Raises what a new document begins with: SourceChanged, ContentLoading, HistoryChanged.</summary>
    internal void RaiseCommitted(NavigationState state, string url, bool isErrorPage)
    {
        if (!state.IsMain)
        {
            View.History.Refresh();
            return;
        }

        HasContent = true;
        Documents++;
        ShownContent = null;
        IsPosted = state.IsPosted;
        View.Scrolling.OnNewDocument();
        View.Settings.OnNewDocument();
        View.Messages.OnNewDocument();
        View.Wishes.SetFullScreen(false);
        View.Documents.SetSource(url, isNewDocument: true);
        View.Raise(ContentLoading, new CoreWebView2ContentLoadingEventArgs(state.Id, isErrorPage));
        View.History.OnNewDocument();
        RunWhatWaited();
    }

    internal void RaiseDomContentLoaded(NavigationState state) =>
        View.History.InOrder(() => View.Raise(DomContentLoaded, new CoreWebView2DOMContentLoadedEventArgs(state.Id)));

    internal void RaiseCompleted(NavigationState state)
    {
        state.IsCompleted = true;
        CoreWebView2WebErrorStatus status = state switch
        {
            { Error: not null } => WebErrorStatuses.FromNetError(state.Error),
            { HttpStatus: >= 400 } => WebErrorStatuses.FromHttpStatus(state.HttpStatus),
            _ => CoreWebView2WebErrorStatus.Unknown,
        };
        CoreWebView2NavigationCompletedEventArgs args = new(state.Id, state.Error is null && state.HttpStatus < 400, status, state.HttpStatus);
        View.History.InOrder(() => View.Raise(state.IsMain ? Completed : FrameCompleted, args));
        if (state.IsMain)
        {
            RunWhatWaited();
        }
    }

    private static NavigationState ByApi(string uri) => new(NextId(), isMain: true, uri, CoreWebView2NavigationKind.NewDocument) { IsUserInitiated = true };

    /// <summary>Raises NavigationStarting for what the browser will not pause, then begins it. Not before the API call has returned.</summary>
    private void Announce(NavigationState state)
    {
        _queued++;
        View.Dispatcher.Post(new ViewCallback(View, () =>
        {
            _queued--;
            BeginAnnounced(state);
        }, "CoreWebView2.NavigationStarting"));
    }

    private void BeginAnnounced(NavigationState state)
    {
        if (RaiseStarting(state, state.Url, RequestHeaders.None(), isRedirected: false).Cancel)
        {
            state.Error = WebErrorStatuses.Aborted;
            RaiseCompleted(state);
        }
        else if (!View.IsClosed)
        {
            Announced = state;
            View.Dispatcher.Observe(BeginAfterAsync(View.BeforeNewDocument(), state.Url));
        }
    }

    /// <summary>Begins what the browser will pause: at once, unless an earlier call waits to be announced. The last call must win.</summary>
    private void Begin(string uri)
    {
        if (_queued == 0)
        {
            View.Dispatcher.Observe(BeginAsync(uri));
            return;
        }

        _queued++;
        View.Dispatcher.Post(new ViewCallback(View, () =>
        {
            _queued--;
            View.Dispatcher.Observe(BeginAsync(uri));
        }, "CoreWebView2.Navigate"));
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task BeginAfterAsync(Task ready, string uri)
    {
        await ready;
        await BeginAsync(uri);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task BeginAsync(string uri)
    {
        _asked++;
        try
        {
            await View.Dialogs.Answered;
            await Revival.BeforeNavigationAsync();
            Page.NavigateResult result = await View.Page.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(uri));
            if (result is { LoaderId: null, ErrorText: { } error } && !View.IsClosed)
            {
                OnRefused(uri, error);
            }
        }
        catch (CdpException refused) when (!View.IsClosed)
        {
            OnRefused(uri, refused.Error.Message);
        }
        finally
        {
            _asked--;
            _tracker?.SendContent(View.Frames.Main);
        }
    }

    /// <summary>The browser reads a URL by its own rules and may begin nothing for one that passed ours: the app is told as of any failed navigation.</summary>
    private void OnRefused(string uri, string error)
    {
        NavigationState state = Announced?.Url == uri ? TakeAnnounced()! : _tracker!.TakeRefused(uri) ?? ByApi(uri);
        if (!state.IsStarted)
        {
            _ = RaiseStarting(state, uri, RequestHeaders.None(), isRedirected: false);
        }

        state.Error = error;
        RaiseCompleted(state);
    }

    private (Action Run, Action Abandon)[] TakeWaiting()
    {
        (Action Run, Action Abandon)[] waiting = [.. _whenDocumentIsThere];
        _whenDocumentIsThere.Clear();
        return waiting;
    }

    /// <summary>A document is there, or will not come. It may be that of a navigation that another one has superseded; then the wait goes on.</summary>
    private void RunWhatWaited()
    {
        if (IsWaitingForDocument)
        {
            return;
        }

        foreach ((Action run, Action abandon) in TakeWaiting())
        {
            (View.IsClosed ? abandon : run)();
        }
    }
}
