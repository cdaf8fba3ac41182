namespace Oriel.Surface.Reading;

/// <summary>How far a member is, as the attributes on it say.</summary>
/// <param name="Kind">The state.</param>
/// <param name="Instead">For a Windows-only member, what to use instead; otherwise empty.</param>
internal sealed record BuildState(BuildStateKind Kind, string Instead = "")
{
    public static BuildState Built { get; } = new(BuildStateKind.Built);

    public static BuildState NotBuilt { get; } = new(BuildStateKind.NotBuilt);
}
