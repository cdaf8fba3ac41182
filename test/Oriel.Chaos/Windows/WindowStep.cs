using System.Collections.Generic;
using System.Drawing;
using System.Linq;

namespace Oriel.Chaos.Windows;

/// <summary>One thing that is done, with all that was decided of it.</summary>
/// <param name="Deed">What.</param>
/// <param name="View">To which view; null if to none.</param>
/// <param name="Window">In or to which window; null if in none.</param>
/// <param name="Host">By which host; null if by none.</param>
internal sealed record WindowStep(WindowDeed Deed, SeenView? View = null, AppWindow? Window = null, WindowHost? Host = null)
{
    /// <summary>One after the other.</summary>
    internal IReadOnlyList<Rectangle> Bounds { get; init; } = [];

    /// <summary>That are gone with the window or the host.</summary>
    internal IReadOnlyList<SeenView> Lost { get; init; } = [];

    public override string ToString() =>
        string.Join(' ', ((object?[])[Deed, View?.Name, Window, Host?.Name, Bounds.Count == 0 ? null : Bounds[^1], Lost.Count == 0 ? null : $"with {string.Join(", ", Lost.Select(static view => view.Name))}"]).Where(static part => part is not null));
}
