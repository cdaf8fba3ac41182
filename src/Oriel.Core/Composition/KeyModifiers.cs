using System;

namespace Oriel.Composition;

/// <summary>The modifier keys that are held while another is pressed; a bit field.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None is held.</summary>
    None = 0,

    /// <summary>Alt.</summary>
    Alt = 1,

    /// <summary>Control.</summary>
    Control = 2,

    /// <summary>The key with the emblem, Super on Linux.</summary>
    Meta = 4,

    /// <summary>Shift.</summary>
    Shift = 8,
}
