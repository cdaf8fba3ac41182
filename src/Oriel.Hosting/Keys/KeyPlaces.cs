using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Hosting.Keys;

/// <summary>Keys by their place on a US keyboard. X's keycodes on Linux are the kernel's (input-event-codes.h) and 8.</summary>
internal static class KeyPlaces
{
    private const int Offset = 8;

    /// <summary>Up to here the kernel counts as PC/AT keyboards do (scan codes, set 1).</summary>
    private const int LastPlain = 83;

    private static readonly FrozenDictionary<byte, KeyPlace> s_places = All().ToFrozenDictionary(static place => place.Keycode);

    // Keycode minus 8, and the scan code after E0.
    private static readonly FrozenDictionary<int, byte> s_extended = new Dictionary<int, byte>
    {
        [96] = 0x1C,
        [97] = 0x1D,
        [98] = 0x35,
        [99] = 0x37,
        [100] = 0x38,
        [102] = 0x47,
        [103] = 0x48,
        [104] = 0x49,
        [105] = 0x4B,
        [106] = 0x4D,
        [107] = 0x4F,
        [108] = 0x50,
        [109] = 0x51,
        [110] = 0x52,
        [111] = 0x53,
        [125] = 0x5B,
        [126] = 0x5C,
        [127] = 0x5D,
        [158] = 0x6A,
        [159] = 0x69,
        [172] = 0x32,
        [173] = 0x67,
        [128] = 0x68,
    }.ToFrozenDictionary();

    public static KeyPlace? Find(byte keycode) => s_places.GetValueOrDefault(keycode);

    /// <summary>The number of the key for a Windows app, and whether it is of the extended part of the keyboard.</summary>
    public static (byte ScanCode, bool IsExtended) ScanCodeOf(byte keycode)
    {
        int number = keycode - Offset;
        return number switch
        {
            >= 0 and <= LastPlain => ((byte)number, false),
            86 => (0x56, false),
            87 => (0x57, false),
            88 => (0x58, false),
            _ => s_extended.TryGetValue(number, out byte code) ? (code, true) : ((byte)0, false),
        };
    }

    private static IEnumerable<KeyPlace> All()
    {
        const string Digits = "1234567890";
        (string Keys, int First)[] rows = [("QWERTYUIOP", 24), ("ASDFGHJKL", 38), ("ZXCVBNM", 52)];
        (int Keycode, int Key, string Code)[] others =
        [
            (9, VirtualKeys.Escape, "Escape"), (20, 0xBD, "Minus"), (21, 0xBB, "Equal"), (22, 0x08, "Backspace"), (23, VirtualKeys.Tab, "Tab"), (34, 0xDB, "BracketLeft"), (35, 0xDD, "BracketRight"), (36, 0x0D, "Enter"),
            (37, VirtualKeys.Control, "ControlLeft"), (47, 0xBA, "Semicolon"), (48, 0xDE, "Quote"), (49, 0xC0, "Backquote"), (50, VirtualKeys.Shift, "ShiftLeft"), (51, 0xDC, "Backslash"), (59, 0xBC, "Comma"), (60, 0xBE, "Period"),
            (61, 0xBF, "Slash"), (62, VirtualKeys.Shift, "ShiftRight"), (63, 0x6A, "NumpadMultiply"), (64, VirtualKeys.Alt, "AltLeft"), (65, VirtualKeys.Space, "Space"), (82, 0x6D, "NumpadSubtract"), (86, 0x6B, "NumpadAdd"),
            (90, 0x60, "Numpad0"), (95, 0x7A, "F11"), (96, 0x7B, "F12"), (105, VirtualKeys.Control, "ControlRight"), (108, VirtualKeys.Alt, "AltRight"), (110, 0x24, "Home"), (111, 0x26, "ArrowUp"), (112, 0x21, "PageUp"),
            (113, VirtualKeys.Left, "ArrowLeft"), (114, VirtualKeys.Right, "ArrowRight"), (115, 0x23, "End"), (116, 0x28, "ArrowDown"), (117, 0x22, "PageDown"), (118, 0x2D, "Insert"), (119, VirtualKeys.Delete, "Delete"),
        ];
        return Digits.Select(static (digit, i) => new KeyPlace((byte)(10 + i), digit, $"Digit{digit}"))
            .Concat(rows.SelectMany(static row => row.Keys.Select((key, i) => new KeyPlace((byte)(row.First + i), key, $"Key{key}"))))
            .Concat(Enumerable.Range(0, 10).Select(static i => new KeyPlace((byte)(67 + i), VirtualKeys.F1 + i, $"F{i + 1}")))
            .Concat(others.Select(static other => new KeyPlace((byte)other.Keycode, other.Key, other.Code)));
    }
}
