namespace Oriel.Surface.Reading;

internal enum BuildStateKind
{
    /// <summary>No attribute: somebody wrote it.</summary>
    Built,

    /// <summary>Carries <c>Oriel.Core.NotBuiltAttribute</c>: throws NotImplementedException.</summary>
    NotBuilt,

    /// <summary>Carries <c>Oriel.Core.WindowsOnlyAttribute</c>: throws PlatformNotSupportedException.</summary>
    WindowsOnly,
}
