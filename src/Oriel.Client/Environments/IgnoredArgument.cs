namespace Oriel.Client.Environments;

/// <summary>Something in the app's or the user's arguments that does not reach the browser, and why: for the log.</summary>
internal sealed record IgnoredArgument(string Argument, string Reason);
