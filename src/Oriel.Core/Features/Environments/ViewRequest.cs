using System;
using System.Drawing;
using Oriel.Client.Environments;
using Oriel.Core.Features.Window;

namespace Oriel.Core.Features.Environments;

/// <summary>What a controller is asked for.</summary>
/// <param name="Parent">The window, or -3.</param>
/// <param name="Profile">Which.</param>
/// <param name="IsInPrivate">Whether it leaves nothing behind.</param>
/// <param name="Bounds">What it is as large as until the app sets its bounds.</param>
internal sealed record ViewRequest(IntPtr Parent, ProfileName Profile, bool IsInPrivate, Rectangle Bounds)
{
    /// <summary>The color under a page that paints none.</summary>
    public Color Background { get; init; } = Color.White;

    /// <summary>Whether the app shows it itself: it is in no window then, whatever its parent.</summary>
    public bool IsComposed { get; init; }

    /// <summary>As in DISPLAY; null if the browser may be without one.</summary>
    public string? Display => Surface?.Display;

    /// <summary>The place in the parent; null for a view without a visible window.</summary>
    public ParentedSurface? Surface { get; init; }
}
