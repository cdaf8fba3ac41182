using Oriel.Hosting.Displays;

namespace Oriel.Broker.Windows;

/// <summary>A window of the browser that was caught as it was made.</summary>
internal sealed class HeldWindow
{
    public required uint Id { get; init; }

    /// <summary>Where and how large the browser, or the page that opened it, wants it to be.</summary>
    public XRectangle Wished { get; set; }

    /// <summary>Whether it is in the shelter, and not in a host's window.</summary>
    public bool IsSheltered { get; set; } = true;
}
