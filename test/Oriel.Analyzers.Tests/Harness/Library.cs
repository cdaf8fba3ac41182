namespace Oriel.Analyzers.Tests.Harness;

/// <summary>What code under test is compiled against.</summary>
public enum Library
{
    /// <summary>The official assembly, as a Windows-only project refers to it.</summary>
    Official,

    /// <summary>Ours.</summary>
    Oriel,

    /// <summary>None: the rules have nothing to say.</summary>
    None,
}
