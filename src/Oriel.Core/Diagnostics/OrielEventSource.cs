using System.Diagnostics.Tracing;

namespace Oriel.Core.Diagnostics;

/// <summary>What Oriel has to say beside the API: listen with <c>dotnet-trace</c> or an <see cref="EventListener"/> to the source "Oriel".</summary>
[EventSource(Name = "Oriel")]
internal sealed class OrielEventSource : EventSource
{
    internal const string ArgumentIgnoredText = "The browser argument {0} was ignored: {1}";
    internal const string DeferralLostText = "A deferral of {0} was never completed and has been collected; the page waited until now. Take it with 'using'. It was taken in {1}.";
    internal const string BodyUnreadableText = "The stream that the app gave for {0} could not be read: {1} The request has failed.";
    internal const string ThreadBlockedText =
        "Thread {0} has run no callback of WebView2 for {1:0.0} seconds, {2}. These wait for it: {3}. Await instead of blocking (Result, Wait, Sleep), and keep handlers short.";

    internal const string ThreadRecoveredText = "Thread {0} runs callbacks of WebView2 again, after {1:0.0} seconds.";
    internal const string NestedLoopText =
        "A message loop runs on thread {0} inside {1}. WebView2 delivers nothing until that has returned, and a view that is created there never comes. "
        + "Open the dialog after the handler: SynchronizationContext.Current.Post(_ => dialog.ShowDialog(), null).";

    internal static readonly OrielEventSource Log = new();

    /// <summary>The browser refused, or never answered, a command that no member of the API waits for.</summary>
    [Event(1, Level = EventLevel.Informational, Message = "{0}")]
    internal void CallDropped(string message) => WriteEvent(1, message);

    /// <summary>An argument the app gave the browser was left out.</summary>
    [Event(2, Level = EventLevel.Warning, Message = ArgumentIgnoredText)]
    internal void ArgumentIgnored(string argument, string reason) => WriteEvent(2, argument, reason);

    /// <summary>A connection to a broker ended.</summary>
    [Event(3, Level = EventLevel.Informational, Message = "{0}")]
    internal void ConnectionEnded(string message) => WriteEvent(3, message);

    /// <summary>A broker was killed, and what it and its browser may have left could not be removed.</summary>
    [Event(4, Level = EventLevel.Warning, Message = "{0}")]
    internal void TracesLeft(string message) => WriteEvent(4, message);

    /// <summary>A deferral was collected as garbage before it was completed; until then the page waited.</summary>
    [Event(5, Level = EventLevel.Warning, Message = DeferralLostText)]
    internal void DeferralLost(string eventName, string taken) => WriteEvent(5, eventName, taken);

    /// <summary>The stream an app gave for a body could not be read; the request has failed.</summary>
    [Event(6, Level = EventLevel.Warning, Message = BodyUnreadableText)]
    internal void BodyUnreadable(string uri, string reason) => WriteEvent(6, uri, reason);

    /// <summary>The browser refused to write or to delete a cookie, which no member of the API could know when it was called.</summary>
    [Event(7, Level = EventLevel.Warning, Message = "{0}")]
    internal void CookieRefused(string message) => WriteEvent(7, message);

    /// <summary>A UI thread has callbacks to run and does not run them.</summary>
    [Event(8, Level = EventLevel.Warning, Message = ThreadBlockedText)]
    internal void ThreadBlocked(string thread, double seconds, string where, string waiting) => WriteEvent(8, thread, seconds, where, waiting);

    /// <summary>It runs them again.</summary>
    [Event(9, Level = EventLevel.Informational, Message = ThreadRecoveredText)]
    internal void ThreadRecovered(string thread, double seconds) => WriteEvent(9, thread, seconds);

    /// <summary>A handler runs a message loop of its own.</summary>
    [Event(10, Level = EventLevel.Warning, Message = NestedLoopText)]
    internal void NestedLoop(string thread, string handler) => WriteEvent(10, thread, handler);

    /// <summary>A process has crashed, and its dump could not be read.</summary>
    [Event(20, Level = EventLevel.Warning, Message = "{0}")]
    internal void DumpUnreadable(string message) => WriteEvent(20, message);

    /// <summary>What an app has decided about a permission could not be put in force, or not be saved.</summary>
    [Event(15, Level = EventLevel.Warning, Message = "{0}")]
    internal void PermissionRefused(string message) => WriteEvent(15, message);
}
