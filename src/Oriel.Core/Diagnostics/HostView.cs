namespace Oriel.Diagnostics;

/// <summary>A view of a host app in a <see cref="ProcessMap"/>.</summary>
/// <param name="Id">What tells it from the other views of the folder; no other meaning.</param>
/// <param name="ProfileName">The name of the profile it uses; <c>Default</c> unless the app gave another.</param>
/// <param name="IsInPrivate">Whether it leaves no trace on disk.</param>
public sealed record HostView(string Id, string ProfileName, bool IsInPrivate);
