namespace Oriel.Broker.Windows;

/// <summary>The X display a browser shows its windows on.</summary>
/// <param name="Name">As in DISPLAY.</param>
/// <param name="Authority">The file that opens it, as in XAUTHORITY; null for the usual one.</param>
internal sealed record BrowserDisplay(string Name, string? Authority);
