namespace Oriel.Conformance.Support;

/// <summary>One event of a view, with what the view said of itself while it was raised.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Args">Its arguments; null where the API has none.</param>
/// <param name="Text">A line for people.</param>
/// <param name="Source">The view's Source.</param>
internal sealed record LoggedEvent(string Name, object? Args, string Text, string Source);
