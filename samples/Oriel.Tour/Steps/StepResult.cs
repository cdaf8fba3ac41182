namespace Oriel.Tour.Steps;

/// <summary>A step that is done, and what was seen and how long it took.</summary>
internal sealed record StepResult(string Title, string Seen, int Milliseconds);
