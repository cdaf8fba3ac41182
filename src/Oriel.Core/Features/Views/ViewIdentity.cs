namespace Oriel.Core.Features.Views;

/// <summary>What the broker said of a view when it made it, and what never changes after that.</summary>
internal sealed record ViewIdentity(string ViewId, string ProfileName, bool IsInPrivate, string ProfilePath, int BrowserProcessId, string BrowserContextId);
