namespace Oriel.Surface.Reading;

/// <summary>How far a member is, as the attributes on it say.</summary>
internal enum BuildState
{
    /// <summary>No attribute: somebody wrote it.</summary>
    Built,

    /// <summary>Carries <c>Oriel.Core.NotBuiltAttribute</c>: throws NotImplementedException.</summary>
    NotBuilt,

    /// <summary>Carries <c>Oriel.Core.WindowsOnlyAttribute</c>: throws PlatformNotSupportedException.</summary>
    WindowsOnly,
}
