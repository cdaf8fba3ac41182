using System.Collections.Frozen;
using System.Collections.Generic;

namespace Oriel.Hosting.Keys;

/// <summary>
/// Windows' virtual-key codes (winuser.h) of X's keys. As in Chromium: what the layout calls a key decides, and where that is no Latin letter, digit or sign, its place on a US keyboard does, so that
/// shortcuts work on a Greek layout, too.
/// </summary>
internal static class VirtualKeys
{
    public const int Tab = 0x09;
    public const int Shift = 0x10;
    public const int Control = 0x11;
    public const int Alt = 0x12;
    public const int CapsLock = 0x14;
    public const int Escape = 0x1B;
    public const int Space = 0x20;
    public const int Left = 0x25;
    public const int Right = 0x27;
    public const int Delete = 0x2E;
    public const int Super = 0x5B;
    public const int F1 = 0x70;
    public const int F10 = 0x79;
    public const int NumLock = 0x90;

    private static readonly FrozenDictionary<uint, int> s_byKeysym = new Dictionary<uint, int>
    {
        // keysymdef.h, the first page of function keys.
        [0xFF08] = 0x08,
        [0xFF09] = Tab,
        [0xFE20] = Tab,
        [0xFF0B] = 0x0C,
        [0xFF0D] = 0x0D,
        [0xFF13] = 0x13,
        [0xFF14] = 0x91,
        [0xFF1B] = Escape,
        [0xFF50] = 0x24,
        [0xFF51] = Left,
        [0xFF52] = 0x26,
        [0xFF53] = Right,
        [0xFF54] = 0x28,
        [0xFF55] = 0x21,
        [0xFF56] = 0x22,
        [0xFF57] = 0x23,
        [0xFF60] = 0x29,
        [0xFF61] = 0x2C,
        [0xFF62] = 0x2B,
        [0xFF63] = 0x2D,
        [0xFF67] = 0x5D,
        [0xFF6A] = 0x2F,
        [0xFF7F] = NumLock,
        [0xFF8D] = 0x0D,
        [0xFF95] = 0x24,
        [0xFF96] = Left,
        [0xFF97] = 0x26,
        [0xFF98] = Right,
        [0xFF99] = 0x28,
        [0xFF9A] = 0x21,
        [0xFF9B] = 0x22,
        [0xFF9C] = 0x23,
        [0xFF9D] = 0x0C,
        [0xFF9E] = 0x2D,
        [0xFF9F] = Delete,
        [0xFFAA] = 0x6A,
        [0xFFAB] = 0x6B,
        [0xFFAC] = 0x6C,
        [0xFFAD] = 0x6D,
        [0xFFAE] = 0x6E,
        [0xFFAF] = 0x6F,
        [0xFFFF] = Delete,
        [0xFFE1] = Shift,
        [0xFFE2] = Shift,
        [0xFFE3] = Control,
        [0xFFE4] = Control,
        [0xFFE5] = CapsLock,
        [0xFFE7] = Super,
        [0xFFE8] = 0x5C,
        [0xFFE9] = Alt,
        [0xFFEA] = Alt,
        [0xFFEB] = Super,
        [0xFFEC] = 0x5C,

        // XF86keysym.h.
        [0x1008FF18] = 0xAC,
        [0x1008FF1B] = 0xAA,
        [0x1008FF26] = 0xA6,
        [0x1008FF27] = 0xA7,
        [0x1008FF28] = 0xA9,
        [0x1008FF29] = 0xA8,
        [0x1008FF30] = 0xAB,
        [0x1008FF73] = 0xA8,
        [0x1008FF11] = 0xAE,
        [0x1008FF12] = 0xAD,
        [0x1008FF13] = 0xAF,
        [0x1008FF14] = 0xB3,
        [0x1008FF15] = 0xB2,
        [0x1008FF16] = 0xB1,
        [0x1008FF17] = 0xB0,

        // Signs.
        [' '] = Space,
        [';'] = 0xBA,
        ['='] = 0xBB,
        ['+'] = 0xBB,
        [','] = 0xBC,
        ['-'] = 0xBD,
        ['.'] = 0xBE,
        ['/'] = 0xBF,
        ['`'] = 0xC0,
        ['['] = 0xDB,
        ['\\'] = 0xDC,
        [']'] = 0xDD,
        ['\''] = 0xDE,
    }.ToFrozenDictionary();

    /// <param name="keycode">The key's number, of evdev as on every X server of Linux.</param>
    /// <param name="keysym">What the layout calls it without modifiers.</param>
    /// <returns>0 for a key that Windows has not.</returns>
    public static int Of(byte keycode, uint keysym) => keysym switch
    {
        >= 'a' and <= 'z' => (int)keysym - 'a' + 'A',
        >= '0' and <= '9' => (int)keysym,
        >= 0xFFB0 and <= 0xFFB9 => (int)keysym - 0xFFB0 + 0x60,
        >= 0xFFBE and <= 0xFFD5 => (int)keysym - 0xFFBE + F1,
        _ => s_byKeysym.TryGetValue(keysym, out int key) ? key : KeyPlaces.Find(keycode)?.VirtualKey ?? 0,
    };

    /// <summary>Whether AcceleratorKeyPressed is raised for it, as its documentation says: Control or Alt is held, or the key stands for no character; never of the keys that only lock or shift.</summary>
    public static bool IsAccelerator(int key, KeyModifiers held) => key switch
    {
        Shift or CapsLock or NumLock or Super or 0x5C or 0x91 or 0 => false,
        _ when (held & (KeyModifiers.Control | KeyModifiers.Alt)) != 0 => true,
        Escape or Control or Alt => true,
        0x08 or Tab or 0x0D or Space => false,
        (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 0x60 and <= 0x6F) or (>= 0xBA and <= 0xC0) or (>= 0xDB and <= 0xE2) => false,
        _ => true,
    };
}
