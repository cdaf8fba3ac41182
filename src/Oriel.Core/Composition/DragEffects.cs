using System;

namespace Oriel.Composition;

/// <summary>What may become of what is dragged; a bit field.</summary>
[Flags]
public enum DragEffects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is copied.</summary>
    Copy = 1,

    /// <summary>It is linked to.</summary>
    Link = 2,

    /// <summary>It is moved.</summary>
    Move = 16,
}
