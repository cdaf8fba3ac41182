using System;
using System.Collections.Generic;

namespace Oriel.Core.Features.Composition;

/// <summary>The numbers that pages and the browser's own editing know keys by (<c>KeyboardEvent.keyCode</c>): those of Windows, on Linux as well.</summary>
internal static class KeyCodes
{
    /// <summary>From a digit to the same one of the keypad.</summary>
    private const int ToKeypad = 48;

    private static readonly Dictionary<string, int> s_named = new()
    {
        ["Backspace"] = 8,
        ["Tab"] = 9,
        ["Enter"] = 13,
        ["NumpadEnter"] = 13,
        ["Shift"] = 16,
        ["Control"] = 17,
        ["Alt"] = 18,
        ["Pause"] = 19,
        ["CapsLock"] = 20,
        ["Escape"] = 27,
        [" "] = 32,
        ["Space"] = 32,
        ["PageUp"] = 33,
        ["PageDown"] = 34,
        ["End"] = 35,
        ["Home"] = 36,
        ["ArrowLeft"] = 37,
        ["ArrowUp"] = 38,
        ["ArrowRight"] = 39,
        ["ArrowDown"] = 40,
        ["PrintScreen"] = 44,
        ["Insert"] = 45,
        ["Delete"] = 46,
        ["Meta"] = 91,
        ["ContextMenu"] = 93,
        ["NumLock"] = 144,
        ["ScrollLock"] = 145,
        ["Semicolon"] = 186,
        ["Equal"] = 187,
        ["Comma"] = 188,
        ["Minus"] = 189,
        ["Period"] = 190,
        ["Slash"] = 191,
        ["Backquote"] = 192,
        ["BracketLeft"] = 219,
        ["Backslash"] = 220,
        ["BracketRight"] = 221,
        ["Quote"] = 222,
        ["IntlBackslash"] = 226,
        ["NumpadMultiply"] = 106,
        ["NumpadAdd"] = 107,
        ["NumpadSubtract"] = 109,
        ["NumpadDecimal"] = 110,
        ["NumpadDivide"] = 111,
    };

    /// <returns>0 if it has none.</returns>
    internal static int Of(string key, string code)
    {
        // A letter or digit has the number of what it means, whatever the layout; the rest that of its place.
        if (key.Length == 1 && char.IsAsciiLetterOrDigit(key[0]))
        {
            bool isKeypad = code.StartsWith("Numpad", StringComparison.Ordinal) && char.IsAsciiDigit(key[0]);
            return isKeypad ? key[0] + ToKeypad : char.ToUpperInvariant(key[0]);
        }

        if (s_named.TryGetValue(key, out int number) || s_named.TryGetValue(code, out number))
        {
            return number;
        }

        return code switch
        {
            ['K', 'e', 'y', var letter] => letter,
            ['D', 'i', 'g', 'i', 't', var digit] => digit,
            _ => key is ['F', .. var digits] && int.TryParse(digits, out int function) && function is >= 1 and <= 24 ? 111 + function : 0,
        };
    }
}
