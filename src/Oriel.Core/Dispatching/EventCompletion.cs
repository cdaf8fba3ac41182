using System;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Dispatching;

/// <summary>
/// An event whose end something waits for: it is complete when the handlers have returned and every deferral taken by them is complete. Used on the event's own thread alone.
/// </summary>
internal sealed class EventCompletion
{
    private readonly UiDispatcher _dispatcher;
    private readonly Action _completed;

    /// <summary>The handlers together count as one.</summary>
    private int _open = 1;

    /// <param name="eventName">With its type, for people.</param>
    /// <param name="dispatcher">The event's thread.</param>
    /// <param name="completed">Called once, on that thread.</param>
    internal EventCompletion(string eventName, UiDispatcher dispatcher, Action completed)
    {
        EventName = eventName;
        _dispatcher = dispatcher;
        _completed = completed;
    }

    internal string EventName { get; }

    internal bool IsComplete => _open == 0;

    /// <summary>Called once, when it is complete, before whoever waits for its end: for who only counts.</summary>
    internal Action? Counted { get; set; }

    /// <summary>Holds the event open.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread, or the event is complete.</exception>
    internal CoreWebView2Deferral Defer(string type)
    {
        if (!_dispatcher.IsOwnThread)
        {
            throw ThreadErrors.WrongThread(type, "GetDeferral", _dispatcher.ThreadId);
        }

        if (_open == 0)
        {
            throw new InvalidOperationException(
                $"{type}.GetDeferral was called when {EventName} was complete. Take the deferral in the handler, before its first await.");
        }

        _open++;
        return new CoreWebView2Deferral(new EventDeferral(EventName, _dispatcher, Release));
    }

    /// <summary>The handlers have returned, or thrown.</summary>
    internal void OnRaised() => Release();

    private void Release()
    {
        if (--_open == 0)
        {
            Counted?.Invoke();
            _completed();
        }
    }
}
