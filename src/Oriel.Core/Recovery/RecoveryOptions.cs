using System;

namespace Oriel.Recovery;

/// <summary>How a view is brought back, and how often that is tried.</summary>
/// <remarks>
/// Attempts follow one another at growing distances: the first at once, the second after <see cref="FirstDelay"/>, each further one after twice the last delay, but never more than <see cref="MaxDelay"/>. A view that has been
/// well for <see cref="StablePeriod"/> begins anew. Of the browser, which all views of an environment share, attempts are counted once for all of them, by the options of the view that was attached first.
/// </remarks>
public sealed record RecoveryOptions
{
    /// <summary>How many attempts in a row are made before <see cref="ViewRecovery.GaveUp"/> is raised: 5 at first. 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int MaxAttempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 5;

    /// <summary>The time before the second attempt in a row: 1 second at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan FirstDelay { get; init => field = NotNegative(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time before an attempt: 30 seconds at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan MaxDelay { get; init => field = NotNegative(value); } = TimeSpan.FromSeconds(30);

    /// <summary>How long a view must have been well for its failures not to count any more: 60 seconds at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan StablePeriod { get; init => field = NotNegative(value); } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the page is loaded again when its renderer has ended. True at first.</summary>
    public bool ReloadsPage { get; init; } = true;

    /// <summary>Whether child frames whose renderer has ended are navigated again. False at first: the page may want to decide, and its script is untouched.</summary>
    public bool NavigatesFailedFrames { get; init; }

    /// <summary>Whether the controller is created anew when the browser has failed. True at first.</summary>
    public bool RecreatesController { get; init; } = true;

    /// <summary>How many addresses of the session history are restored, those nearest to the shown one: 20 at first. 0 for none but that one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int MaxHistoryEntries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 20;

    /// <summary>What is done about a page that hangs. Nothing at first; anything else has its renderer asked for a sign of life about four times in a minute.</summary>
    public UnresponsiveAction UnresponsiveAction { get; init; }

    /// <summary>How often in a row a page must be told unresponsive (every 15 seconds, see <see cref="Diagnostics.RendererControl.UnresponsiveLimit"/>) for something to be done: 2 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int UnresponsiveCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 2;

    /// <summary>The clock of delays and of <see cref="StablePeriod"/>; for tests.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static TimeSpan NotNegative(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return value;
    }
}
