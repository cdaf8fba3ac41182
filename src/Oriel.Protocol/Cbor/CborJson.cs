using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// The same values as CBOR and as JSON, for apps that speak JSON and for browsers that speak nothing else. Whole messages are values too.
/// Bytes become base64 text; the way back leaves that as text, which Chromium and our readers accept for bytes.
/// </summary>
internal static class CborJson
{
    /// <summary>Appends the JSON of one CBOR value.</summary>
    public static void WriteJson(ReadOnlySpan<byte> cbor, MessageBuffer json)
    {
        CborReader reader = new(cbor);
        CborToJson.Write(ref reader, json);
        if (!reader.IsAtEnd)
        {
            throw new ProtocolException($"One value was expected, but {cbor.Length - reader.Position} bytes follow it.");
        }
    }

    /// <summary>Appends the CBOR of one JSON text.</summary>
    /// <exception cref="ProtocolException">The text is not JSON.</exception>
    public static void WriteCbor(ReadOnlySpan<byte> json, MessageBuffer cbor)
    {
        CborWriter writer = new(cbor);
        JsonToCbor.Write(json, ref writer);
    }

    /// <summary>The same from UTF-16, in which strings may hold lone surrogates as they are.</summary>
    /// <exception cref="ProtocolException">The text is not JSON.</exception>
    public static void WriteCbor(ReadOnlySpan<char> json, MessageBuffer cbor)
    {
        using MessageBuffer utf8 = new(json.Length + 16);
        while (!json.IsEmpty)
        {
            OperationStatus status = Utf8.FromUtf16(json, utf8.GetSpan(Math.Max(json.Length, 4)), out int read, out int written, replaceInvalidSequences: false);
            utf8.Advance(written);
            json = json[read..];
            if (status is OperationStatus.InvalidData)
            {
                // UTF-8 has no lone surrogates, but JSON can name them. Outside a string neither form is JSON.
                CborToJson.WriteUnicodeEscape(json[0], utf8);
                json = json[1..];
            }
        }

        WriteCbor(utf8.WrittenSpan, cbor);
    }

    public static string ToJson(ReadOnlySpan<byte> cbor)
    {
        using MessageBuffer json = new(cbor.Length + 16);
        WriteJson(cbor, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
