using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Requests;

/// <summary>
/// The requests of a view's pages that the browser holds. Those for documents go to the navigation first; then an app that has a filter for it may change any or answer it.
/// A request that waits for an app holds up nothing but itself.
/// </summary>
internal sealed class ResourceRequestFeature(View view) : Feature(view)
{
    private const string EventName = "CoreWebView2.WebResourceRequested";

    private readonly ResourceFilters _filters = new();

    // By the browser's network id: those whose body is being read.
    private readonly Dictionary<string, CancellationTokenSource> _reading = [];

    internal EventHandler<CoreWebView2WebResourceRequestedEventArgs>? Requested { get; set; }

    internal void AddFilter(string? uri, CoreWebView2WebResourceContext context, CoreWebView2WebResourceRequestSourceKinds kinds)
    {
        _filters.Add(uri, context, kinds);
        ApplyFilters();
    }

    internal void RemoveFilter(string? uri, CoreWebView2WebResourceContext context, CoreWebView2WebResourceRequestSourceKinds kinds)
    {
        _filters.Remove(uri, context, kinds);
        ApplyFilters();
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        session.Subscribe<Network.LoadingFailedEvent>(OnLoadingFailed);
        if (isPage)
        {
            session.Subscribe<Fetch.RequestPausedEvent>(OnRequestPaused);
            session.Subscribe<Fetch.AuthRequiredEvent>(OnAuthRequired);
        }
    }

    /// <summary>Nobody can answer yet (BasicAuthenticationRequested is not built), so the server's own page for it is shown, with its status.</summary>
    internal static void OnAuthRequired(CdpSession session, Fetch.AuthRequiredEvent e) =>
        session.Connection.BrowserSession.Post(new Fetch.ContinueWithAuthCommand(e.RequestId, new Fetch.AuthChallengeResponse("CancelAuth")));

    internal override void Close()
    {
        Requested = null;
        foreach (CancellationTokenSource reading in _reading.Values)
        {
            reading.Cancel();
        }

        _reading.Clear();
    }

    /// <summary>Gives the app its say about a request, and then the browser its answer.</summary>
    internal void Serve(PausedResource resource)
    {
        if (Requested is null || !_filters.Matches(resource.Request.Uri, resource.Context))
        {
            Answer(resource, default);
            return;
        }

        resource.Completion = new EventCompletion(EventName, View.Dispatcher, () => OnDecided(resource));
        View.Raise(Requested, new CoreWebView2WebResourceRequestedEventArgs(resource), resource.Completion);
    }

    /// <summary>The browser holds a request of this view's.</summary>
    internal void OnRequestPaused(CdpSession session, Fetch.RequestPausedEvent e)
    {
        CdpSession browser = session.Connection.BrowserSession;
        if (View.NewWindows.TryTake(e))
        {
            return;
        }

        if (!View.Target.Shown.IsCompleted)
        {
            View.Dispatcher.Observe(HandleWhenShownAsync(session, e));
            return;
        }

        if (View.HistoryRestore.TryTake(browser, e))
        {
            return;
        }

        if (e.ResourceType == "Document")
        {
            View.Navigation.OnRequestPaused(browser, e);
        }
        else if (Requested is null || !_filters.Matches(e.Request.Url, ResourceContexts.From(e.ResourceType)))
        {
            browser.Post(new Fetch.ContinueRequestCommand(e.RequestId));
        }
        else
        {
            CoreWebView2HttpRequestHeaders headers = RequestHeaders.From(e.Request.Headers);
            Serve(new PausedResource(browser, e, headers, headers.List.Version));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task HandleWhenShownAsync(CdpSession session, Fetch.RequestPausedEvent e)
    {
        await View.Target.Shown;
        if (!View.IsClosed)
        {
            OnRequestPaused(session, e);
        }
    }

    private void OnDecided(PausedResource resource)
    {
        if (View.IsClosed)
        {
            return;
        }

        if (resource.StreamToRead is { } stream)
        {
            View.Dispatcher.Observe(AnswerAsync(resource, stream));
        }
        else
        {
            Answer(resource, default);
        }
    }

    private void Answer(PausedResource resource, ReadOnlyMemory<byte> body)
    {
        View.Responses.OnContinued(resource.Paused, resource.ToSent(body));
        resource.Answer(body);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task AnswerAsync(PausedResource resource, Stream stream)
    {
        // Disposed of by nobody: it has no timer, and a read that blocks for ever may still look at it.
        CancellationTokenSource reading = new();
        if (resource.NetworkId is { } id)
        {
            _reading[id] = reading;
        }

        try
        {
            ReadOnlyMemory<byte> body = await View.Dispatcher.Marshal(Task.Run(() => StreamReading.ReadToEnd(stream, reading.Token), CancellationToken.None));
            if (!View.IsClosed && !reading.IsCancellationRequested)
            {
                Answer(resource, body);
            }
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // The page does not want it any more.
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ObjectDisposedException or OutOfMemoryException or OverflowException)
        {
            OrielLog.BodyUnreadable(resource.Request.Uri, e.Message);
            resource.Fail();
        }
        finally
        {
            if (resource.NetworkId is { } done)
            {
                _reading.Remove(done);
            }
        }
    }

    private void OnLoadingFailed(CdpSession session, Network.LoadingFailedEvent e)
    {
        if (_reading.TryGetValue(e.RequestId, out CancellationTokenSource? reading))
        {
            reading.Cancel();
        }
    }

    private void ApplyFilters() =>
        View.Link.Connection.BrowserSession.Post(new BrokerDomain.SetRequestPatternsCommand(View.Identity.ViewId, _filters.ToPatterns()));
}
