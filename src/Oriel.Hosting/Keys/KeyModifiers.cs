using System;

namespace Oriel.Hosting.Keys;

/// <summary>What was held when a key was pressed, as in the state of an X event.</summary>
[Flags]
internal enum KeyModifiers : ushort
{
    None = 0,
    Shift = 1 << 0,
    CapsLock = 1 << 1,
    Control = 1 << 2,

    /// <summary>Mod1 of every usual keyboard.</summary>
    Alt = 1 << 3,

    /// <summary>Mod2 likewise.</summary>
    NumLock = 1 << 4,

    /// <summary>Mod4 likewise: the Windows key.</summary>
    Super = 1 << 6,
}
