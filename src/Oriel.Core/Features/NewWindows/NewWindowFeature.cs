using System;
using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.NewWindows;

/// <summary>
/// Windows that the page opens. One exists before anybody is asked, but does not run: its opener's script waits for it, as documented, while the handlers run. A view that is to show it adopts it; the
/// opener's handle to it stays what it is. When the handlers have left the decision open, the window runs, and its first request waits.
/// </summary>
internal sealed class NewWindowFeature(View view) : Feature(view)
{
    private const string EventName = "CoreWebView2.NewWindowRequested";

    // The renderer announces each window before it asks the browser for it.
    private readonly Queue<Page.WindowOpenEvent> _announced = new();
    private readonly Dictionary<string, NewWindow> _windows = [];

    internal EventHandler<CoreWebView2NewWindowRequestedEventArgs>? Requested { get; set; }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _announced.Clear();
        }

        session.Subscribe<Page.WindowOpenEvent>((_, e) => _announced.Enqueue(e));
    }

    internal override void Close()
    {
        Requested = null;
        _announced.Clear();
        _windows.Clear();
    }

    /// <summary>The window is there.</summary>
    internal void OnAttached(CdpSession popup, Target.TargetInfo target)
    {
        _ = _announced.TryDequeue(out Page.WindowOpenEvent? announced);
        NewWindow window = new(View, popup, target, announced);
        _windows.Add(target.TargetId, window);
        window.Completion = new EventCompletion(EventName, View.Dispatcher, () => OnDecided(window));
        View.Raise(Requested, new CoreWebView2NewWindowRequestedEventArgs(window), window.Completion);
        window.Run();
    }

    /// <summary>Takes the requests of windows that this page has opened.</summary>
    /// <returns>False if it is none of those.</returns>
    internal bool TryTake(Fetch.RequestPausedEvent e)
    {
        if (!_windows.TryGetValue(e.FrameId, out NewWindow? window))
        {
            return false;
        }

        window.OnRequestPaused(e);
        Forget(window);
        return true;
    }

    private void OnDecided(NewWindow window)
    {
        // With the view its windows are closed by the broker.
        if (!View.IsClosed)
        {
            window.Decide();
            Forget(window);
        }
    }

    /// <summary>A request that came before the decision may have been on its way to us; after it, all go to whoever has the window.</summary>
    private void Forget(NewWindow window)
    {
        if (window is { IsDecided: true, HasRequested: true })
        {
            _windows.Remove(window.TargetId);
        }
    }
}
