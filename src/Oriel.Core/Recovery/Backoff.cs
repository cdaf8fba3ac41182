using System;

namespace Oriel.Recovery;

/// <summary>When, and whether, the next attempt is made. Whoever shares one locks it.</summary>
internal sealed class Backoff(RecoveryOptions options)
{
    private int _attempts;
    private long? _recovered;

    internal RecoveryOptions Options { get; } = options;

    /// <summary>It has failed, once more or for the first time in a while.</summary>
    /// <returns>The number of the attempt to make and the time to let go by before it; no time when there were too many, and then their number.</returns>
    internal (int Attempt, TimeSpan? Delay) Next()
    {
        if (_recovered is { } recovered && Options.TimeProvider.GetElapsedTime(recovered) >= Options.StablePeriod)
        {
            _attempts = 0;
        }

        _recovered = null;
        if (_attempts >= Options.MaxAttempts)
        {
            // From here on it is in the app's hands; what fails much later is something new.
            OnRecovered();
            return (_attempts, null);
        }

        _attempts++;
        return (_attempts, DelayBefore(_attempts));
    }

    internal void OnRecovered() => _recovered = Options.TimeProvider.GetTimestamp();

    /// <summary>Somebody wants it tried again.</summary>
    internal void Reset()
    {
        _attempts = 0;
        _recovered = null;
    }

    private TimeSpan DelayBefore(int attempt)
    {
        if (attempt == 1)
        {
            return TimeSpan.Zero;
        }

        double delay = Options.FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 2);
        return delay < Options.MaxDelay.TotalMilliseconds ? TimeSpan.FromMilliseconds(delay) : Options.MaxDelay;
    }
}
