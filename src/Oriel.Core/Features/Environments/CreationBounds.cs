using System;
using System.Globalization;

namespace Oriel.Core.Features.Environments;

/// <summary>How long the parts of creating a view may take before they count as failed.</summary>
internal static class CreationBounds
{
    /// <summary>Both bounds in seconds, for a test or a machine that is slower than anyone thought.</summary>
    internal const string Variable = "ORIEL_CREATION_TIMEOUT";

    private static readonly TimeSpan? s_asked =
        double.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A broker answers a hello from memory.</summary>
    internal static TimeSpan Hello { get; } = s_asked ?? TimeSpan.FromSeconds(15);

    /// <summary>Longer than the broker gives the old browser to end, a new one to start and a window to open, so that the broker's better explanation comes first.</summary>
    internal static TimeSpan View { get; } = s_asked ?? TimeSpan.FromSeconds(90);
}
