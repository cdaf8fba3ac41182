using System;
using Oriel.Core.Features.Environments;

namespace Oriel.Recovery;

/// <summary>One decision for all views of an environment that have lost their browser.</summary>
/// <param name="Number">Of decisions that follow each other.</param>
/// <param name="Group">Where the views are to be created.</param>
/// <param name="Attempt">Which in a row; if <paramref name="Delay"/> is null, how many there were.</param>
/// <param name="Delay">The time before it; null when no further attempt is made.</param>
internal sealed record Reopening(int Number, BrowserGroup Group, int Attempt, TimeSpan? Delay)
{
    /// <summary>Whether names and passwords in addresses are left out, because what the browser knew of them was to be forgotten.</summary>
    internal bool ForgetsCredentials { get; init; }
}
