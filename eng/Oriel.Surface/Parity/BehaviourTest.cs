namespace Oriel.Surface.Parity;

/// <summary>A test that holds a statement.</summary>
/// <param name="Statement">The statement's number.</param>
/// <param name="Name"><c>Class.Method</c>.</param>
/// <param name="Path">Its source, from the repository's root, with forward slashes.</param>
internal sealed record BehaviourTest(int Statement, string Name, string Path);
