using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Oriel.Core.Features;

/// <summary>Reads JSON values that are strings.</summary>
/// <remarks>System.Text.Json refuses an escaped lone surrogate, which a page may send: script strings are not always Unicode.</remarks>
internal static class JsonString
{
    /// <summary>Decodes the text if it is a JSON string and nothing else.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> json, [NotNullWhen(true)] out string? value)
    {
        value = null;
        json = json.Trim(" \t\r\n");
        if (json.Length < 2 || json[0] != '"' || json[^1] != '"')
        {
            return false;
        }

        ReadOnlySpan<char> rest = json[1..^1];
        int special = rest.IndexOfAny('\\', '"');
        if (special < 0)
        {
            value = rest.ToString();
            return true;
        }

        var decoded = new StringBuilder(rest.Length);
        for (; special >= 0; special = rest.IndexOfAny('\\', '"'))
        {
            decoded.Append(rest[..special]);
            rest = rest[special..];
            if (!TryDecodeEscape(rest, out char character, out int length))
            {
                return false;
            }

            decoded.Append(character);
            rest = rest[length..];
        }

        value = decoded.Append(rest).ToString();
        return true;
    }

    /// <summary>Decodes the escape at the start; an unescaped quotation mark there is none.</summary>
    private static bool TryDecodeEscape(ReadOnlySpan<char> text, out char character, out int length)
    {
        character = default;
        length = 2;
        if (text.Length < 2 || text[0] != '\\')
        {
            return false;
        }

        if (text[1] == 'u')
        {
            length = 6;
            if (text.Length < length
                || !ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                return false;
            }

            character = (char)unit;
            return true;
        }

        int index = "\"\\/bfnrt".IndexOf(text[1], StringComparison.Ordinal);
        if (index < 0)
        {
            return false;
        }

        character = "\"\\/\b\f\n\r\t"[index];
        return true;
    }
}
