using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// Writes JSON as Chromium's own converter does: a number that is a 32-bit integer, however it is spelled, becomes an integer (an integer
/// parameter takes no double), every other one a double.
/// </summary>
internal static class JsonToCbor
{
    public static void Write(ReadOnlySpan<byte> json, ref CborWriter writer)
    {
        int start = writer.Buffer.Length;
        try
        {
            WriteTokens(json, ref writer);
        }
        catch (JsonException malformed)
        {
            writer.Buffer.Truncate(start);
            throw new ProtocolException(
                $"The text is not JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}: {malformed.Message}", malformed);
        }
        catch (ProtocolException)
        {
            writer.Buffer.Truncate(start);
            throw;
        }
    }

    private static void WriteTokens(ReadOnlySpan<byte> json, ref CborWriter writer)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = CborReader.MaxDepth });
        int[] marks = ArrayPool<int>.Shared.Rent(CborReader.MaxDepth);
        try
        {
            int depth = 0;
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        marks[depth++] = writer.WriteStartMap();
                        break;
                    case JsonTokenType.StartArray:
                        marks[depth++] = writer.WriteStartArray();
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        writer.WriteEnd(marks[--depth]);
                        break;
                    case JsonTokenType.PropertyName or JsonTokenType.String:
                        WriteString(reader.ValueSpan, reader.ValueIsEscaped, ref writer);
                        break;
                    case JsonTokenType.Number:
                        WriteNumber(reader.GetDouble(), ref writer);
                        break;
                    case JsonTokenType.True or JsonTokenType.False:
                        writer.WriteBoolean(reader.GetBoolean());
                        break;
                    default:
                        writer.WriteNull();
                        break;
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(marks);
        }
    }

    private static void WriteNumber(double value, ref CborWriter writer)
    {
        if (value is >= int.MinValue and <= int.MaxValue && (int)value == value)
        {
            writer.WriteInt32((int)value);
        }
        else
        {
            writer.WriteDouble(value);
        }
    }

    private static void WriteString(ReadOnlySpan<byte> text, bool isEscaped, ref CborWriter writer)
    {
        if (!Utf8.IsValid(text))
        {
            throw new ProtocolException($"A string of {text.Length} bytes in the JSON is not UTF-8.");
        }

        if (!isEscaped)
        {
            writer.WriteUtf8(text);
            return;
        }

        // Not Utf8JsonReader.GetString: it refuses lone surrogates, which JavaScript's strings may hold.
        char[] characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            writer.WriteString(characters.AsSpan(0, Unescape(text, characters)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>The reader has checked every escape; each takes more bytes than the one character it makes.</summary>
    private static int Unescape(ReadOnlySpan<byte> text, Span<char> characters)
    {
        int count = 0;
        while (true)
        {
            int plain = text.IndexOf((byte)'\\');
            count += Encoding.UTF8.GetChars(plain < 0 ? text : text[..plain], characters[count..]);
            if (plain < 0)
            {
                return count;
            }

            byte escape = text[plain + 1];
            int length = escape == 'u' ? 6 : 2;
            characters[count++] = escape == 'u' ? ReadUnicode(text.Slice(plain + 2, 4)) : Unescape(escape);
            text = text[(plain + length)..];
        }
    }

    private static char Unescape(byte escape) => escape switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)escape,
    };

    private static char ReadUnicode(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits)
        {
            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)value;
    }
}
