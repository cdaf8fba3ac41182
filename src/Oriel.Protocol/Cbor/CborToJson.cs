using System;
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// Writes JSON as JavaScript's <c>JSON.stringify</c> would: no white space, only what must be is escaped, and a lone surrogate, which
/// UTF-8 cannot hold, is named by its number (<c>\ud800</c>). Recursion is bounded by the reader's depth.
/// </summary>
internal static class CborToJson
{
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\"\\"u8);

    public static void Write(ref CborReader reader, MessageBuffer json)
    {
        switch (reader.PeekKind())
        {
            case CborKind.Map:
                WriteMap(ref reader, json);
                break;
            case CborKind.Array:
                WriteArray(ref reader, json);
                break;
            case CborKind.Text or CborKind.Binary:
                WriteString(ref reader, json);
                break;
            case CborKind.Integer:
                long integer = reader.ReadInt64();
                Utf8Formatter.TryFormat(integer, json.GetSpan(20), out int written);
                json.Advance(written);
                break;
            case CborKind.Double:
                JsonNumber.Write(reader.ReadDouble(), json);
                break;
            case CborKind.Boolean:
                json.Write(reader.ReadBoolean() ? "true"u8 : "false"u8);
                break;
            default:
                reader.SkipValue();
                json.Write("null"u8);
                break;
        }
    }

    /// <summary>Writes a character by its number.</summary>
    public static void WriteUnicodeEscape(char character, MessageBuffer json)
    {
        Span<byte> escape = json.Take(6);
        "\\u"u8.CopyTo(escape);
        Utf8Formatter.TryFormat((ushort)character, escape[2..], out _, new StandardFormat('x', 4));
    }

    private static void WriteMap(ref CborReader reader, MessageBuffer json)
    {
        bool isFirst = true;
        CborScope scope = reader.ReadStartMap();
        json.Write("{"u8);
        while (reader.TryReadItem(ref scope))
        {
            Separate(ref isFirst, json);
            WriteString(ref reader, json);
            json.Write(":"u8);
            Write(ref reader, json);
        }

        json.Write("}"u8);
    }

    private static void WriteArray(ref CborReader reader, MessageBuffer json)
    {
        bool isFirst = true;
        CborScope scope = reader.ReadStartArray();
        json.Write("["u8);
        while (reader.TryReadItem(ref scope))
        {
            Separate(ref isFirst, json);
            Write(ref reader, json);
        }

        json.Write("]"u8);
    }

    private static void Separate(ref bool isFirst, MessageBuffer json)
    {
        if (!isFirst)
        {
            json.Write(","u8);
        }

        isFirst = false;
    }

    private static void WriteString(ref CborReader reader, MessageBuffer json)
    {
        ReadOnlySpan<byte> text = reader.ReadRawString(out CborStringForm form);
        json.Write("\""u8);
        if (form == CborStringForm.Binary)
        {
            WriteBase64(text, json);
        }
        else if (form == CborStringForm.Utf16)
        {
            WriteUtf16(text, json);
        }
        else if (Utf8.IsValid(text))
        {
            WriteUtf8(text, json);
        }
        else
        {
            WriteUtf8(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)), json);
        }

        json.Write("\""u8);
    }

    private static void WriteBase64(ReadOnlySpan<byte> bytes, MessageBuffer json)
    {
        // In parts, each a multiple of three bytes, so that no part but the last is padded and none needs a doubled buffer.
        const int PartSize = 3 * 16384;
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> part = bytes[..Math.Min(PartSize, bytes.Length)];
            Base64.EncodeToUtf8(part, json.GetSpan(Base64.GetMaxEncodedToUtf8Length(part.Length)), out _, out int written);
            json.Advance(written);
            bytes = bytes[part.Length..];
        }
    }

    private static void WriteUtf8(ReadOnlySpan<byte> text, MessageBuffer json)
    {
        while (true)
        {
            int plain = text.IndexOfAny(s_escaped);
            if (plain < 0)
            {
                json.Write(text);
                return;
            }

            json.Write(text[..plain]);
            WriteEscape((char)text[plain], json);
            text = text[(plain + 1)..];
        }
    }

    private static void WriteUtf16(ReadOnlySpan<byte> bytes, MessageBuffer json)
    {
        ReadOnlySpan<char> text = BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, char>(bytes) : Encoding.Unicode.GetString(bytes);
        Span<byte> utf8 = stackalloc byte[768];
        while (!text.IsEmpty)
        {
            // A part of 256 characters always fits; one that ends between two surrogates leaves the first to the next part.
            ReadOnlySpan<char> part = text[..Math.Min(256, text.Length)];
            OperationStatus status = Utf8.FromUtf16(
                part, utf8, out int read, out int written, replaceInvalidSequences: false, isFinalBlock: part.Length == text.Length);
            WriteUtf8(utf8[..written], json);
            text = text[read..];
            if (status is OperationStatus.InvalidData)
            {
                WriteUnicodeEscape(text[0], json);
                text = text[1..];
            }
        }
    }

    private static void WriteEscape(char character, MessageBuffer json)
    {
        ReadOnlySpan<byte> escape = character switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => default,
        };
        if (escape.IsEmpty)
        {
            WriteUnicodeEscape(character, json);
        }
        else
        {
            json.Write(escape);
        }
    }
}
