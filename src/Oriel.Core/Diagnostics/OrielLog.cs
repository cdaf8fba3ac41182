using System.Globalization;
using Microsoft.Extensions.Logging;
using Oriel.Diagnostics;

namespace Oriel.Core.Diagnostics;

/// <summary>Says each thing that concerns an app's author twice: to the app's own logger, and to the event source.</summary>
internal static class OrielLog
{
    internal static void ArgumentIgnored(string argument, string reason)
    {
        Write(LogLevel.Warning, 2, nameof(ArgumentIgnored), OrielEventSource.ArgumentIgnoredText, argument, reason);
        OrielEventSource.Log.ArgumentIgnored(argument, reason);
    }

    internal static void TracesLeft(string message)
    {
        Write(LogLevel.Warning, 4, nameof(TracesLeft), "{0}", message);
        OrielEventSource.Log.TracesLeft(message);
    }

    internal static void DumpUnreadable(string message)
    {
        Write(LogLevel.Warning, 20, nameof(DumpUnreadable), "{0}", message);
        OrielEventSource.Log.DumpUnreadable(message);
    }

    internal static void CookieRefused(string message)
    {
        Write(LogLevel.Warning, 7, nameof(CookieRefused), "{0}", message);
        OrielEventSource.Log.CookieRefused(message);
    }

    internal static void DeferralLost(string eventName, string taken)
    {
        Write(LogLevel.Warning, 5, nameof(DeferralLost), OrielEventSource.DeferralLostText, eventName, taken);
        OrielEventSource.Log.DeferralLost(eventName, taken);
    }

    internal static void BodyUnreadable(string uri, string reason)
    {
        Write(LogLevel.Warning, 6, nameof(BodyUnreadable), OrielEventSource.BodyUnreadableText, uri, reason);
        OrielEventSource.Log.BodyUnreadable(uri, reason);
    }

    internal static void ThreadBlocked(string thread, double seconds, string where, string waiting)
    {
        Write(LogLevel.Warning, 8, nameof(ThreadBlocked), OrielEventSource.ThreadBlockedText, thread, seconds, where, waiting);
        OrielEventSource.Log.ThreadBlocked(thread, seconds, where, waiting);
    }

    internal static void ThreadRecovered(string thread, double seconds)
    {
        Write(LogLevel.Information, 9, nameof(ThreadRecovered), OrielEventSource.ThreadRecoveredText, thread, seconds);
        OrielEventSource.Log.ThreadRecovered(thread, seconds);
    }

    internal static void NestedLoop(string thread, string handler)
    {
        Write(LogLevel.Warning, 10, nameof(NestedLoop), OrielEventSource.NestedLoopText, thread, handler);
        OrielEventSource.Log.NestedLoop(thread, handler);
    }

    internal static void PermissionRefused(string message)
    {
        OrielEventSource.Log.PermissionRefused(message);
        Write(LogLevel.Warning, 15, nameof(PermissionRefused), "{0}", message);
    }

    private static void Write(LogLevel level, int id, string name, string text, params object[] arguments)
    {
        if (OrielDiagnostics.LoggerFactory?.CreateLogger("Oriel") is { } logger && logger.IsEnabled(level))
        {
            logger.Log(level, new EventId(id, name), string.Format(CultureInfo.InvariantCulture, text, arguments), exception: null, static (message, _) => message);
        }
    }
}
