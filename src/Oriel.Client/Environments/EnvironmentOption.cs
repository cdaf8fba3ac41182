namespace Oriel.Client.Environments;

/// <summary>One option as the broker compares it and as a message about a mismatch names it.</summary>
internal sealed record EnvironmentOption(string Name, string Value);
