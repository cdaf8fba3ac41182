using System;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Oriel.Diagnostics;

/// <summary>What Oriel says beside the API: warnings for the author of an app. They go to the event source "Oriel" in any case, and to a logger if the app gives one.</summary>
/// <remarks>Thread: any. What is set here holds for the whole process.</remarks>
public static class OrielDiagnostics
{
    private static long s_blockedThreadLimit = TimeSpan.FromSeconds(3).Ticks;
    private static ILoggerFactory? s_loggerFactory;

    /// <summary>Makes the logger "Oriel" that the warnings go to. Null, as it is at first, for none.</summary>
    public static ILoggerFactory? LoggerFactory
    {
        get => Volatile.Read(ref s_loggerFactory);
        set => Volatile.Write(ref s_loggerFactory, value);
    }

    /// <summary>
    /// How long the callbacks of a UI thread may wait for it before a warning says that it is blocked: 3 seconds at first. <see cref="Timeout.InfiniteTimeSpan"/> for never. While a debugger is attached
    /// nothing is said.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public static TimeSpan BlockedThreadLimit
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref s_blockedThreadLimit));
        set
        {
            if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The limit must be positive, or Timeout.InfiniteTimeSpan for never.");
            }

            Volatile.Write(ref s_blockedThreadLimit, value.Ticks);
        }
    }
}
